import { err, ResultAsync, type Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import { acceptRequest } from './accept-request';
import { addCustomer } from './add-customer';
import { changes } from './changes';
import { changeProgram } from './change-program';
import { clearClosedPartner } from './clear-closed-partner';
import { closePartner } from './close-partner';
import { endRelationship } from './end-relationship';
import { eraseCustomer } from './erase-customer';
import { follow } from './follow';
import { importCustomer } from './import-customer';
import { openRequest } from './open-request';
import { settingsFrom, type RelationshipServiceOptions, type Settings } from './options';
import {
  accountOf,
  authorize,
  authorizeAll,
  customers,
  customersAdministeredBy,
  customersOf,
  historyOf,
  invitationOf,
  partnerHistoryOf,
  partners,
  partnersOf,
  relationshipsOf,
  stateAt,
} from './queries';
import { registerPartner } from './register-partner';
import { reinstatePartner } from './reinstate-partner';
import type { RelationshipService } from './relationship-service';
import { relinquishDelegations } from './relinquish-delegations';
import { removeDelegations } from './remove-delegations';
import { renameCustomer } from './rename-customer';
import { renamePartner } from './rename-partner';
import { revokeRequest } from './revoke-request';
import { suspendPartner } from './suspend-partner';

/**
 * Makes the service that an application calls.
 *
 * @param options the repository, the base URL of invitation links, and what tests control. If an option is malformed,
 *   every method answers a {@link MalformedInput} that names it; nothing throws
 * @example
 * ```ts
 * import {
 *   createRelationshipService,
 *   memoryRepository,
 * } from 'partner-relationships';
 *
 * const service = createRelationshipService({
 *   repository: memoryRepository(),
 *   linkBaseUrl: 'https://portal.example/invitation',
 * });
 * ```
 */
export function createRelationshipService(options: RelationshipServiceOptions): RelationshipService {
  const settings = settingsFrom(options);
  const method =
    <Input extends readonly unknown[], T, E>(run: (valid: Settings, ...input: Input) => Promise<Result<T, E>>) =>
    (...input: Input): ResultAsync<T, E | MalformedInput> =>
      new ResultAsync<T, E | MalformedInput>(
        settings.isErr() ? Promise.resolve(err(settings.error)) : run(settings.value, ...input),
      );

  return {
    registerPartner: method(registerPartner),
    renamePartner: method(renamePartner),
    suspendPartner: method(suspendPartner),
    reinstatePartner: method(reinstatePartner),
    changeProgram: method(changeProgram),
    closePartner: method(closePartner),
    openRequest: method(openRequest),
    revokeRequest: method(revokeRequest),
    acceptRequest: method(acceptRequest),
    addCustomer: method(addCustomer),
    importCustomer: method(importCustomer),
    clearClosedPartner: method(clearClosedPartner),
    eraseCustomer: method(eraseCustomer),
    renameCustomer: method(renameCustomer),
    removeDelegations: method(removeDelegations),
    relinquishDelegations: method(relinquishDelegations),
    endRelationship: method(endRelationship),
    accountOf: method(accountOf),
    invitationOf: method(invitationOf),
    authorize: method(authorize),
    authorizeAll: method(authorizeAll),
    relationshipsOf: method(relationshipsOf),
    partnersOf: method(partnersOf),
    customersOf: method(customersOf),
    customersAdministeredBy: method(customersAdministeredBy),
    partners: method(partners),
    customers: method(customers),
    historyOf: method(historyOf),
    partnerHistoryOf: method(partnerHistoryOf),
    stateAt: method(stateAt),
    changes: method(changes),
    follow: (following) => follow(settings, following),
  };
}
