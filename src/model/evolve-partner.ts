import { err, ok, type Result } from 'neverthrow';
import { applyAll } from './apply-all';
import { notBefore } from './changed-at';
import { argument, listOf, nullable, type Decoder } from './decode';
import type { RequestId } from './identifiers';
import { contradiction, type ContradictoryInput } from './contradictory-input';
import { within, type MalformedInput } from './malformed-input';
import { MAX_REVOKED_REQUESTS_PER_PARTNER, MAX_ROLE_OFFERS_PER_PARTNER } from './limits';
import { mayChangeProgram, type Partner } from './partner';
import {
  accountProblem,
  checkedAccount,
  decodePartnerAccount,
  lastChangeOfAccount,
  type PartnerAccount,
} from './partner-account';
import type { RelationshipRequest } from './relationship-request';
import { decodePartnerChange, type PartnerChange, type RequestRevoked } from './partner-change';
import { latestInOffer } from './role-offer';
import { afterChange, rolesProblem } from './roles';

const decodeAccountOrNull: Decoder<PartnerAccount | null> = /* @__PURE__ */ nullable(decodePartnerAccount);

/**
 * The account after a change. Folding all changes of an account, from null, gives the account.
 *
 * @example
 * ```ts
 * import {
 *   evolvePartner,
 *   parseInstant,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [] }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const by = { kind: 'operator' } as const;
 * const reason = 'an unpaid bill';
 * const suspended = parsed.andThen(([account, at]) =>
 *   evolvePartner(account, { kind: 'partner-suspended', at, by, reason }),
 * );
 * suspended.map(({ partner }) => partner.standing).unwrapOr(''); // => 'suspended'
 *
 * // This cannot have happened: the partner is active.
 * const reinstated = parsed.andThen(([account, at]) =>
 *   evolvePartner(account, { kind: 'partner-reinstated', at, by, reason }),
 * );
 * reinstated.isOk(); // => false
 * ```
 * @param account the account before the change; null before the registration
 * @returns the account after it. As errors: {@link MalformedInput} if an argument is malformed;
 *   {@link ContradictoryInput} if the change cannot have happened to this account, as in a history that lost a part
 */
export function evolvePartner(
  account: PartnerAccount | null,
  change: PartnerChange,
): Result<PartnerAccount, MalformedInput | ContradictoryInput> {
  const state = argument('account', decodeAccountOrNull, account);
  if (state.isErr()) return err(state.error);
  const decoded = argument('change', decodePartnerChange, change);
  if (decoded.isErr()) return err(decoded.error);
  return applyPartnerChange(state.value, decoded.value);
}

/**
 * The account after all its changes, in the order in which they were recorded; null if there are none.
 *
 * @example
 * ```ts
 * import { foldPartner, parseInstant, parsePartner } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parsePartner({
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const by = { kind: 'operator' } as const;
 * const reason = 'an unpaid bill';
 * const account = parsed.andThen(([partner, at]) =>
 *   foldPartner([
 *     { kind: 'partner-registered', at, partner },
 *     { kind: 'partner-suspended', at, by, reason },
 *   ]),
 * );
 * account.map((state) => state?.partner.standing).unwrapOr(''); // => 'suspended'
 *
 * // A history that lost its beginning.
 * const rest = parsed.andThen(([, at]) =>
 *   foldPartner([{ kind: 'partner-suspended', at, by, reason }]),
 * );
 * rest.match(
 *   () => 'folded',
 *   (error) => error.code,
 * ); // => 'contradictory-input'
 * ```
 * @returns the account. As errors: {@link MalformedInput} if an argument is malformed; {@link ContradictoryInput} if a
 *   change cannot have happened after those before it; its path names the change, such as `changes[2]`
 */
export function foldPartner(
  changes: readonly PartnerChange[],
): Result<PartnerAccount | null, MalformedInput | ContradictoryInput> {
  const decoded = decodeChanges(changes);
  return decoded.isErr() ? err(within('changes', decoded.error)) : applyPartnerChanges(null, decoded.value);
}

/** The account after these changes, which are checked; the error names the change that cannot have happened. */
export function applyPartnerChanges(
  account: PartnerAccount | null,
  changes: readonly PartnerChange[],
): Result<PartnerAccount | null, ContradictoryInput> {
  return applyAll(account, changes, applyPartnerChange);
}

const decodeChanges: Decoder<readonly PartnerChange[]> = /* @__PURE__ */ listOf(
  "an array of changes of a partner's account",
  decodePartnerChange,
);

/** The account after a change, which is checked. */
export function applyPartnerChange(
  account: PartnerAccount | null,
  change: PartnerChange,
): Result<PartnerAccount, ContradictoryInput> {
  if (change.kind === 'partner-registered') {
    if (account !== null) return err(impossible(change, 'no account before'));
    if (change.partner.standing === 'closed') return err(impossible(change, 'a partner that is not closed'));
    return ok(checkedAccount(change.partner, change.at, undefined, []));
  }
  if (account === null) return err(impossible(change, 'a registration before'));
  const { partner, closure, requests, roleOffers } = account;
  // Times in a history of an earlier release can decrease: the latest counts.
  const changedAt = notBefore(lastChangeOfAccount(account), change.at);
  const withPartner = (fields: Partial<Partner>): Result<PartnerAccount, never> =>
    ok(checkedAccount(Object.freeze({ ...partner, ...fields }), changedAt, closure, requests, roleOffers));
  if ('offer' in change) {
    const next = afterChange(roleOffers, MAX_ROLE_OFFERS_PER_PARTNER, change.kind, change.offer);
    if (next === null) return err(impossible(change, 'role offers to which it can happen'));
    const problem = rolesProblem('roleOffers', next, partner.id);
    if (problem !== null) return err(impossible(change, problem.message));
    const latest = notBefore(latestInOffer(change.offer), changedAt);
    return ok(checkedAccount(partner, latest, closure, requests, next));
  }
  switch (change.kind) {
    case 'partner-renamed':
      return withPartner({ name: change.name });
    case 'partner-suspended':
      if (partner.standing !== 'active') return err(impossible(change, 'an active partner'));
      return withPartner({ standing: 'suspended' });
    case 'partner-reinstated':
      if (partner.standing !== 'suspended') return err(impossible(change, 'a suspended partner'));
      return withPartner({ standing: 'active' });
    case 'program-changed':
      if (closure !== undefined) return err(impossible(change, 'an open account'));
      if (!mayChangeProgram(partner.program, change.program)) {
        return err(impossible(change, 'a direct-bill partner that becomes an indirect provider'));
      }
      return withPartner({ program: change.program });
    case 'partner-closed': {
      if (closure !== undefined) return err(impossible(change, 'an open account'));
      const { at, by, reason } = change;
      const closed = Object.freeze({ ...partner, standing: 'closed' });
      return ok(checkedAccount(closed, changedAt, Object.freeze({ at, by, reason }), requests, roleOffers));
    }
    case 'request-opened': {
      if (closure !== undefined) return err(impossible(change, 'an open account'));
      if (change.request.revokedAt !== null) return err(impossible(change, 'an open request'));
      const next = [...requests, change.request];
      const problem = accountProblem({ ...account, requests: next });
      if (problem !== null) return err(impossible(change, problem.message));
      return ok(checkedAccount(partner, notBefore(changedAt, change.request.openedAt), closure, next, roleOffers));
    }
    case 'request-revoked': {
      const request = requests.find(({ id }) => id === change.requestId);
      if (request?.revokedAt !== null) return err(impossible(change, 'an open request of the account'));
      const revoked = requests.map((one) => revokedBy(change, one));
      return ok(checkedAccount(partner, changedAt, closure, forgetLongRevoked(revoked, change.requestId), roleOffers));
    }
  }
}

function revokedBy(change: RequestRevoked, request: RelationshipRequest): RelationshipRequest {
  return request.id === change.requestId ? Object.freeze({ ...request, revokedAt: change.at }) : request;
}

/**
 * Keeps every open request, and those of the revoked ones that were revoked last. The one revoked now always stays,
 * whatever its time, so that revoking it again finds it revoked.
 */
function forgetLongRevoked(
  requests: readonly RelationshipRequest[],
  revokedNow: RequestId,
): readonly RelationshipRequest[] {
  const revokedBefore = requests
    .filter(({ id }) => id !== revokedNow)
    .flatMap(({ id, revokedAt }) => (revokedAt === null ? [] : [{ id, at: Date.parse(revokedAt) }]))
    .sort((one, other) => one.at - other.at);
  const excess = Math.max(0, revokedBefore.length + 1 - MAX_REVOKED_REQUESTS_PER_PARTNER);
  const forgotten = new Set(revokedBefore.slice(0, excess).map(({ id }) => id));
  return requests.filter(({ id }) => !forgotten.has(id));
}

function impossible(change: PartnerChange, expected: string): ContradictoryInput {
  return contradiction('change', expected, change.kind);
}
