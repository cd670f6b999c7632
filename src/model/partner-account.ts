import { err, ok, type Result } from 'neverthrow';
import type { DocumentKind } from './command-on';
import { changedAtProblem, notBefore } from './changed-at';
import { listOf, optional, record, type Decoder } from './decode';
import { decodeInstant, type Instant } from './instant';
import { malformedInput, within, type MalformedInput } from './malformed-input';
import { MAX_OPEN_REQUESTS_PER_PARTNER, MAX_REVOKED_REQUESTS_PER_PARTNER } from './limits';
import { decodePartner, type Partner } from './partner';
import { decodeRelationshipRequest, type RelationshipRequest } from './relationship-request';
import { thawed } from './thawed';

/** All that is kept of one partner: the partner and its relationship requests, open and revoked, oldest first. */
export interface PartnerAccount {
  readonly partner: Partner;
  /**
   * When it last changed. The next change bears this time or a later one, and no instant in it is later. Absent in
   * documents that do not tell, as they were stored before this was: the latest instant in them counts then.
   */
  readonly changedAt?: Instant | undefined;
  readonly requests: readonly RelationshipRequest[];
}

const checked = /* @__PURE__ */ new WeakSet<object>();

/** How many requests one account can hold, open and revoked. */
export const MAX_REQUESTS: number = /* @__PURE__ */ openAndRevoked();

function openAndRevoked(): number {
  return MAX_OPEN_REQUESTS_PER_PARTNER + MAX_REVOKED_REQUESTS_PER_PARTNER;
}

/** Each request by itself, and how many; what they must be together is checked on the whole account. */
export const decodeRequests: Decoder<readonly RelationshipRequest[]> = /* @__PURE__ */ listOf(
  'an array of relationship requests',
  decodeRelationshipRequest,
  MAX_REQUESTS,
);

const decodeFields: Decoder<PartnerAccount> = /* @__PURE__ */ record<PartnerAccount>('a partner account', {
  partner: decodePartner,
  changedAt: /* @__PURE__ */ optional(decodeInstant),
  requests: decodeRequests,
});

/**
 * Checks a partner account and copies it, frozen. Besides every field: each request belongs to the partner; ids and
 * tokens are distinct; at most one request is open for each indirect reseller named, and one for none; only a provider
 * names a reseller, and an indirect reseller has no request (`indirect-reseller-uses-provider-invitation`); and nothing
 * in it is later than `changedAt`, where that is given.
 *
 * @returns the account, or {@link MalformedInput} naming the first place that is wrong
 * @example
 * ```ts
 * import { parsePartnerAccount } from 'partner-relationships';
 *
 * const partner = { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' };
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
 * account.match(() => 'fine', (error) => error.context.path); // => 'requests[0].partnerId'
 * ```
 */
export function parsePartnerAccount(value: unknown): Result<PartnerAccount, MalformedInput> {
  return decodePartnerAccount(value);
}

export function decodePartnerAccount(value: unknown): Result<PartnerAccount, MalformedInput> {
  if (isCheckedAccount(value)) return ok(value);
  return decodeFields(value).andThen((account) => {
    const problem = accountProblem(account) ?? changedAtProblem(account.changedAt, latestIn(account));
    return problem === null ? ok(markChecked(account)) : err(problem);
  });
}

/** For an account that a function of this library has built: frozen in depth and known to hold what is checked here. */
export function builtAccount(
  partner: Partner,
  changedAt: Instant,
  requests: readonly RelationshipRequest[],
): PartnerAccount {
  return markChecked(Object.freeze({ partner, changedAt, requests: Object.freeze(requests) }));
}

/** The account that a command is given on. */
export const accountAsState: DocumentKind<PartnerAccount> = {
  name: 'account',
  decode: decodePartnerAccount,
  lastChange: lastChangeOfAccount,
};

/** When an account last changed; where it does not say, the latest instant in it; null when there is none. */
export function lastChangeOfAccount(account: PartnerAccount): Instant | null {
  return account.changedAt ?? latestIn(account);
}

function latestIn({ requests }: PartnerAccount): Instant | null {
  let latest: Instant | null = null;
  for (const { openedAt, revokedAt } of thawed(requests)) {
    latest = notBefore(latest, openedAt);
    latest = revokedAt === null ? latest : notBefore(latest, revokedAt);
  }
  return latest;
}

function isCheckedAccount(value: unknown): value is PartnerAccount {
  return typeof value === 'object' && value !== null && checked.has(value);
}

function markChecked(account: PartnerAccount): PartnerAccount {
  checked.add(account);
  return account;
}

/** What of the checks on a whole account does not hold; null when all do. */
export function accountProblem({ partner, requests }: PartnerAccount): MalformedInput | null {
  const seen = new Set<string>();
  for (const [at, request] of requests.entries()) {
    const problem = requestProblem(partner, request, seen);
    if (problem !== null) return within('requests', within(at, problem));
  }
  return null;
}

function requestProblem(partner: Partner, request: RelationshipRequest, seen: Set<string>): MalformedInput | null {
  if (partner.program === 'indirect-reseller') return malformedInput('no request of an indirect reseller', request);
  if (request.partnerId !== partner.id) {
    return within('partnerId', malformedInput(`the account's partner, "${partner.id}"`, request.partnerId));
  }
  if (request.indirectResellerId !== null && partner.program !== 'indirect-provider') {
    return within('indirectResellerId', malformedInput('null, as only a provider names one', request.indirectResellerId));
  }
  if (request.indirectResellerId === partner.id) {
    return within('indirectResellerId', malformedInput('another partner than the provider', partner.id));
  }
  // The spaces keep the three kinds of keys apart: none of these values can hold one.
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
    if (seen.has(key)) return within(field, malformedInput(expected, received));
    seen.add(key);
  }
  return null;
}
