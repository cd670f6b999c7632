import type { RoleDenied } from 'partner-relationships/roles';

/** A line for each thing that is missing: who could change it, and how. */
export function waysOut({ context }: RoleDenied): readonly string[] {
  return context.remedies.map(
    ({ fact, party, action }) => `${fact}: ${action}, by the ${party}`,
  );
}
