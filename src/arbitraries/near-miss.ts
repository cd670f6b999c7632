import fc from 'fast-check';
import { isRecord } from '../model/decode';

type Mutation =
  | { readonly kind: 'remove' }
  | { readonly kind: 'replace'; readonly by: unknown }
  | { readonly kind: 'wrap' }
  | { readonly kind: 'stringify' }
  | { readonly kind: 'append'; readonly text: string }
  | { readonly kind: 'change-case' };

/**
 * Documents with exactly one place changed: a field or an item removed, replaced by a value of another type, wrapped in
 * an array, turned into text, in the other case, or with something appended. A few of them happen to stay valid.
 *
 * @param document documents of nested records and arrays, such as {@link partnerAccount} makes
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { parsePartner } from 'partner-relationships';
 * import { nearMiss, partner } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(nearMiss(partner()), (value) => {
 *     parsePartner(value); // answers, and never throws
 *   }),
 * );
 * ```
 */
export function nearMiss(document: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(document, fc.nat(), mutation()).map(([value, where, change]) => {
    const places = placesIn(value);
    return changed(value, places[where % places.length] ?? [], change);
  });
}

function mutation(): fc.Arbitrary<Mutation> {
  const replacement = fc.constantFrom<unknown[]>(
    null,
    undefined,
    '',
    ' ',
    'all',
    '__proto__',
    0,
    -0,
    1,
    Number.NaN,
    true,
    false,
    [],
    {},
    [null],
    '\ud800',
  );
  return fc.oneof(
    fc.constant<Mutation>({ kind: 'remove' }),
    replacement.map((by): Mutation => ({ kind: 'replace', by })),
    fc.constant<Mutation>({ kind: 'wrap' }),
    fc.constant<Mutation>({ kind: 'stringify' }),
    fc.constantFrom(' ', '\n', '\u0000', '\u00e9', '\ud800', 'x'.repeat(300)).map(
      (text): Mutation => ({ kind: 'append', text }),
    ),
    fc.constant<Mutation>({ kind: 'change-case' }),
  );
}

type Place = readonly string[];

function placesIn(value: unknown): readonly Place[] {
  const inside = entriesOf(value).flatMap(([key, item]) => placesIn(item).map((place) => [key, ...place]));
  return [...inside, []];
}

function entriesOf(value: unknown): readonly (readonly [key: string, item: unknown])[] {
  return Array.isArray(value) || isRecord(value) ? Object.entries(value) : [];
}

function changed(value: unknown, [key, ...rest]: Place, change: Mutation): unknown {
  if (key === undefined) return mutated(value, change);
  const entries = entriesOf(value).flatMap(([name, item]): (readonly [string, unknown])[] => {
    if (name !== key) return [[name, item]];
    return rest.length === 0 && change.kind === 'remove' ? [] : [[name, changed(item, rest, change)]];
  });
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

function mutated(value: unknown, change: Mutation): unknown {
  switch (change.kind) {
    case 'remove':
      return undefined;
    case 'replace':
      return change.by;
    case 'wrap':
      return [value];
    case 'stringify':
      return typeof value === 'string' ? value.length : JSON.stringify(value);
    case 'append':
      return typeof value === 'string' ? `${value}${change.text}` : change.text;
    case 'change-case':
      return typeof value === 'string' ? otherCase(value) : value === null ? false : null;
  }
}

function otherCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}
