import fc from 'fast-check';
import { ok, type Result } from 'neverthrow';
import type { OperatorActor, PartnerActor } from '../model/actor';
import { evolvePartner } from '../model/evolve-partner';
import type { Instant } from '../model/instant';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { PartnerChange } from '../model/partner-change';
import { closePartner } from '../partners/close-partner';
import { openRequest } from '../partners/open-request';
import { registerPartner } from '../partners/register-partner';
import { reinstatePartner } from '../partners/reinstate-partner';
import { renamePartner } from '../partners/rename-partner';
import { revokeRequest } from '../partners/revoke-request';
import { suspendPartner } from '../partners/suspend-partner';
import {
  consentToRoleOffer,
  discardRoleOffer,
  draftRoleOffer,
  lockRoleOffer,
  partnerCenterGdap,
  rejectRoleOffer,
  reviseRoleOffer,
  takeRoleOffer,
} from '../roles/index';
import { operatorActor } from './actor';
import { displayName } from './display-name';
import { customerId, inviteToken, offerId, requestId } from './identifiers';
import { certain, lawful } from './lawful';
import { later, pause } from './period';
import { choice, pick } from './pick';
import { terms } from './role-offer';

type Decision = Result<readonly PartnerChange[], { readonly message: string }>;

/** A command on a partner's account. */
export interface AccountStep {
  /** Milliseconds since the step before. */
  readonly pause: number;
  readonly decide: (account: PartnerAccount, at: Instant, indirectResellers: readonly Partner[]) => Decision;
}

/** How an account is closed, and what happens to it then. */
export interface Closing {
  /** Milliseconds since the last step. */
  readonly pause: number;
  readonly by: OperatorActor;
  readonly reason: string;
  readonly afterwards: readonly AccountStep[];
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

/** Any command on an open account; most are about its requests and its role offers. */
export function accountStep(): fc.Arbitrary<AccountStep> {
  return fc.oneof<fc.MaybeWeightedArbitrary<AccountStep>[]>(
    { weight: 4, arbitrary: opening(null) },
    { weight: 3, arbitrary: opening(0) },
    { weight: 2, arbitrary: opening(1) },
    { weight: 4, arbitrary: revocation() },
    { weight: 1, arbitrary: standingChange(suspendPartner) },
    { weight: 2, arbitrary: standingChange(reinstatePartner) },
    { weight: 4, arbitrary: drafting() },
    { weight: 6, arbitrary: onOffer() },
  );
}

/** Draws up a role offer, for its own partner or for an indirect reseller, for any customer or for one. */
function drafting(): fc.Arbitrary<AccountStep> {
  return fc
    .record({
      pause: pause(),
      offerId: offerId(),
      terms: terms(),
      customerId: fc.option(customerId()),
      reseller: fc.option(choice()),
    })
    .map((drawn) => ({
      pause: drawn.pause,
      decide: (account, at, indirectResellers) => {
        const isProvider = account.partner.program === 'indirect-provider';
        const named = isProvider && drawn.reseller !== null ? pick(indirectResellers, drawn.reseller) : undefined;
        const { offerId: id, customerId: forCustomer, terms: drawnUp } = drawn;
        const whom = { customerId: forCustomer, indirectReseller: named ?? null };
        const draft = { offerId: id, ...drawnUp, ...whom, by: partnerOf(account), at };
        return draftRoleOffer(account, draft, partnerCenterGdap);
      },
    }));
}

/** What happens to an offer of the account; mostly it goes on its way to a customer. */
function onOffer(): fc.Arbitrary<AccountStep> {
  const ways = ['on', 'on', 'on', 'on', 'on', 'on', 'take', 'revise', 'discard', 'reject'] as const;
  return fc
    .record({ pause: pause(), offer: choice(), way: fc.constantFrom(...ways), terms: terms(), customerId: customerId() })
    .map((drawn) => ({
      pause: drawn.pause,
      decide: (account, at) => {
        const offer = pick(account.roleOffers ?? [], drawn.offer);
        if (offer === undefined) return ok([]);
        const own = { offerId: offer.id, by: partnerOf(account), at };
        const { indirectResellerId, customerId: named } = offer;
        const byReseller = { ...own, by: { kind: 'partner', partnerId: indirectResellerId ?? offer.partnerId } } as const;
        const taker = named ?? drawn.customerId;
        const byCustomer = { ...own, customerId: taker, by: { kind: 'customer', customerId: taker } } as const;
        const needsConsent = indirectResellerId !== null && offer.consentedAt === null;
        const next = offer.lockedAt === null ? 'lock' : needsConsent ? 'consent' : 'take';
        switch (drawn.way === 'on' ? next : drawn.way) {
          case 'lock':
            return lockRoleOffer(account, own, partnerCenterGdap);
          case 'take':
            return takeRoleOffer(account, byCustomer, partnerCenterGdap);
          case 'consent':
            return consentToRoleOffer(account, byReseller);
          case 'revise':
            return reviseRoleOffer(account, { ...own, ...drawn.terms }, partnerCenterGdap);
          case 'discard':
            return discardRoleOffer(account, own);
          case 'reject':
            return rejectRoleOffer(account, byReseller);
        }
      },
    }));
}

/** The closing of an account. Afterwards its partner sometimes revokes a request, or the operator renames it. */
export function closing(): fc.Arbitrary<Closing> {
  return fc.record({
    pause: pause(),
    by: operatorActor(),
    reason: displayName(),
    afterwards: fc.array(fc.oneof(revocation(), renaming()), { maxLength: 2 }),
  });
}

/**
 * The account after all steps; a refused step changes nothing. The partner is registered as active and, unless it is
 * closed, gets its own standing at the end. A closed one stays active until {@link closedAfter}.
 */
export function accountAfter(
  partner: Partner,
  steps: readonly AccountStep[],
  { from, indirectResellers }: { readonly from: Instant; readonly indirectResellers: readonly Partner[] },
): PartnerAccount {
  const active: Partner = { ...partner, standing: 'active' };
  const others = indirectResellers.filter(({ id }) => id !== partner.id);
  const registered = applied(null, registerPartner(null, { partner: active, at: from }));
  const { account, at } = played(registered, steps, { from, indirectResellers: others });
  const settle = partner.standing === 'suspended' ? suspendPartner : reinstatePartner;
  return applied(account, settle(account, { ...BY_THE_OPERATOR, at }));
}

/** The account after its closing and what happened then. */
export function closedAfter(
  account: PartnerAccount,
  { pause: passed, by, reason, afterwards }: Closing,
  from: Instant,
): PartnerAccount {
  const at = later(from, passed);
  const closed = applied(account, closePartner(account, { by, reason, at }));
  return played(closed, afterwards, { from: at, indirectResellers: [] }).account;
}

function played(
  before: PartnerAccount,
  steps: readonly AccountStep[],
  { from, indirectResellers }: { readonly from: Instant; readonly indirectResellers: readonly Partner[] },
): { readonly account: PartnerAccount; readonly at: Instant } {
  let at = from;
  let account = before;
  for (const { pause: passed, decide } of steps) {
    at = later(at, passed);
    const decision = decide(account, at, indirectResellers);
    if (decision.isOk()) account = applied(account, decision);
  }
  return { account, at };
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

function renaming(): fc.Arbitrary<AccountStep> {
  return fc.record({ pause: pause(), name: displayName(), by: operatorActor() }).map(({ pause: passed, name, by }) => ({
    pause: passed,
    decide: (account, at) => renamePartner(account, { name, by, at }),
  }));
}

function standingChange(change: typeof suspendPartner): fc.Arbitrary<AccountStep> {
  return pause().map((passed) => ({
    pause: passed,
    decide: (account, at) => change(account, { ...BY_THE_OPERATOR, at }),
  }));
}

/** An account does not tell who suspended or reinstated its partner, nor why. */
const BY_THE_OPERATOR = { by: { kind: 'operator' }, reason: 'a reason' } as const;

function partnerOf(account: PartnerAccount): PartnerActor {
  return { kind: 'partner', partnerId: account.partner.id };
}

function applied(account: PartnerAccount | null, decision: Decision): PartnerAccount {
  return certain(lawful(decision).reduce((state, change) => lawful(evolvePartner(state, change)), account));
}
