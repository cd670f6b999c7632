import type { Child } from 'hono/jsx';
import { ROLE_IDS, type CatalogRole } from 'partner-relationships/roles';

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

/** The name of a role by its id, for a language that has these names. */
export function roleNaming(names: Readonly<Record<CatalogRole, string>>): (id: string) => string {
  const byId = new Map<string, string>();
  for (const role of Object.keys(names) as CatalogRole[]) byId.set(ROLE_IDS[role], names[role]);
  return (id) => byId.get(id) ?? id;
}
