import type { ErrorCode } from '../../service/error-code';
import { httpStatuses } from '../../service/http-statuses';
import type { RoleErrorCode } from '../../service/observe';

/**
 * The HTTP status of every error of the role service and of the functions beside it, and of all others: `httpStatuses`
 * for an application that has roles. What the numbers mean is the same.
 *
 * @example
 * ```ts
 * import { parseOfferId } from 'partner-relationships';
 * import { roleHttpStatuses } from 'partner-relationships/roles';
 *
 * roleHttpStatuses['offer-taken']; // => 403
 * const status = parseOfferId('no id').match(
 *   () => 200,
 *   (error) => roleHttpStatuses[error.code],
 * );
 * status; // => 400
 * ```
 */
export const roleHttpStatuses: Readonly<Record<ErrorCode | RoleErrorCode, 400 | 403 | 404 | 409 | 503>> =
  /* @__PURE__ */ Object.freeze({
    ...httpStatuses,
    'unknown-offer': 404,
    'unknown-role': 400,
    'unknown-assignment': 404,
    'not-a-party': 403,
    'roles-not-offered': 403,
    'offer-name-taken': 409,
    'offer-not-draft': 403,
    'offer-not-locked': 409,
    'offer-lapsed': 403,
    'offer-taken': 403,
    'consent-needed': 409,
    'never-extends': 403,
    'role-stays': 403,
    'roles-not-held': 403,
    'group-is-assigned': 409,
    'delegation-not-in-force': 403,
  });
