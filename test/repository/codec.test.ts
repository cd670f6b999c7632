import fc from 'fast-check';
import {
  customerCodec,
  partnerChangeCodec,
  partnerCodec,
  relationshipChangeCodec,
  type Codec,
  type OperatorActor,
  type PartnerChange,
  type RelationshipChange,
} from 'partner-relationships';
import {
  accountChanges,
  actor,
  customerRelationships,
  displayName,
  groupId,
  instant,
  partner,
  partnerAccount,
  play,
  relationshipChanges,
  relationshipRequest,
  requestId,
  roleDelegation,
  roleId,
  situation,
} from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';
import { isFrozenInDepth } from '../fixtures/frozen';

/** A codec and some values that it is for. */
interface Sample {
  readonly codec: Codec<unknown>;
  readonly values: readonly unknown[];
}

const operator: fc.Arbitrary<OperatorActor> = fc.oneof(
  fc.constant({ kind: 'operator' as const }),
  fc.record({ kind: fc.constant('operator' as const), userId: displayName() }),
);

const aPartnerChange: fc.Arbitrary<PartnerChange> = fc.oneof(
  fc.record({ kind: fc.constant('partner-registered' as const), at: instant(), partner: partner() }),
  fc.record({
    kind: fc.constantFrom('partner-suspended' as const, 'partner-reinstated' as const),
    at: instant(),
    by: fc.option(operator),
    reason: fc.option(displayName()),
  }),
  fc.record({ kind: fc.constant('partner-renamed' as const), at: instant(), by: actor(), name: displayName() }),
  fc.record({
    kind: fc.constant('program-changed' as const),
    at: instant(),
    by: operator,
    program: fc.constantFrom('direct-bill', 'indirect-provider', 'indirect-reseller', 'advisor'),
  }),
  fc.record({ kind: fc.constant('partner-closed' as const), at: instant(), by: operator, reason: displayName() }),
  fc.record({
    kind: fc.constant('request-opened' as const),
    at: instant(),
    by: actor(),
    request: relationshipRequest(),
  }),
  fc.record({ kind: fc.constant('request-revoked' as const), at: instant(), by: actor(), requestId: requestId() }),
);

/** Those that no history of {@link relationshipChanges} has. */
const aRoleChange: fc.Arbitrary<RelationshipChange> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('role-delegation-extended' as const, 'role-delegation-expired' as const),
    at: instant(),
    by: actor(),
    dueAt: instant(),
    delegation: roleDelegation(),
  }),
  fc.record({
    kind: fc.constantFrom('role-delegation-terminated' as const, 'extension-set' as const),
    at: instant(),
    by: actor(),
    delegation: roleDelegation(),
  }),
  fc.record({ kind: fc.constant('role-dropped' as const), at: instant(), by: actor(), roleId: roleId(), delegation: roleDelegation() }),
  fc.record({
    kind: fc.constantFrom('access-changed' as const, 'access-removed' as const),
    at: instant(),
    by: actor(),
    groupId: groupId(),
    delegation: roleDelegation(),
  }),
);

/** For each codec some of what a marketplace stores with it. */
const samples: fc.Arbitrary<readonly Sample[]> = fc
  .tuple(
    situation(),
    fc.array(aPartnerChange, { minLength: 1, maxLength: 3 }),
    partnerAccount(),
    customerRelationships(),
    aRoleChange,
  )
  .map(([{ marketplace, state, history }, partnerChanges, account, withRoles, roleChange]) => [
    { codec: fromJavaScript(partnerCodec), values: [...marketplace.accounts, account] },
    { codec: fromJavaScript(customerCodec), values: [state, withRoles] },
    { codec: fromJavaScript(partnerChangeCodec), values: [...partnerChanges, ...accountChanges(account)] },
    {
      codec: fromJavaScript(relationshipChangeCodec),
      values: [
        ...play(history).flatMap(({ decision }) => decision.unwrapOr([])),
        ...relationshipChanges(withRoles),
        roleChange,
      ],
    },
  ]);

const codecs = [
  { name: 'partnerCodec', codec: fromJavaScript(partnerCodec) },
  { name: 'customerCodec', codec: fromJavaScript(customerCodec) },
  { name: 'partnerChangeCodec', codec: fromJavaScript(partnerChangeCodec) },
  { name: 'relationshipChangeCodec', codec: fromJavaScript(relationshipChangeCodec) },
];

/** The codec as JavaScript sees it: it may be given anything. */
function fromJavaScript<T>(codec: Codec<T>): Codec<unknown> {
  return { encode: (value) => codec.encode(value as T), decode: (stored) => codec.decode(stored) };
}

function encoded({ codec, values }: Sample): readonly string[] {
  return values.map((value) => codec.encode(value)._unsafeUnwrap());
}

function decoded({ codec }: Sample, stored: readonly unknown[]): readonly unknown[] {
  return stored.map((one) => codec.decode(one)._unsafeUnwrap());
}

function parsed(texts: readonly string[]): readonly unknown[] {
  return texts.map((text): unknown => JSON.parse(text));
}

function withStrayKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStrayKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withStrayKeys(item)] as const);
  return Object.fromEntries([...entries, ['stray', { since: 'a later version' }], ['__proto__', { admin: true }]]);
}

describe('A codec', () => {
  it('decodes what it has encoded, from text and from parsed JSON, and freezes it', () => {
    fc.assert(
      fc.property(samples, (drawn) => {
        for (const sample of drawn) {
          const texts = encoded(sample);
          const values = decoded(sample, texts);
          expect(values).toEqual(sample.values);
          expect(values.every(isFrozenInDepth)).toBe(true);
          expect(encoded({ ...sample, values })).toEqual(texts);
          expect(decoded(sample, parsed(texts))).toEqual(sample.values);
        }
      }),
    );
  });

  it('leaves out unknown fields', () => {
    fc.assert(
      fc.property(samples, (drawn) => {
        for (const sample of drawn) {
          const stored = parsed(encoded(sample)).map(withStrayKeys);
          expect(encoded({ ...sample, values: decoded(sample, stored) })).toEqual(encoded(sample));
        }
      }),
    );
  });

  it('answers any value, and encodes exactly the values that it would decode', () => {
    fc.assert(
      fc.property(hostileJson(), (value) => {
        for (const { name, codec } of codecs) {
          const outcome = codec.decode(value);
          if (outcome.isErr()) expect(outcome.error.code, name).toBe('corrupt-data');
          const wrapped = codec.decode({ format: 1, value });
          const text = codec.encode(value);
          expect(text.isOk(), name).toBe(wrapped.isOk());
          if (text.isErr()) expect(text.error.code, name).toBe('malformed-input');
          else expect(codec.decode(text.value), name).toEqual(wrapped);
        }
      }),
    );
  });

  it('refuses an unknown format', () => {
    for (const sample of fc.sample(samples, 1).flat()) {
      for (const stored of parsed(encoded(sample))) {
        expect(stored).toMatchObject({ format: 1 });
        for (const format of [0, 2, '1', null, undefined, true, [1]]) {
          const error = sample.codec.decode(Object.assign({}, stored, { format }))._unsafeUnwrapErr();
          expect(error.code).toBe('corrupt-data');
          expect(error.context.cause).toContain('expected format 1');
        }
      }
    }
  });
});

describe.each(codecs)('$name', ({ codec }) => {
  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['half a document', '{"format":1,"value":{"partner":'],
    ['a bare value', '{}'],
    ['a document without a value', '{"format":1}'],
    ['a document with an empty value', '{"format":1,"value":{}}'],
    ['a list', '[{"format":1}]'],
    ['a number', '1'],
    ['null', 'null'],
    ['bytes', new Uint8Array([123, 125])],
  ])('calls %s corrupt data', (_, stored) => {
    expect(codec.decode(stored)._unsafeUnwrapErr().code).toBe('corrupt-data');
  });
});
