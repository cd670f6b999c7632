import { err, ResultAsync, type Result } from 'neverthrow';
import { reinstatePartner, suspendPartner } from '../partners/change-standing';
import type { MalformedInput } from '../model/malformed-input';
import { accept, add, end, relinquish, remove } from './customer-commands';
import { accountOf, invitationOf } from './invitations';
import { settingsFrom, type RelationshipServiceOptions, type Settings } from './options';
import { changeStanding, open, register, revoke } from './partner-commands';
import { customersOf, decide, historyOf, partnersOf, relationshipsOf, stateAt } from './queries';
import type { RelationshipService } from './relationship-service';

/**
 * Makes the service that an application calls.
 *
 * @param options the repository, the base URL of invitation links, and what tests want to fix. With a malformed option
 *   every method answers {@link MalformedInput} that names it; nothing throws
 * @example
 * ```ts
 * import { createRelationshipService, memoryRepository } from 'partner-relationships';
 *
 * const service = createRelationshipService({
 *   repository: memoryRepository(),
 *   linkBaseUrl: 'https://portal.example/invitation',
 * });
 * ```
 */
export function createRelationshipService(options: RelationshipServiceOptions): RelationshipService {
  const settings = settingsFrom(options);
  const answer = <T, E>(run: (valid: Settings) => Promise<Result<T, E>>): ResultAsync<T, E | MalformedInput> =>
    new ResultAsync<T, E | MalformedInput>(settings.isErr() ? Promise.resolve(err(settings.error)) : run(settings.value));

  return Object.freeze<RelationshipService>({
    registerPartner: (input) => answer((valid) => register(valid, input)),
    suspendPartner: (partnerId) => answer((valid) => changeStanding(valid, suspendPartner, partnerId)),
    reinstatePartner: (partnerId) => answer((valid) => changeStanding(valid, reinstatePartner, partnerId)),
    openRequest: (input) => answer((valid) => open(valid, input)),
    revokeRequest: (input) => answer((valid) => revoke(valid, input)),
    acceptRequest: (input) => answer((valid) => accept(valid, input)),
    addCustomer: (input) => answer((valid) => add(valid, input)),
    removeDelegations: (input) => answer((valid) => remove(valid, input)),
    relinquishDelegations: (input) => answer((valid) => relinquish(valid, input)),
    endRelationship: (input) => answer((valid) => end(valid, input)),
    accountOf: (partnerId) => answer((valid) => accountOf(valid, partnerId)),
    invitationOf: (link) => answer((valid) => invitationOf(valid, link)),
    authorize: (input) => answer((valid) => decide(valid, input)),
    relationshipsOf: (customerId) => answer((valid) => relationshipsOf(valid, customerId)),
    partnersOf: (customerId, services = []) => answer((valid) => partnersOf(valid, customerId, services)),
    customersOf: (partnerId, page = {}) => answer((valid) => customersOf(valid, partnerId, page)),
    historyOf: (customerId, page = {}) => answer((valid) => historyOf(valid, customerId, page)),
    stateAt: (customerId, instant) => answer((valid) => stateAt(valid, customerId, instant)),
  });
}
