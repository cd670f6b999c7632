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
import { methodsOf } from './methods';
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
  return {
    ...methodsOf(settings, 0, {
      registerPartner,
      renamePartner,
      suspendPartner,
      reinstatePartner,
      changeProgram,
      closePartner,
      openRequest,
      revokeRequest,
      acceptRequest,
      addCustomer,
      importCustomer,
      clearClosedPartner,
      eraseCustomer,
      renameCustomer,
      removeDelegations,
      relinquishDelegations,
      endRelationship,
    }),
    ...methodsOf(settings, 1, {
      accountOf,
      invitationOf,
      requestOf,
      authorize,
      authorizeAll,
      relationshipsOf,
      partnersOf,
      customersOf,
      customersAdministeredBy,
      partners,
      partnersById,
      customers,
      historyOf,
      partnerHistoryOf,
      stateAt,
      changes,
    }),
    follow: (following) => follow(settings, following),
  };
}
