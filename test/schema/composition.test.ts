import {
  parseCustomerRelationships,
  type Actor,
  type CustomerRelationships,
  type Partner,
  type PartnerId,
  type ServiceId,
} from 'partner-relationships';
import {
  actorSchema,
  customerRelationshipsSchema,
  partnerIdSchema,
  partnerSchema,
  serviceIdSchema,
} from 'partner-relationships/schema';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as classic from 'zod';
import * as mini from 'zod/mini';

interface Body {
  actor: Actor;
  partner?: Partner | undefined;
  services: ServiceId[];
  holders: Record<ServiceId, PartnerId>;
  state: CustomerRelationships | null;
}

const inZod = classic.object({
  actor: actorSchema,
  partner: classic.optional(partnerSchema),
  services: classic.array(serviceIdSchema).min(1),
  holders: classic.record(serviceIdSchema, partnerIdSchema),
  state: classic.nullable(customerRelationshipsSchema),
});

const inZodMini = mini.object({
  actor: actorSchema,
  partner: mini.optional(partnerSchema),
  services: mini.array(serviceIdSchema).check(mini.minLength(1)),
  holders: mini.record(serviceIdSchema, partnerIdSchema),
  state: mini.nullable(customerRelationshipsSchema),
});

const body = {
  actor: { kind: 'customer', customerId: 'fabrikam' },
  services: ['exchange-online'],
  holders: { 'exchange-online': 'contoso' },
  state: { customer: { id: 'fabrikam', name: 'Fabrikam' }, relationships: [], delegations: [] },
};

const EXPECTED_SERVICE_ID = 'expected a service id (1 to 128 visible ASCII characters, without spaces)';
const EXPECTED_PARTNER_ID = 'expected a partner id (1 to 128 visible ASCII characters, without spaces, not "all")';

const misfit = {
  ...body,
  services: ['exchange online'],
  holders: { 'exchange-online': 'all' },
  state: { ...body.state, delegations: ['contoso'] },
};

describe.each([
  ['zod', inZod],
  ['zod/mini', inZodMini],
] as const)("Inside an application's own schema, made with %s", (_, schema) => {
  it('a schema accepts the same values as alone', () => {
    expect(schema.parse({ ...body, extra: true })).toEqual(body);
  });

  it('an issue has the whole path and the same message', () => {
    const issues = schema.safeParse(misfit).error?.issues.map(({ path, message }) => [path.join('.'), message]);
    expect(issues).toEqual([
      ['services.0', EXPECTED_SERVICE_ID],
      ['holders.exchange-online', EXPECTED_PARTNER_ID],
      ['state.delegations.0', 'expected a service delegation'],
    ]);
  });

  it('a document is still known as checked', () => {
    const { state } = schema.parse(body);
    expect(parseCustomerRelationships(state)._unsafeUnwrap()).toBe(state);
  });

  it('a schema also works asynchronously, and as a Standard Schema', async () => {
    expect(await schema.parseAsync(body)).toEqual(body);
    expect(await schema['~standard'].validate(body)).toEqual({ value: body });
    const { issues } = await schema['~standard'].validate({ ...body, services: ['exchange online'] });
    expect(issues).toEqual([expect.objectContaining({ path: ['services', 0], message: EXPECTED_SERVICE_ID })]);
  });
});

describe("The type of an application's own schema", () => {
  it('has the types of the library', () => {
    expectTypeOf<classic.infer<typeof inZod>>().toEqualTypeOf<Body>();
    expectTypeOf<mini.infer<typeof inZodMini>>().toEqualTypeOf<Body>();
  });
});
