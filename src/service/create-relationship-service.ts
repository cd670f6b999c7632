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
import { methodsWith } from './methods';
import { openRequest } from './open-request';
import { settingsFrom, type RelationshipServiceOptions } from './options';
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
  partnersById,
  partnersOf,
  relationshipsOf,
  requestOf,
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
  const { command, query } = methodsWith(settings);

  return {
    registerPartner: command('registerPartner', registerPartner),
    renamePartner: command('renamePartner', renamePartner),
    suspendPartner: command('suspendPartner', suspendPartner),
    reinstatePartner: command('reinstatePartner', reinstatePartner),
    changeProgram: command('changeProgram', changeProgram),
    closePartner: command('closePartner', closePartner),
    openRequest: command('openRequest', openRequest),
    revokeRequest: command('revokeRequest', revokeRequest),
    acceptRequest: command('acceptRequest', acceptRequest),
    addCustomer: command('addCustomer', addCustomer),
    importCustomer: command('importCustomer', importCustomer),
    clearClosedPartner: command('clearClosedPartner', clearClosedPartner),
    eraseCustomer: command('eraseCustomer', eraseCustomer),
    renameCustomer: command('renameCustomer', renameCustomer),
    removeDelegations: command('removeDelegations', removeDelegations),
    relinquishDelegations: command('relinquishDelegations', relinquishDelegations),
    endRelationship: command('endRelationship', endRelationship),
    accountOf: query('accountOf', accountOf),
    invitationOf: query('invitationOf', invitationOf),
    requestOf: query('requestOf', requestOf),
    authorize: query('authorize', authorize),
    authorizeAll: query('authorizeAll', authorizeAll),
    relationshipsOf: query('relationshipsOf', relationshipsOf),
    partnersOf: query('partnersOf', partnersOf),
    customersOf: query('customersOf', customersOf),
    customersAdministeredBy: query('customersAdministeredBy', customersAdministeredBy),
    partners: query('partners', partners),
    partnersById: query('partnersById', partnersById),
    customers: query('customers', customers),
    historyOf: query('historyOf', historyOf),
    partnerHistoryOf: query('partnerHistoryOf', partnerHistoryOf),
    stateAt: query('stateAt', stateAt),
    changes: query('changes', changes),
    follow: (following) => follow(settings, following),
  };
}
