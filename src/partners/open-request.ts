import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { nullable } from '../model/decode';
import { decodeRequestId, type PartnerId, type RequestId } from '../model/identifiers';
import { decodeInviteToken, type InviteToken } from '../model/invite-token';
import type { Instant } from '../model/instant';
import { contradiction, contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { describe } from '../model/describe';
import { exceededLimit, type LimitExceeded } from '../model/limit-exceeded';
import type { MalformedInput } from '../model/malformed-input';
import { MAX_OPEN_REQUESTS_PER_PARTNER } from '../model/limits';
import { decodePartner, type Partner } from '../model/partner';
import { accountDocument, type PartnerAccount } from '../model/partner-account';
import type { RelationshipRequest } from '../model/relationship-request';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';
import { ifSuspended, type PartnerIsSuspended } from '../rules/partner-is-suspended';
import { violation, type RuleViolation } from '../rules/rule-violation';
import { checkedPartnerChange, type PartnerChange } from '../model/partner-change';
import { afterLapses } from '../model/settlement';

/** Opens a relationship request on a partner's account. */
export interface OpenRequest {
  /** The id that the request gets if one is opened. */
  readonly requestId: RequestId;
  /**
   * The token that the request gets if one is opened. A customer that knows it can accept, so it must not be
   * guessable.
   */
  readonly token: InviteToken;
  /** The indirect reseller that the provider names in the request; null for none. */
  readonly indirectReseller: Partner | null;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/**
 * An indirect reseller has no request of its own; only a provider can name a partner, and only an indirect reseller.
 */
export type ProviderInvitationNeeded = RuleViolation<
  'provider-invitation-needed',
  'indirect-reseller-uses-provider-invitation',
  { readonly partnerId: PartnerId; readonly indirectResellerId: PartnerId | null }
>;

/** Why a request is not opened. */
export type OpenRequestError =
  | MalformedInput
  | ContradictoryInput
  | LimitExceeded
  | NotThePartner<'partner-acts-for-itself'>
  | ProviderInvitationNeeded
  | PartnerIsSuspended<'suspended-partner-cannot-invite'>
  | PartnerIsClosed<'closed-partner-may-do-nothing'>;

/**
 * Decides what opening a relationship request changes. No customer takes part, so no customer's data can get into the
 * request (`invitation-carries-no-customer-data`). While a request for the same indirect reseller (or for none) is
 * open, nothing changes: the account holds it, and its link keeps serving (`invitation-is-reusable`).
 *
 * @example
 * ```ts
 * import {
 *   openRequest,
 *   parseInstant,
 *   parseInviteToken,
 *   parsePartner,
 *   parseRequestId,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parsePartner({
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   }),
 *   parseRequestId('request-1'),
 *   parseInviteToken('k3PzVt0Wc9yQd5Lm'),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [partner, requestId, token, at] = parsed.value;
 *   const by = { kind: 'partner', partnerId: partner.id } as const;
 *   const command = { requestId, token, indirectReseller: null, by, at };
 *   const changes = openRequest({ partner, requests: [] }, command);
 *   changes.unwrapOr([]).map(({ kind }) => kind); // => ['request-opened']
 *
 *   const suspended = { ...partner, standing: 'suspended' } as const;
 *   const refused = openRequest({ partner: suspended, requests: [] }, command);
 *   refused.match(
 *     () => 'opened',
 *     (error) => error.code,
 *   ); // => 'partner-is-suspended'
 * }
 * ```
 * @returns the changes, empty if such a request is open. As errors, the first that applies: {@link MalformedInput} if
 *   an argument is malformed; {@link NotThePartner} if somebody other than the partner asks
 *   (`partner-acts-for-itself`); {@link PartnerIsClosed} if the account of the partner, or of the reseller named, is
 *   closed (`closed-partner-may-do-nothing`); {@link ProviderInvitationNeeded} if an indirect reseller asks, if a
 *   partner that may not name a reseller names one, or if the named partner is not an indirect reseller
 *   (`indirect-reseller-uses-provider-invitation`); {@link PartnerIsSuspended} (`suspended-partner-cannot-invite`);
 *   {@link ContradictoryInput} if the named reseller has the provider's own id, or if the request id or the token is
 *   taken; {@link LimitExceeded} beyond `MAX_OPEN_REQUESTS_PER_PARTNER`
 */
export function openRequest(
  account: PartnerAccount,
  command: OpenRequest,
): Result<readonly PartnerChange[], OpenRequestError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'an opening of a request',
  {
    requestId: decodeRequestId,
    token: decodeInviteToken,
    indirectReseller: /* @__PURE__ */ nullable(decodePartner),
    by: decodeActor,
  },
  decideOpenRequest,
);

/** The same decision on checked data. */
export function decideOpenRequest(
  account: PartnerAccount,
  { requestId, token, indirectReseller, by, at }: OpenRequest,
): Result<readonly PartnerChange[], OpenRequestError> {
  const { partner, requests } = account;
  const indirectResellerId = indirectReseller?.id ?? null;

  const refusal =
    unlessPartner('partner-acts-for-itself', partner.id, by) ??
    ifClosed('closed-partner-may-do-nothing', partner, indirectReseller);
  if (refusal !== null) return err(refusal);
  if (partner.program === 'indirect-reseller' || !mayName(partner, indirectReseller)) {
    return err(providerInvitationNeeded(partner, indirectResellerId));
  }
  if (openRequestFor(account, indirectResellerId) !== null) return ok([]);
  const suspended = ifSuspended('suspended-partner-cannot-invite', partner, 'opens no new request');
  if (suspended !== null) return err(suspended);
  if (indirectResellerId === partner.id) return err(namesItself(partner));
  const taken = requests.find((request) => request.id === requestId || request.token === token);
  if (taken !== undefined) return err(alreadyUsed(taken, requestId));
  const open = requests.filter((request) => request.revokedAt === null).length + 1;
  const exceeded = exceededLimit('MAX_OPEN_REQUESTS_PER_PARTNER', MAX_OPEN_REQUESTS_PER_PARTNER, open);
  if (exceeded !== null) return err(exceeded);
  const request: RelationshipRequest = Object.freeze({
    id: requestId,
    partnerId: partner.id,
    indirectResellerId,
    token,
    openedAt: at,
    revokedAt: null,
  });
  return ok(afterLapses(account, { at, by }, [checkedPartnerChange({ kind: 'request-opened', at, by, request })]));
}

/** The account's open request that names this indirect reseller (null: that names none); null if there is none. */
export function openRequestFor(
  account: PartnerAccount,
  indirectResellerId: PartnerId | null,
): RelationshipRequest | null {
  return (
    account.requests.find(
      (request) => request.revokedAt === null && request.indirectResellerId === indirectResellerId,
    ) ?? null
  );
}

function mayName(partner: Partner, indirectReseller: Partner | null): boolean {
  if (indirectReseller === null) return true;
  return partner.program === 'indirect-provider' && indirectReseller.program === 'indirect-reseller';
}

function providerInvitationNeeded(partner: Partner, indirectResellerId: PartnerId | null): ProviderInvitationNeeded {
  return violation(
    'indirect-reseller-uses-provider-invitation',
    'provider-invitation-needed',
    partner.program === 'indirect-reseller'
      ? 'an indirect reseller has no request of its own: its provider opens one and names it'
      : 'only an indirect provider names a partner in its request, and only an indirect reseller',
    { partnerId: partner.id, indirectResellerId },
  );
}

function namesItself(partner: Partner): ContradictoryInput {
  return contradiction('indirectReseller.id', 'another partner than the provider', partner.id);
}

function alreadyUsed(taken: RelationshipRequest, requestId: RequestId): ContradictoryInput {
  const field = taken.id === requestId ? 'requestId' : 'token';
  return contradictoryInput({
    path: field,
    expected: 'one that no request of the account has',
    received: `that of the request ${describe(taken.id)}`,
  });
}
