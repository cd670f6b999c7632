import fc from 'fast-check';
import { hostileJson } from '../fixtures/hostile-json';

/** Makers of values that JSON cannot hold. Each makes a new one, so that nothing leaks from one try into the next. */
const makers: readonly (() => unknown)[] = [
  () => undefined,
  () => Symbol('id'),
  () => Symbol.iterator,
  () => 10n ** 40n,
  () => () => 'contoso',
  () => Date,
  () => new Date(Number.NaN),
  () => new Date(0),
  () => /contoso/g,
  () => new Map([['id', 'contoso']]),
  () => new Set(['contoso']),
  () => new Error('contoso'),
  () => Promise.resolve('contoso'),
  () => new Uint8Array(16),
  () => Object('contoso') as unknown,
  () => Object.create(null) as unknown,
  () => Object.create({ id: 'contoso', kind: 'customer', customerId: 'contoso' }) as unknown,
  () => Object.freeze({}),
  () => new Array<unknown>(3),
  () => new Array<unknown>(4_000_000_000),
  () => cyclic(),
  () => [cyclic()],
  () => Object.assign([], { id: 'contoso', length: 1 }),
  () => new Proxy({ id: 'contoso' }, {}),
  () => new Proxy([], {}),
  () => new Proxy(() => undefined, {}),
  () => answeringEverything(),
  () => ({ toString: null, valueOf: null, toJSON: null, [Symbol.toPrimitive]: null }),
  () => ({ toJSON: () => 'contoso', toString: () => 'contoso' }),
  () => Object.defineProperty({ kind: 'customer' }, 'customerId', { get: () => 'contoso' }),
];

/** Values that throw when they, or a part of them, are read. */
export function unreadable(): readonly unknown[] {
  return [
    Object.defineProperty({ kind: 'customer' }, 'customerId', { get: failing, enumerable: true }),
    Object.defineProperty(new Error('contoso'), 'message', { get: failing }),
    new Proxy({}, { get: failing }),
    new Proxy([], { get: failing }),
    revoked({}),
    revoked([]),
  ];
}

function failing(): never {
  throw new Error('this cannot be read');
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function cyclic(): unknown {
  const value: Record<string, unknown> = { id: 'contoso', kind: 'customer' };
  value['customer'] = value;
  value['partner'] = value;
  value['relationships'] = [value];
  return value;
}

/** A proxy that has every property, each of which is the proxy itself. */
function answeringEverything(): unknown {
  const everything: unknown = new Proxy({}, { get: () => everything, has: () => true });
  return everything;
}

/** Any value that JavaScript code could pass by mistake or on purpose, JSON or not. */
export function anythingAtAll(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary: hostileJson() },
    { weight: 2, arbitrary: fc.constantFrom(...makers).map((make) => make()) },
    {
      weight: 1,
      arbitrary: fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSet: true,
        withSparseArray: true,
        withTypedArray: true,
      }),
    },
  );
}
