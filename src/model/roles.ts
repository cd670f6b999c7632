import type { OfferId, PartnerId, RoleId } from './identifiers';
import { MAX_ROLES_PER_DOCUMENT } from './limits';
import { malformedInput, placed, type MalformedInput } from './malformed-input';

/** What a role offer and a role delegation have in common. */
interface Roles {
  readonly id: OfferId;
  readonly partnerId: PartnerId;
  readonly name: string;
  readonly roles: readonly RoleId[];
  readonly assignments?: readonly { readonly roles: readonly RoleId[] }[];
}

/** How many roles these offers or delegations name, each once, and their assignments besides. */
export function countRoles(items: readonly Roles[]): number {
  return items.reduce(
    (sum, { roles, assignments = [] }) => assignments.reduce((all, given) => all + given.roles.length, sum + roles.length),
    0,
  );
}

/**
 * The first check on all role offers, or all role delegations, of a document that fails; null if none does.
 *
 * @param field where they are in the document
 * @param owner the partner to which they have to belong, each with a name of its own; none if they can belong to several
 */
export function rolesProblem(field: string, items: readonly Roles[] = [], owner?: PartnerId): MalformedInput | null {
  const taken = new Set<string>();
  for (const [at, { id, name, partnerId }] of items.entries()) {
    // The id is a secret of a link, and messages end up in logs.
    if (taken.has(id)) return placed(field, at, 'id', 'an id that no other has', 'the id of another');
    // The space keeps names apart from ids, which contain none.
    if (owner !== undefined && taken.has(` ${name}`)) return placed(field, at, 'name', 'a name that no other has', name);
    if ((owner ?? partnerId) !== partnerId) return placed(field, at, 'partnerId', `"${String(owner)}"`, partnerId);
    taken.add(id).add(` ${name}`);
  }
  return countRoles(items) > MAX_ROLES_PER_DOCUMENT
    ? malformedInput(`at most ${MAX_ROLES_PER_DOCUMENT} roles`, items, field)
    : null;
}

/**
 * The role offers or role delegations after a change of one of them; null if it cannot have happened to them.
 *
 * @param maximum how many there can be
 */
export function afterChange<Item extends Roles>(
  items: readonly Item[] | undefined = [],
  maximum: number,
  kind: string,
  item: Item,
): Item[] | null {
  const begins = /drafted|delegation-approved/.test(kind);
  const before = items.find(({ id }) => id === item.id);
  if ((before === undefined) !== begins || (before ?? item).partnerId !== item.partnerId) return null;
  if (begins) return items.length < maximum ? [...items, item] : null;
  const isOver = endsRoles(kind);
  return items.flatMap((one) => (one.id !== item.id ? [one] : isOver ? [] : [item]));
}

/** Whether a change of this kind is the last one of a role offer or a role delegation. */
export function endsRoles(kind: string): boolean {
  return /discarded|rejected|offer-approved|withdrawn|lapsed|terminated|expired/.test(kind);
}
