import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import type { Fields } from '../model/decode';
import { decodeRequestId, type RequestId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { errorData, type ErrorData } from '../model/error-data';
import type { MalformedInput } from '../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';
import { afterLapses } from '../model/settlement';

/** Revokes a relationship request. */
export interface RevokeRequest {
  readonly requestId: RequestId;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The account has no request with this id, or it was revoked so long ago that the account has forgotten it. */
export type UnknownRequest = ErrorData<'invalid-input', 'unknown-request', { readonly requestId: RequestId }>;

/** Why a request is not revoked. */
export type RevokeRequestError = MalformedInput | NotThePartner<'partner-acts-for-itself'> | UnknownRequest;

/** The fields that the command and the input of the service have in common. */
export const revokeRequestFields: Fields<Omit<RevokeRequest, 'at'>> = {
  requestId: decodeRequestId,
  by: decodeActor,
};

/**
 * Decides what revoking a request changes: nobody can accept it any more (`revoked-invitation-cannot-be-accepted`).
 * Relationships and rights that were accepted through it stay.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartnerAccount,
 *   revokeRequest,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const openedAt = '2026-11-22T09:30:00.000Z';
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const token = 'k3PzVt0Wc9yQd5Lm';
 * const open = { indirectResellerId: null, token, openedAt, revokedAt: null };
 * const parsed = Result.combine([
 *   parsePartnerAccount({
 *     partner,
 *     requests: [{ id: 'r1', partnerId: 'contoso', ...open }],
 *   }),
 *   parseInstant('2026-11-23T10:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [account, at] = parsed.value;
 *   const by = { kind: 'partner', partnerId: account.partner.id } as const;
 *   for (const { id } of account.requests) {
 *     const changes = revokeRequest(account, { requestId: id, by, at });
 *     changes.unwrapOr([]).map(({ kind }) => kind); // => ['request-revoked']
 *   }
 * }
 * ```
 * @returns the changes, empty if it is already revoked. As errors, the first that applies: {@link MalformedInput} if an
 *   argument is malformed; {@link NotThePartner} if somebody other than the partner asks (`partner-acts-for-itself`);
 *   {@link UnknownRequest} if the account has no such request
 */
export function revokeRequest(
  account: PartnerAccount,
  command: RevokeRequest,
): Result<readonly PartnerChange[], RevokeRequestError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a revocation',
  revokeRequestFields,
  decideRevokeRequest,
);

/** The same decision on checked data. */
export function decideRevokeRequest(
  account: PartnerAccount,
  { requestId, by, at }: RevokeRequest,
): Result<readonly PartnerChange[], RevokeRequestError> {
  const { partner, requests } = account;
  const wrongActor = unlessPartner('partner-acts-for-itself', partner.id, by);
  if (wrongActor !== null) return err(wrongActor);
  const request = requests.find(({ id }) => id === requestId);
  if (request === undefined) return err(unknownRequest(requestId));
  const isOpen = request.revokedAt === null;
  const revoking = isOpen ? [checkedPartnerChange({ kind: 'request-revoked', at, by, requestId })] : [];
  return ok(afterLapses(account, { at, by }, revoking));
}

export function unknownRequest(requestId: RequestId): UnknownRequest {
  return errorData('invalid-input', 'unknown-request', `the partner has no request "${requestId}"`, { requestId });
}
