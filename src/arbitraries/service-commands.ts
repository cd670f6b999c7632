import type { Marketplace } from './marketplace';
import type { RelationshipCommand } from './relationship-command';

/**
 * Those of the commands that a `RelationshipService` can be given, in the same order. It leaves out two kinds of
 * commands, which only the functions of the core can be given:
 *
 * - accepting a partner with the request of another partner, as an invite link carries the id of the request's own
 *   partner;
 * - adding a customer for a partner that is not in the marketplace, or is with another standing, as the service reads
 *   the partner from its account.
 *
 * Leave them out before {@link play}, which would otherwise play commands that your application does not get.
 *
 * @param marketplace the marketplace whose accounts the service reads
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import {
 *   play,
 *   serviceCommands,
 *   situation,
 * } from 'partner-relationships/arbitraries';
 *
 * // An invite link leads to its own partner.
 * fc.assert(
 *   fc.property(situation(), ({ marketplace, history }) =>
 *     play(serviceCommands(marketplace, history)).every(
 *       ({ command }) =>
 *         command.kind !== 'accept-request' ||
 *         command.command.request.partnerId === command.command.partner.id,
 *     ),
 *   ),
 * );
 * ```
 */
export function serviceCommands(
  { accounts }: Marketplace,
  commands: readonly RelationshipCommand[],
): readonly RelationshipCommand[] {
  const standings = new Map(accounts.map(({ partner }) => [partner.id, partner.standing]));
  return commands.filter(({ kind, command }) => {
    if (kind === 'accept-request') return command.request.partnerId === command.partner.id;
    if (kind === 'add-customer') return standings.get(command.partner.id) === command.partner.standing;
    return true;
  });
}
