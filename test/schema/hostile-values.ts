import fc from 'fast-check';

const fixed: readonly unknown[] = [
  undefined, null, true, 0, -0, NaN, 10n, Symbol.iterator, () => 'contoso', '',
  // Almost an id, a token, an instant, a name.
  'all', 'ALL', ' contoso', 'contoso\n', 'cont\u0000so', 'contöso',
  'x'.repeat(15), 'x'.repeat(15) + '=', 'x'.repeat(16), 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(128),
  'x'.repeat(129), 'x'.repeat(256), 'x'.repeat(257), 'x'.repeat(100_000),
  '2026-02-30T00:00:00.000Z', '2026-11-22T24:00:00.000Z', '2026-11-22T09:30:00Z', '2026-11-22T09:30:00.000+00:00',
  '+012026-11-22T09:30:00.000Z', '2026-11-22t09:30:00.000z', '2026-11-22T09:30:00.000Z\n',
  ' ', '\u00a0', '\u2028', 'a\r\nBcc: b', '\ud800', 'a\udc00b', '🚀'.repeat(256), '🚀'.repeat(257),
  // Almost one of a few strings.
  'Active', 'active ', 'constructor', '__proto__', 'toString',
  new String('contoso'), new Date(0), new Map(), new Set(), new Error('no'), /contoso/,
  [], [[]], ['contoso'], new Array(3), {}, Object.create(null), JSON.parse('{"__proto__": {"id": "contoso"}}'),
  { kind: 'constructor' }, { kind: '__proto__' }, { kind: ['customer'] }, Object.assign([], { kind: 'customer-added' }),
];

/** What nobody should send, and somebody will. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...fixed),
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

interface Spoiling {
  /** Which child to go to, again and again; wherever it ends, something happens. */
  readonly way: readonly number[];
  readonly how: 'replace' | 'remove' | 'repeat' | 'enlarge' | 'pollute' | 'inherit';
  readonly by: unknown;
}

const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  way: fc.array(fc.nat({ max: 6 }), { maxLength: 4 }),
  how: fc.constantFrom('replace', 'replace', 'remove', 'repeat', 'enlarge', 'pollute', 'inherit'),
  by: hostileValue,
});

/** A sound value as it is, or with one or two things wrong with it somewhere, or something else altogether. */
export function spoilt(sound: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const spoiltSomewhere = fc
    .tuple(sound, fc.array(spoiling, { minLength: 1, maxLength: 2 }))
    .map(([value, spoilings]) => spoilings.reduce(spoil, value));
  return fc.oneof(sound, { weight: 3, arbitrary: spoiltSomewhere }, hostileValue);
}

function spoil(value: unknown, { way, how, by }: Spoiling): unknown {
  const [turn, ...rest] = way;
  if (turn === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[turn % (keys.length + 1)];
  if (Array.isArray(value)) {
    const items = Array.from<unknown>(value);
    const at = Number(key ?? 0);
    if (rest.length > 0 && key !== undefined) items[at] = spoil(items[at], { way: rest, how, by });
    else if (how === 'repeat') items.push(items[at]);
    else if (how === 'enlarge') items.length += 1;
    else if (how === 'remove') items.splice(at, 1);
    else items[at] = by;
    return items;
  }
  const copy: Record<string, unknown> = { ...value };
  if (how === 'pollute') return Object.defineProperty(copy, '__proto__', { value: by, enumerable: true });
  if (how === 'inherit') return Object.create(copy);
  if (how === 'enlarge' || key === undefined) return { ...copy, extra: by };
  if (rest.length > 0) return { ...copy, [key]: spoil(copy[key], { way: rest, how, by }) };
  if (how === 'remove') return Object.fromEntries(Object.entries(copy).filter(([name]) => name !== key));
  return { ...copy, [key]: by };
}
