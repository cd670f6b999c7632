import { err, ok, type Result } from 'neverthrow';
import { decodeOperatorActor, type OperatorActor } from './actor';
import { changedAtProblem, notBefore } from './changed-at';
import { checked, markOf } from './checked';
import { listOf, object, optional, type Decoder } from './decode';
import type { DocumentKind } from './document-kind';
import { decodeInstant, type Instant } from './instant';
import { malformedInput, within, type MalformedInput } from './malformed-input';
import {
  MAX_OPEN_REQUESTS_PER_PARTNER,
  MAX_REVOKED_REQUESTS_PER_PARTNER,
  MAX_ROLE_OFFERS_PER_PARTNER,
} from './limits';
import { decodePartner, type Partner } from './partner';
import { decodeRelationshipRequest, type RelationshipRequest } from './relationship-request';
import { decodeRoleOffer, latestInOffer, type RoleOffer } from './role-offer';
import { rolesProblem } from './roles';
import { decodeReason } from './text';
import { unfrozen } from './unfrozen';

/** When the operator closed an account, and why. */
export interface Closure {
  readonly at: Instant;
  readonly by: OperatorActor;
  /** 1 to 256 characters on one line, not blank. */
  readonly reason: string;
}

/**
 * A partner's document: the partner, its relationship requests, open and revoked, and its role offers, both oldest
 * first.
 */
export interface PartnerAccount {
  readonly partner: Partner;
  /**
   * When it last changed. The next change bears this time or a later one, and no instant in it is later. Absent in
   * documents of earlier releases: then the latest instant in them counts.
   */
  readonly changedAt?: Instant | undefined;
  /** Present exactly if the partner's standing is `closed`. */
  readonly closure?: Closure | undefined;
  readonly requests: readonly RelationshipRequest[];
  /** Drafts, and offers that wait for a customer. Absent if there is none. */
  readonly roleOffers?: readonly RoleOffer[] | undefined;
}

const KIND = 'account';

/** How many requests one account can hold, open and revoked. */
export const MAX_REQUESTS: number = /* @__PURE__ */ openAndRevoked();

function openAndRevoked(): number {
  return MAX_OPEN_REQUESTS_PER_PARTNER + MAX_REVOKED_REQUESTS_PER_PARTNER;
}

/** Checks each request, and their number. The whole account is checked for what holds between them. */
export const decodeRequests: Decoder<readonly RelationshipRequest[]> = /* @__PURE__ */ listOf(
  'an array of relationship requests',
  decodeRelationshipRequest,
  MAX_REQUESTS,
);

export const decodeClosure: Decoder<Closure> = /* @__PURE__ */ object<Closure>('a closure', {
  at: decodeInstant,
  by: decodeOperatorActor,
  reason: decodeReason,
});

/** Checks each offer, and their number. The whole account is checked for what holds between them. */
export const decodeRoleOffers: Decoder<readonly RoleOffer[]> = /* @__PURE__ */ listOf(
  'an array of role offers',
  decodeRoleOffer,
  MAX_ROLE_OFFERS_PER_PARTNER,
);

const decodeFields: Decoder<PartnerAccount> = /* @__PURE__ */ object<PartnerAccount>('a partner account', {
  partner: decodePartner,
  changedAt: /* @__PURE__ */ optional(decodeInstant),
  closure: /* @__PURE__ */ optional(decodeClosure),
  requests: decodeRequests,
  roleOffers: /* @__PURE__ */ optional(decodeRoleOffers),
});

/**
 * Checks a partner account and copies it, frozen. Besides every field, it checks that each request belongs to the
 * partner; ids and tokens are distinct; at most one request is open for each indirect reseller named, and one for
 * none; only a provider names a reseller, and an indirect reseller has no request
 * (`indirect-reseller-uses-provider-invitation`); role offers are the partner's, each with an id and a name of its
 * own; a closed account, and no other, has a `closure`; and nothing in it is later than `changedAt`, if that is given.
 *
 * @returns the account, or {@link MalformedInput} naming the first place that is wrong
 * @example
 * ```ts
 * import { parsePartnerAccount } from 'partner-relationships';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const request = {
 *   id: 'request-1',
 *   partnerId: 'contoso',
 *   indirectResellerId: null,
 *   token: 'k3PzVt0Wc9yQd5Lm',
 *   openedAt: '2026-11-22T09:30:00.000Z',
 *   revokedAt: null,
 * };
 *
 * parsePartnerAccount({ partner, requests: [request] }).isOk(); // => true
 *
 * const another = { ...request, partnerId: 'northwind' };
 * const account = parsePartnerAccount({ partner, requests: [another] });
 * account.match(
 *   () => 'fine',
 *   (error) => error.context.path,
 * ); // => 'requests[0].partnerId'
 * ```
 */
export function parsePartnerAccount(value: unknown): Result<PartnerAccount, MalformedInput> {
  return decodePartnerAccount(value);
}

export function decodePartnerAccount(value: unknown): Result<PartnerAccount, MalformedInput> {
  if (isCheckedAccount(value)) return ok(value);
  return decodeFields(value).andThen((account) => {
    const latest = latestIn(account);
    const problem = accountProblem(account) ?? changedAtProblem(account.changedAt, latest);
    return problem === null ? ok(checked({ ...account }, { kind: KIND, latest })) : err(problem);
  });
}

/** For an account that a function of this library has built: frozen in depth, and known to pass these checks. */
export function checkedAccount(
  partner: Partner,
  changedAt: Instant,
  closure: Closure | undefined,
  requests: readonly RelationshipRequest[],
  roleOffers: readonly RoleOffer[] = [],
): PartnerAccount {
  Object.freeze(requests);
  Object.freeze(roleOffers);
  const account = {
    partner,
    changedAt,
    ...(closure && { closure }),
    requests,
    ...(roleOffers.length > 0 && { roleOffers }),
  };
  return checked<PartnerAccount>(account, { kind: KIND, latest: null });
}

/** The account that a command is given on. */
export const accountDocument: DocumentKind<PartnerAccount> = {
  name: 'account',
  decode: decodePartnerAccount,
  lastChange: lastChangeOfAccount,
};

/** When a checked account last changed: if it does not tell, the latest instant in it; null if there is none. */
export function lastChangeOfAccount(account: PartnerAccount): Instant | null {
  return account.changedAt ?? markOf(account)?.latest ?? null;
}

function latestIn({ closure, requests, roleOffers = [] }: PartnerAccount): Instant | null {
  let latest: Instant | null = closure?.at ?? null;
  for (const offer of roleOffers) {
    const changed = latestInOffer(offer);
    latest = changed === null ? latest : notBefore(latest, changed);
  }
  for (const { openedAt, revokedAt } of unfrozen(requests)) {
    latest = notBefore(latest, openedAt);
    latest = revokedAt === null ? latest : notBefore(latest, revokedAt);
  }
  return latest;
}

function isCheckedAccount(value: unknown): value is PartnerAccount {
  return markOf(value)?.kind === KIND;
}

/** The first check on the whole account that fails; null if none does. */
export function accountProblem({ partner, closure, requests, roleOffers }: PartnerAccount): MalformedInput | null {
  if ((partner.standing === 'closed') !== (closure !== undefined)) {
    const ofClosed = 'the closure of a closed account';
    const expected = closure === undefined ? ofClosed : 'no closure, as the partner is not closed';
    return malformedInput(expected, closure, 'closure');
  }
  const taken = new Set<string>();
  for (const [at, request] of requests.entries()) {
    const problem = requestProblem(partner, request) ?? uniquenessProblem(request, taken);
    if (problem !== null) return within('requests', within(at, problem));
  }
  return rolesProblem('roleOffers', roleOffers, partner.id);
}

/** Why this partner cannot have this request, whatever its other requests are; null if it can. */
export function requestProblem(partner: Partner, request: RelationshipRequest): MalformedInput | null {
  if (partner.program === 'indirect-reseller') return malformedInput('no request of an indirect reseller', request);
  if (request.partnerId !== partner.id) {
    return malformedInput(`the account's partner, "${partner.id}"`, request.partnerId, 'partnerId');
  }
  if (request.indirectResellerId !== null && partner.program !== 'indirect-provider') {
    return malformedInput('null, as only a provider names one', request.indirectResellerId, 'indirectResellerId');
  }
  if (request.indirectResellerId === partner.id) {
    return malformedInput('another partner than the provider', partner.id, 'indirectResellerId');
  }
  return null;
}

/** Which value of this request another one of the account has; null if none. Then its values count as taken. */
function uniquenessProblem(request: RelationshipRequest, taken: Set<string>): MalformedInput | null {
  // The spaces keep the three kinds of keys apart: none of these values can contain one.
  const { id, token, indirectResellerId, revokedAt } = request;
  const unique: [key: string, field: string, expected: string, received: unknown][] = [
    [`id ${id}`, 'id', 'an id that no other request has', id],
    // A token is a secret, and messages end up in logs.
    [`token ${token}`, 'token', 'a token that no other request has', 'the token of another request'],
  ];
  if (revokedAt === null) {
    unique.push([`open ${indirectResellerId ?? ' '}`, 'revokedAt', 'one open request per reseller named', revokedAt]);
  }
  for (const [key, field, expected, received] of unique) {
    if (taken.has(key)) return malformedInput(expected, received, field);
    taken.add(key);
  }
  return null;
}
