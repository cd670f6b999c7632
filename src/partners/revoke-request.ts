import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { joined, type Fields } from '../model/decode';
import { decodeRequestId, type RequestId } from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import type { ErrorData } from '../model/error-data';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';

/** Revokes a relationship request. */
export interface RevokeRequest {
  readonly requestId: RequestId;
  readonly by: Actor;
  /** The present moment. One before the last change of the account counts as the moment of that change. */
  readonly at: Instant;
}

/** The account has no request with this id, or has forgotten it, long revoked. */
export type UnknownRequest = ErrorData<'invalid-input', 'unknown-request', { readonly requestId: RequestId }>;

/** Why a request is not revoked. */
export type RevokeRequestError = MalformedInput | NotThePartner<'partner-acts-for-itself'> | UnknownRequest;

/** The fields that the pure function and the service are both given. */
export const revokeRequestFields: Fields<Omit<RevokeRequest, 'at'>> = {
  requestId: decodeRequestId,
  by: decodeActor,
};

/**
 * Decides what revoking a request changes: from then on nobody can accept it
 * (`revoked-invitation-cannot-be-accepted`). What was accepted through it before stands.
 *
 * @returns the changes, none when it is revoked already. As errors, the first that applies: {@link MalformedInput} when an
 *   argument is malformed; {@link NotThePartner} when somebody else than the partner asks (`partner-acts-for-itself`);
 *   {@link UnknownRequest} when the account has no such request
 * @example
 * ```ts
 * import {
 *   parseCustomerId,
 *   parseInstant,
 *   parsePartnerAccount,
 *   parseRequestId,
 *   revokeRequest,
 * } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 * const token = 'k3PzVt0Wc9yQd5Lm';
 * const account = parsePartnerAccount({
 *   partner: { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' },
 *   requests: [{ id: 'r1', partnerId: 'contoso', indirectResellerId: null, token, openedAt: at, revokedAt: null }],
 * })._unsafeUnwrap();
 * const requestId = parseRequestId('r1')._unsafeUnwrap();
 *
 * const partner = { kind: 'partner', partnerId: account.partner.id } as const;
 * const changes = revokeRequest(account, { requestId, by: partner, at })._unsafeUnwrap();
 * changes.map(({ kind }) => kind); // => ['request-revoked']
 *
 * // A customer that got the link revokes nothing.
 * const customer = { kind: 'customer', customerId: parseCustomerId('tailspin')._unsafeUnwrap() } as const;
 * const refused = revokeRequest(account, { requestId, by: customer, at });
 * refused.match(() => 'revoked', (error) => error.code); // => 'not-the-partner'
 * ```
 */
export function revokeRequest(
  account: PartnerAccount,
  command: RevokeRequest,
): Result<readonly PartnerChange[], RevokeRequestError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(accountDocument, 'a revocation', /* @__PURE__ */ joined(revokeRequestFields, { at: decodeInstant }), decideRevokeRequest);

/** The same decision on checked data. */
export function decideRevokeRequest(
  { partner, requests }: PartnerAccount,
  { requestId, by, at }: RevokeRequest,
): Result<readonly PartnerChange[], RevokeRequestError> {
  const wrongActor = unlessPartner('partner-acts-for-itself', partner.id, by);
  if (wrongActor !== null) return err(wrongActor);
  const request = requests.find(({ id }) => id === requestId);
  if (request === undefined) return err(unknownRequest(requestId));
  return ok(request.revokedAt === null ? [checkedPartnerChange({ kind: 'request-revoked', at, by, requestId })] : []);
}

function unknownRequest(requestId: RequestId): UnknownRequest {
  return Object.freeze({
    kind: 'invalid-input',
    code: 'unknown-request',
    message: `the partner has no request "${requestId}"`,
    context: Object.freeze({ requestId }),
  });
}
