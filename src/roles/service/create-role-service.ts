import { methodsOf } from '../../service/methods';
import { accessReview } from './access-review';
import { approveRoleOffer } from './approve-role-offer';
import { assignAccess } from './assign-access';
import { authorizeAllUntil, authorizeUntil } from './authorize-until';
import { changeAccess } from './change-access';
import { consentToRoleOffer } from './consent-to-role-offer';
import { discardRoleOffer } from './discard-role-offer';
import { draftRoleOffer } from './draft-role-offer';
import { dropRole } from './drop-role';
import { lockRoleOffer } from './lock-role-offer';
import { noticesDue } from './notices-due';
import { roleSettingsFrom, type RoleServiceOptions } from './options';
import { rejectRoleOffer } from './reject-role-offer';
import { removeAccess } from './remove-access';
import { reviseRoleOffer } from './revise-role-offer';
import { roleOfferOf } from './role-offer-of';
import type { RoleService } from './role-service';
import { setExtension } from './set-extension';
import { settleDue } from './settle-due';
import { stateAt } from './state-at';
import { terminateRoleDelegation } from './terminate-role-delegation';

/**
 * Makes the service for roles, beside the relationship service and over the same repository.
 *
 * @param options the repository, the base URL of links to offers, the profile of the marketplace, and what tests
 *   control. If an option is malformed, every method answers a `MalformedInput` that names it; nothing throws
 * @example
 * ```ts
 * import { memoryRepository } from 'partner-relationships';
 * import {
 *   createRoleService,
 *   partnerCenterGdap,
 * } from 'partner-relationships/roles';
 *
 * const roles = createRoleService({
 *   repository: memoryRepository(),
 *   linkBaseUrl: 'https://portal.example/offer',
 *   profile: partnerCenterGdap,
 * });
 * ```
 */
export function createRoleService(options: RoleServiceOptions): RoleService {
  const settings = roleSettingsFrom(options);
  return {
    ...methodsOf(settings, 0, {
      draftRoleOffer,
      reviseRoleOffer,
      discardRoleOffer,
      lockRoleOffer,
      consentToRoleOffer,
      rejectRoleOffer,
      approveRoleOffer,
      setExtension,
      dropRole,
      assignAccess,
      changeAccess,
      removeAccess,
      terminateRoleDelegation,
      settleDue,
    }),
    ...methodsOf(settings, 1, {
      roleOfferOf,
      authorizeUntil,
      authorizeAllUntil,
      accessReview,
      noticesDue,
      stateAt,
    }),
  };
}
