import type { ErrorCode } from './error-code';

/**
 * The HTTP status of every error, for an application that answers requests. 400: the request makes no sense. 403: a
 * rule forbids it. 404: it names something that does not exist. 409: what is stored stands against it, and can change.
 * 503: the store failed.
 *
 * @example
 * ```ts
 * import { httpStatuses, parsePartnerId } from 'partner-relationships';
 *
 * const status = parsePartnerId('Contoso Ltd').match(
 *   () => 200,
 *   (error) => httpStatuses[error.code],
 * );
 * status; // => 400
 * ```
 */
export const httpStatuses: Readonly<Record<ErrorCode, 400 | 403 | 404 | 409 | 503>> = /* @__PURE__ */ Object.freeze({
  'malformed-input': 400,
  'contradictory-input': 400,
  'limit-exceeded': 400,
  'unknown-partner': 404,
  'unknown-customer': 404,
  'unknown-request': 404,
  'unknown-invitation': 404,
  'not-the-customer': 403,
  'not-the-partner': 403,
  'not-the-operator': 403,
  'reason-needed': 403,
  'partner-is-closed': 403,
  'program-kept': 403,
  'partner-is-suspended': 403,
  'provider-invitation-needed': 403,
  'provider-needed': 403,
  'request-is-revoked': 403,
  'service-held': 409,
  'customer-exists': 403,
  'active-subscriptions': 409,
  'rights-in-force': 409,
  'link-missing': 403,
  'link-altered': 403,
  'cannot-judge': 403,
  'operation-denied': 403,
  'import-conflict': 409,
  'revision-conflict': 409,
  'storage-failed': 503,
  'outcome-unknown': 503,
  'alongside-failed': 503,
  'corrupt-data': 503,
  'unknown-cursor': 400,
});
