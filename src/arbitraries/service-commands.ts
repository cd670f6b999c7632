import type { ImportCustomer } from '../customers/import-customer';
import type { Partner } from '../model/partner';
import type { Marketplace } from './marketplace';
import type { RelationshipCommand } from './relationship-command';

/**
 * A command of a kind that a `RelationshipService` has a method for: it clears a closed partner of all its customers, not
 * of one.
 */
export type ServiceCommand = Exclude<RelationshipCommand, { readonly kind: 'clear-closed-partner' }>;

/**
 * Those of the commands that a `RelationshipService` can be given, in the same order. It leaves out what only the
 * functions of the core can be given:
 *
 * - accepting a partner with the request of another partner, as an invite link carries the id of the request's own
 *   partner;
 * - accepting, adding or importing with a partner that is not in the marketplace, or has another standing there, as the
 *   service reads partners from their accounts;
 * - clearing what a closed partner holds of one customer, as the service clears all its customers.
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
): readonly ServiceCommand[] {
  const standings = new Map(accounts.map(({ partner }) => [partner.id, partner.standing]));
  const isAsStored = ({ id, standing }: Partner): boolean => standings.get(id) === standing;
  return commands.filter((given): given is ServiceCommand => {
    const { kind, command } = given;
    switch (kind) {
      case 'accept-request': {
        const { partner, request, indirectReseller } = command;
        const isOwn = request.partnerId === partner.id;
        return isOwn && isAsStored(partner) && isAsStored(indirectReseller ?? partner);
      }
      case 'add-customer':
        return isAsStored(command.partner);
      case 'import-customer':
        return namedIn(command).every(isAsStored);
      case 'rename-customer':
      case 'remove-delegations':
      case 'relinquish-delegations':
      case 'end-relationship':
        return true;
      case 'clear-closed-partner':
        return false;
    }
  });
}

/** The partners that take part in an import. */
function namedIn({ partners, relationships, delegations }: ImportCustomer): readonly Partner[] {
  const named = new Set([
    ...relationships.map(({ partnerId }) => partnerId),
    ...delegations.flatMap(({ partnerId, throughPartnerId }) => [partnerId, throughPartnerId ?? partnerId]),
  ]);
  return partners.filter(({ id }) => named.has(id));
}
