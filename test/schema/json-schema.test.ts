import {
  actorSchema,
  customerRelationshipsSchema,
  customerSchema,
  instantSchema,
  inviteTokenSchema,
  partnerAccountSchema,
  partnerChangeSchema,
  partnerIdSchema,
  partnerSchema,
  relationshipChangeSchema,
  subscriptionSchema,
} from 'partner-relationships/schema';
import { describe, expect, it } from 'vitest';
import * as classic from 'zod';
import * as z from 'zod/mini';
import { ID_PATTERN } from '../../src/model/identifiers';
import { TOKEN_PATTERN } from '../../src/model/invite-token';
import { INSTANT_PATTERN } from '../../src/model/instant';
import { LINE_PATTERN } from '../../src/model/text';
import { partnerChangeKinds, relationshipChangeKinds } from '../fixtures/kinds';
import { forms, nouns } from './nouns';

const id = { type: 'string', pattern: ID_PATTERN.source };
const line = { type: 'string', pattern: LINE_PATTERN.source };
const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });

describe('As a JSON Schema', () => {
  it.each([
    ['a partner id', partnerIdSchema, id],
    ['an invite token', inviteTokenSchema, { type: 'string', pattern: TOKEN_PATTERN.source }],
    ['an instant', instantSchema, { type: 'string', pattern: INSTANT_PATTERN.source }],
    [
      'a partner',
      partnerSchema,
      {
        type: 'object',
        properties: {
          id,
          name: line,
          program: { type: 'string', enum: ['direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'] },
          standing: { type: 'string', enum: ['active', 'suspended', 'closed'] },
        },
        required: ['id', 'name', 'program', 'standing'],
      },
    ],
    ['a customer', customerSchema, { type: 'object', properties: { id, name: line }, required: ['id', 'name'] }],
    [
      'a subscription',
      subscriptionSchema,
      {
        type: 'object',
        properties: {
          id,
          customerId: id,
          serviceId: id,
          originalResellerId: orNull(id),
          partnerOfRecordId: orNull(id),
          status: { type: 'string', enum: ['active', 'suspended', 'cancelled'] },
        },
        required: ['id', 'customerId', 'serviceId', 'originalResellerId', 'partnerOfRecordId', 'status'],
      },
    ],
    [
      'an actor',
      actorSchema,
      {
        oneOf: [
          {
            type: 'object',
            properties: { kind: { type: 'string', const: 'customer' }, customerId: id, userId: line },
            required: ['kind', 'customerId'],
          },
          {
            type: 'object',
            properties: { kind: { type: 'string', const: 'partner' }, partnerId: id, userId: line },
            required: ['kind', 'partnerId'],
          },
          {
            type: 'object',
            properties: { kind: { type: 'string', const: 'operator' }, userId: line },
            required: ['kind'],
          },
        ],
      },
    ],
  ])('%s is what it takes', (_, schema, expected) => {
    const { $schema, ...converted } = z.toJSONSchema(schema, { io: 'input' });
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(converted).toEqual(expected);
  });

  it('a document names its limits', () => {
    expect(z.toJSONSchema(customerRelationshipsSchema, { io: 'input' })).toMatchObject({
      properties: {
        relationships: { maxItems: 500 },
        delegations: { maxItems: 2000 },
        roleDelegations: { maxItems: 200, items: { properties: { assignments: { maxItems: 100 } } } },
      },
    });
    expect(z.toJSONSchema(partnerAccountSchema, { io: 'input' })).toMatchObject({
      properties: {
        roleOffers: {
          maxItems: 1000,
          items: { properties: { termDays: { minimum: 1, maximum: 730 }, roles: { maxItems: 100 } } },
        },
      },
    });
  });

  it.each([
    ['an account', partnerChangeSchema, partnerChangeKinds],
    ["a customer's relationships", relationshipChangeSchema, relationshipChangeKinds],
  ])('changes of %s are of every kind', (_, schema, kinds) => {
    const { oneOf = [] } = z.toJSONSchema(schema, { io: 'input' });
    const described = oneOf.flatMap(({ properties = {} }): readonly unknown[] => {
      const kind: { readonly const?: unknown; readonly enum?: readonly unknown[] } = Object(properties['kind']);
      return kind.enum ?? [kind.const];
    });
    expect(described.sort()).toEqual(Object.keys(kinds).sort());
  });

  it.each([...nouns, ...forms])('$name is the same for input and output, in zod and in zod/mini', ({ schema }) => {
    const taken = z.toJSONSchema(schema, { io: 'input' });
    const given = z.toJSONSchema(schema);
    expect(withoutClosedness(given)).toEqual(taken);
    expect(classic.toJSONSchema(schema)).toEqual(given);
  });
});

/** Zod says of what a schema gives that it has no other fields, and of what it takes nothing. */
function withoutClosedness(schema: unknown): unknown {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === 'additionalProperties' ? undefined : value));
  return JSON.parse(text);
}
