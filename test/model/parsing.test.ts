import fc from 'fast-check';
import {
  parseCustomer,
  parseCustomerRelationships,
  parsePartner,
  parsePartnerAccount,
  parseSubscription,
} from 'partner-relationships';
import {
  customer,
  customerRelationships,
  partner,
  partnerAccount,
  subscription,
} from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';
import { nearMiss } from '../fixtures/near-miss';

/** Every object and array within a value, the value included. */
function objectsIn(value: unknown): readonly object[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** The value that a path such as `requests[1].id` leads to. */
function valueAt(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>((inside, key) => Object.entries(inside ?? {}).find(([name]) => name === key)?.[1], value);
}

/** The same with a field of nobody’s in every record, in a copy that is not frozen. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]): [string, unknown] => [key, withMore(inside)]);
  return Object.fromEntries([...entries, ['comment', 'left behind'], ['__proto__', { polluted: true }]]);
}

describe.each([
  ['parsePartner', parsePartner, partner()],
  ['parseCustomer', parseCustomer, customer()],
  ['parseSubscription', parseSubscription, subscription()],
  ['parsePartnerAccount', parsePartnerAccount, partnerAccount()],
  ['parseCustomerRelationships', parseCustomerRelationships, customerRelationships()],
] as const)('%s', (_name, parse, document: fc.Arbitrary<unknown>) => {
  it('takes what came out of it, written to JSON and read back', () => {
    fc.assert(
      fc.property(document, (value) => {
        const stored: unknown = JSON.parse(JSON.stringify(value));
        expect(parse(stored)._unsafeUnwrap()).toEqual(value);
      }),
    );
  });

  it('gives a copy that is frozen in depth, without fields of nobody’s', () => {
    fc.assert(
      fc.property(document, (value) => {
        const given = withMore(value);
        const before = new Set(objectsIn(given));
        const parsed: unknown = parse(given)._unsafeUnwrap();
        expect(parsed).toEqual(value);
        expect(objectsIn(parsed).every((inside) => Object.isFrozen(inside) && !before.has(inside))).toBe(true);
        expect(objectsIn(given).some(Object.isFrozen)).toBe(false);
      }),
    );
  });

  it('says of what is nearly right where it is wrong, what was due and what came', () => {
    fc.assert(
      fc.property(nearMiss(document), (value) => {
        const parsed = parse(value);
        if (parsed.isOk()) return;
        const { kind, code, message, context } = parsed.error;
        expect([kind, code]).toEqual(['invalid-input', 'malformed-input']);
        const place = context.path === '' ? '' : `${context.path}: `;
        expect(message).toBe(`${place}expected ${context.expected}, received ${context.received}`);
        expect([parsed.error, context].every(Object.isFrozen)).toBe(true);
        const received = valueAt(value, context.path);
        if (received === undefined) expect(context.received).toBe('nothing');
        if (Array.isArray(received)) expect(context.received).toBe(`an array of ${received.length}`);
        if (typeof received === 'number') expect(context.received).toBe(`the number ${received}`);
      }),
    );
  });

  it('never throws, and takes nothing but what is frozen then', () => {
    fc.assert(
      fc.property(hostileJson(), (value) => {
        const parsed = parse(value);
        expect(objectsIn(parsed.isOk() ? parsed.value : parsed.error).every(Object.isFrozen)).toBe(true);
      }),
    );
  });

  it.each([undefined, null, 0, '', true, Symbol('x'), 1n, () => {}, new Date(0), /x/, [], {}, Object.create(null)])(
    'refuses %s',
    (value: unknown) => {
      expect(parse(value)._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid-input', code: 'malformed-input' });
    },
  );

  it('describes long values instead of repeating them', () => {
    const long = 'x'.repeat(61);
    expect(parse(long)._unsafeUnwrapErr().context.received).toBe('a string of 61 characters');
    expect(parse(long.slice(1))._unsafeUnwrapErr().context.received).toBe(`"${long.slice(1)}"`);
  });
});
