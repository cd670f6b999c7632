import {
  evolvePartner,
  parseInstant,
  parseOfferId,
  type CustomerId,
  type Instant,
  type OfferId,
  type Partner,
  type PartnerAccount,
  type PartnerChange,
  type RoleOffer,
} from 'partner-relationships';
import {
  consentToRoleOffer,
  draftRoleOffer,
  lockRoleOffer,
  partnerCenterGdap,
  ROLE_IDS,
  takeRoleOffer,
  type ConsentToRoleOffer,
  type DelegationProfile,
  type DraftRoleOffer,
  type TakeRoleOffer,
} from 'partner-relationships/roles';
import type { Result } from 'neverthrow';
import { accountOf } from '../../fixtures/account';
import { contoso, customerIdOf, tailspin, theCustomer, theOperator, thePartner, wingtip } from '../../fixtures/cast';

export const gdap: DelegationProfile = partnerCenterGdap;
export const { exchangeAdministrator, serviceSupportAdministrator, userAdministrator, globalAdministrator } = ROLE_IDS;

/** The customers that approve offers. */
export const northwindId: CustomerId = customerIdOf('northwind');
export const margieId: CustomerId = customerIdOf('margie');

export function instant(text: string): Instant {
  return parseInstant(text)._unsafeUnwrap();
}

/** When the offers of these tests are locked, the last moment at which they wait, and the first at which they do not. */
export const LOCKED: Instant = instant('2026-01-01T00:00:00.000Z');
export const LAST_WAITING: Instant = instant('2026-03-31T23:59:59.999Z');
export const LAPSED: Instant = instant('2026-04-01T00:00:00.000Z');

/** The id of an offer; ids differ in their ends. */
export function offerIdOf(end: string): OfferId {
  return parseOfferId(end.padStart(16, '0'))._unsafeUnwrap();
}

export const o1: OfferId = offerIdOf('o1');
export const o2: OfferId = offerIdOf('o2');

/** The command with which contoso drafts the offer o1, for any customer. */
export function drafting(change: Partial<DraftRoleOffer> = {}): DraftRoleOffer {
  return {
    offerId: o1,
    name: 'Mailboxes',
    roles: [exchangeAdministrator, serviceSupportAdministrator],
    termDays: 365,
    extends: true,
    customerId: null,
    indirectReseller: null,
    by: thePartner(contoso),
    at: LOCKED,
    ...change,
  };
}

/** What happens to an account: its changes, or why it is refused. */
export type Step = (account: PartnerAccount) => Result<readonly PartnerChange[], { readonly message: string }>;

/** Its partner drafts an offer. */
export function drafts(change: Partial<DraftRoleOffer> = {}): Step {
  return (account) => draftRoleOffer(account, drafting({ by: thePartner(account.partner), ...change }), gdap);
}

/** Its partner locks an offer. */
export function locks(offerId: OfferId = o1, at: Instant = LOCKED): Step {
  return (account) => lockRoleOffer(account, { offerId, by: thePartner(account.partner), at }, gdap);
}

/** The command with which wingtip consents to the offer o1 of its provider. */
export function consenting(change: Partial<ConsentToRoleOffer> = {}): ConsentToRoleOffer {
  return { offerId: o1, by: thePartner(wingtip), at: LOCKED, ...change };
}

export function consents(change: Partial<ConsentToRoleOffer> = {}): Step {
  return (account) => consentToRoleOffer(account, consenting(change));
}

/** The command with which a customer takes the offer o1. */
export function taking(customerId: CustomerId, change: Partial<TakeRoleOffer> = {}): TakeRoleOffer {
  return { offerId: o1, customerId, by: theCustomer(customerId), at: LOCKED, ...change };
}

export function takes(customerId: CustomerId, change: Partial<TakeRoleOffer> = {}): Step {
  return (account) => takeRoleOffer(account, taking(customerId, change), gdap);
}

/** The account after changes to it. */
export function after(account: PartnerAccount, changes: readonly PartnerChange[]): PartnerAccount {
  return changes.reduce((state, change) => evolvePartner(state, change)._unsafeUnwrap(), account);
}

/** The account of a partner after these steps, none of which is refused. */
export function accountAfter(partner: Partner, ...steps: readonly Step[]): PartnerAccount {
  return steps.reduce((account, step) => after(account, step(account)._unsafeUnwrap()), accountOf(partner));
}

/** The same account once the operator has suspended or closed it. */
export function withStanding(account: PartnerAccount, standing: 'suspended' | 'closed'): PartnerAccount {
  const { changedAt: at = LOCKED } = account;
  return after(account, [{ kind: `partner-${standing}`, at, by: theOperator, reason: 'left the marketplace' }]);
}

/** Contoso, which has drafted o1 and locked it; Tailspin, which has done so for its reseller. */
export const drafted: PartnerAccount = accountAfter(contoso, drafts());
export const locked: PartnerAccount = accountAfter(contoso, drafts(), locks());
export const lockedForWingtip: PartnerAccount = accountAfter(tailspin, drafts({ indirectReseller: wingtip }), locks());

/** The offer of an account. */
export function offerOf({ roleOffers = [] }: PartnerAccount, id: OfferId = o1): RoleOffer {
  const offer = roleOffers.find((one) => one.id === id);
  if (offer === undefined) throw new Error(`the account has no offer ${id}`);
  return offer;
}
