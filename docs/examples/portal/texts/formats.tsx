import type { Child } from 'hono/jsx';

/** How a language writes moments, lists and numbers, as `Intl` knows it. */
export interface Formats {
  /** To the second, in UTC: the server does not know where its reader is. */
  readonly moment: (at: string) => Child;
  /** With `or` in place of `and` for what is refused, of which none may be. */
  readonly list: (items: readonly Child[], word?: 'and' | 'or') => Child;
  readonly number: (value: number) => string;
}

export function formatsIn(lang: string): Formats {
  const styles = { dateStyle: 'long', timeStyle: 'long' } as const;
  const moments = new Intl.DateTimeFormat(lang, { ...styles, hourCycle: 'h23', timeZone: 'UTC' });
  const lists = {
    and: new Intl.ListFormat(lang, { type: 'conjunction' }),
    or: new Intl.ListFormat(lang, { type: 'disjunction' }),
  };
  const numbers = new Intl.NumberFormat(lang);
  return {
    moment: (at) => <time datetime={at}>{moments.format(new Date(at))}</time>,
    list: (items, word = 'and') =>
      lists[word]
        .formatToParts(items.map((_, at) => String(at)))
        .map(({ type, value }) => (type === 'element' ? items[Number(value)] : value)),
    number: (value) => numbers.format(value),
  };
}
