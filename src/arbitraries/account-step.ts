import fc from 'fast-check';
import { ok, type Result } from 'neverthrow';
import { reinstatePartner } from '../partners/reinstate-partner';
import { evolvePartner } from '../model/evolve-partner';
import { openRequest } from '../partners/open-request';
import type { PartnerChange } from '../model/partner-change';
import { registerPartner } from '../partners/register-partner';
import { revokeRequest } from '../partners/revoke-request';
import { suspendPartner } from '../partners/suspend-partner';
import type { PartnerActor } from '../model/actor';
import type { Instant } from '../model/instant';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import { inviteToken, requestId } from './identifiers';
import { certain, lawful } from './lawful';
import { later, pause } from './period';
import { choice, pick } from './pick';

type Decision = Result<readonly PartnerChange[], { readonly message: string }>;

/** A command on a partner's account. */
export interface AccountStep {
  /** Milliseconds since the step before. */
  readonly pause: number;
  readonly decide: (account: PartnerAccount, at: Instant, indirectResellers: readonly Partner[]) => Decision;
}

/** Opens a request that names the indirect reseller at this index; null names none. */
export function opening(naming: number | null): fc.Arbitrary<AccountStep> {
  return fc.record({ pause: pause(), requestId: requestId(), token: inviteToken() }).map((drawn) => ({
    pause: drawn.pause,
    decide: (account, at, indirectResellers) => {
      const indirectReseller = naming === null ? null : (pick(indirectResellers, naming) ?? null);
      const { requestId: id, token } = drawn;
      return openRequest(account, { requestId: id, token, indirectReseller, by: partnerOf(account), at });
    },
  }));
}

/** Any command on an account; most are about its requests. */
export function accountStep(): fc.Arbitrary<AccountStep> {
  return fc.oneof<fc.MaybeWeightedArbitrary<AccountStep>[]>(
    { weight: 4, arbitrary: opening(null) },
    { weight: 3, arbitrary: opening(0) },
    { weight: 2, arbitrary: opening(1) },
    { weight: 4, arbitrary: revocation() },
    { weight: 1, arbitrary: standingChange(suspendPartner) },
    { weight: 2, arbitrary: standingChange(reinstatePartner) },
  );
}

/**
 * The account after all steps; a refused step changes nothing. The partner is registered as active and gets its own
 * standing at the end.
 */
export function accountAfter(
  partner: Partner,
  steps: readonly AccountStep[],
  { from, indirectResellers }: { readonly from: Instant; readonly indirectResellers: readonly Partner[] },
): PartnerAccount {
  const active: Partner = { ...partner, standing: 'active' };
  const others = indirectResellers.filter(({ id }) => id !== partner.id);
  let at = from;
  let account = applied(null, registerPartner(null, { partner: active, at }));
  for (const { pause: passed, decide } of steps) {
    at = later(at, passed);
    const decision = decide(account, at, others);
    if (decision.isOk()) account = applied(account, decision);
  }
  const settle = partner.standing === 'suspended' ? suspendPartner : reinstatePartner;
  return applied(account, settle(account, { reason: 'a reason', by: OPERATOR, at }));
}

function revocation(): fc.Arbitrary<AccountStep> {
  return fc.record({ pause: pause(), request: choice() }).map((drawn) => ({
    pause: drawn.pause,
    decide: (account, at) => {
      const request = pick(account.requests, drawn.request);
      if (request === undefined) return ok([]);
      return revokeRequest(account, { requestId: request.id, by: partnerOf(account), at });
    },
  }));
}

function standingChange(change: typeof suspendPartner): fc.Arbitrary<AccountStep> {
  return pause().map((passed) => ({ pause: passed, decide: (account, at) => change(account, { reason: 'a reason', by: OPERATOR, at }) }));
}

const OPERATOR = { kind: 'operator' } as const;

function partnerOf(account: PartnerAccount): PartnerActor {
  return { kind: 'partner', partnerId: account.partner.id };
}

function applied(account: PartnerAccount | null, decision: Decision): PartnerAccount {
  return certain(lawful(decision).reduce((state, change) => lawful(evolvePartner(state, change)), account));
}
