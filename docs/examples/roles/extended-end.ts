import type { RoleDelegation } from 'partner-relationships';
import { standingAt } from 'partner-relationships/roles';

/** The end that comes after `endsAt` if the extension is on by then. */
export function extendedEnd(delegation: RoleDelegation): string | null {
  const extending = { ...delegation, extends: true };
  const standing = standingAt(extending, delegation.endsAt);
  return standing.map(({ endsAt }) => endsAt).unwrapOr(null);
}
