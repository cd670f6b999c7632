import { httpStatuses, operations, type ErrorCode, type RelationshipError } from 'partner-relationships';
import { errorSchema } from 'partner-relationships/schema';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { functions } from '../fixtures/samples';
import { refusals } from '../message-snapshots/refusals';

/** Errors of every function of the core, as a client reads them. */
const errors = refusals.map(([name, given]) => {
  const answer = functions.get(name)?.(...given) as { readonly error: RelationshipError };
  return JSON.parse(JSON.stringify(answer.error)) as { readonly code: ErrorCode };
});

const ofStorage = ['storage-failed', 'outcome-unknown', 'alongside-failed', 'corrupt-data'].map((code) => ({
  kind: 'storage',
  code,
  message: 'the store failed',
  context: { cause: 'disk full' },
}));
const others = [
  ...['unknown-partner', 'unknown-invitation'].map((code) => ({
    kind: 'invalid-input',
    code,
    message: 'no such',
    context: { partnerId: 'contoso' },
  })),
  { kind: 'invalid-input', code: 'unknown-customer', message: 'no such', context: { customerId: 'northwind' } },
  { kind: 'conflict', code: 'revision-conflict', message: 'another', context: { expected: '1' } },
  { kind: 'storage', code: 'unknown-cursor', message: 'no such', context: { after: 'x' } },
];

describe('The schema of errors', () => {
  it('reads every error, with all of its context', () => {
    for (const error of [...errors, ...ofStorage, ...others]) expect(errorSchema.parse(error)).toEqual(error);
  });

  it('was tried with every code, and describes each once', () => {
    const tried = [...errors, ...ofStorage, ...others].map(({ code }) => code);
    expect([...new Set(tried)].sort()).toEqual(Object.keys(httpStatuses).sort());
    const { oneOf = [] } = z.toJSONSchema(errorSchema);
    expect(oneOf.map(({ properties = {} }) => Object(properties['code']).const).sort()).toEqual(Object.keys(httpStatuses).sort());
  });

  it('knows every operation and every fact of the decision table', () => {
    const denied = (z.toJSONSchema(errorSchema).oneOf ?? []).find(({ properties = {} }) => Object(properties['code']).const === 'operation-denied');
    const context = Object(Object(denied).properties.context).properties;
    expect(context.operation.enum).toEqual(Object.keys(operations));
    const facts = new Set(Object.values(operations).flatMap(({ needs }) => needs.map(({ fact }) => fact)));
    expect([...context.missing.items.enum].sort()).toEqual([...facts].sort());
  });

  it.each([
    ['an unknown code', { code: 'no-such-code' }],
    ['a code of another kind', { kind: 'storage' }],
    ['a rule that the code never names', { rule: 'closing-is-final' }],
    ['no context', { context: undefined }],
    ['a context without its facts', { context: {} }],
  ])('refuses %s', (_what, change) => {
    const [held] = errors.filter(({ code }) => code === 'service-held');
    expect(errorSchema.safeParse(held).success).toBe(true);
    expect(errorSchema.safeParse({ ...held, ...change }).success).toBe(false);
  });

  it('has the type of the errors', () => {
    expectTypeOf<z.output<typeof errorSchema>>().toEqualTypeOf<RelationshipError>();
    expectTypeOf<RelationshipError['code']>().toEqualTypeOf<ErrorCode>();
  });
});
