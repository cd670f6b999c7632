import { isDeepStrictEqual } from 'node:util';
import { accountAt, customerAt, DAY, type PlainAccount, type PlainAssignment, type PlainCustomer } from './plain-model';
import type { PlainDelegation, PlainOffer } from './plain-model';

/**
 * What a command has to come to, written down from the rules a second time and on purpose: what is in force afterwards,
 * or a refusal by one of these codes. If several things speak against a command, the rules leave open which is named.
 */
export type Outcome<Plain> = { readonly next: Plain } | { readonly refusedBy: readonly string[] };

/** Something that speaks against a command, and the code by which it is refused if that holds. */
type Reason = readonly [holds: boolean, code: string];

/** What speaks against a command, and what it comes to if nothing does. */
interface Verdict<Plain> {
  readonly against: readonly Reason[];
  readonly next: () => Plain;
}

/** Who does something to which offer or delegation, and when: `partner contoso`, `customer northwind`, `operator`. */
export interface Deed {
  readonly id: string;
  readonly by: string;
  readonly at: number;
}

/** Whether a role never extends, by the profile. */
export type NeverExtends = (role: string) => boolean;

/** A draft as its partner asks for it. */
export type Drafted = Pick<
  PlainOffer,
  'id' | 'partner' | 'reseller' | 'customer' | 'name' | 'roles' | 'termDays' | 'extending'
>;

export function drafted(written: PlainAccount, asked: Drafted, { by, at }: Deed): Outcome<PlainAccount> {
  const account = accountAt(written, at);
  const offer: PlainOffer = {
    ...asked,
    roles: [...asked.roles].sort(),
    lockedAt: null,
    consented: false,
    takenBy: null,
  };
  const known = account.offers.find(({ id }) => id === offer.id);
  const isThere = known !== undefined && isSame(known, offer);
  return after(written, account, {
    against: [
      ...unlessInBusiness(account, offer.partner, by),
      [account.standing === 'suspended' && !isThere, 'partner-is-suspended'],
      [known !== undefined && !isThere, 'contradictory-input'],
      [account.offers.some(({ id, name }) => id !== offer.id && name === offer.name), 'offer-name-taken'],
    ],
    next: () => (isThere ? account : { ...account, offers: [...account.offers, offer] }),
  });
}

export function revised(
  written: PlainAccount,
  changes: Partial<Pick<PlainOffer, 'name' | 'roles' | 'termDays' | 'extending' | 'customer'>>,
  deed: Deed,
): Outcome<PlainAccount> {
  return onOffer(written, deed, (offer, account) => ({
    against: [
      ...unlessInBusiness(account, offer.partner, deed.by),
      [offer.lockedAt !== null, 'offer-not-draft'],
      [account.offers.some(({ id, name }) => id !== offer.id && name === changes.name), 'offer-name-taken'],
    ],
    next: () => ({ ...offer, ...changes }),
  }));
}

export function discarded(written: PlainAccount, deed: Deed): Outcome<PlainAccount> {
  return onOffer(written, deed, (offer) => ({
    against: [
      [deed.by !== `partner ${offer.partner}`, 'not-the-partner'],
      [offer.lockedAt !== null, 'offer-not-draft'],
    ],
    next: () => null,
  }));
}

export function locked(written: PlainAccount, deed: Deed, neverExtends: NeverExtends): Outcome<PlainAccount> {
  return onOffer(written, deed, (offer, account) => ({
    against: [
      ...unlessInBusiness(account, offer.partner, deed.by),
      [account.standing === 'suspended' && offer.lockedAt === null, 'partner-is-suspended'],
      [offer.extending && offer.roles.some(neverExtends), 'never-extends'],
    ],
    next: () => ({ ...offer, lockedAt: offer.lockedAt ?? deed.at }),
  }));
}

export function consented(written: PlainAccount, deed: Deed): Outcome<PlainAccount> {
  return onOffer(written, deed, (offer, account) => ({
    against: [
      [deed.by !== `partner ${String(offer.reseller)}`, 'not-the-partner'],
      [account.standing === 'closed', 'partner-is-closed'],
      [offer.lockedAt === null, 'offer-not-locked'],
    ],
    next: () => ({ ...offer, consented: true }),
  }));
}

export function rejected(written: PlainAccount, deed: Deed): Outcome<PlainAccount> {
  return onOffer(written, deed, (offer) => ({
    against: [
      [deed.by !== `partner ${String(offer.reseller)}`, 'not-the-partner'],
      [offer.lockedAt === null, 'offer-not-locked'],
      [offer.takenBy !== null, 'offer-taken'],
    ],
    next: () => null,
  }));
}

export function taken(written: PlainAccount, customer: string, deed: Deed): Outcome<PlainAccount> {
  return onOffer(written, deed, (offer, account) => ({
    against: [
      [deed.by !== `customer ${customer}`, 'not-the-customer'],
      [(offer.customer ?? customer) !== customer, 'not-the-customer'],
      [account.standing === 'closed', 'partner-is-closed'],
      [offer.lockedAt === null, 'offer-not-locked'],
      [offer.reseller !== null && !offer.consented, 'consent-needed'],
      [(offer.takenBy ?? customer) !== customer, 'offer-taken'],
    ],
    next: () => ({ ...offer, takenBy: customer }),
  }));
}

/** The third step of approving: the offer, of which a delegation of the customer has come, leaves the account. */
export function finished(written: PlainAccount, customer: string, { id, at }: Deed): Outcome<PlainAccount> {
  const account = accountAt(written, at);
  const left = account.offers.filter((offer) => offer.id !== id || offer.takenBy !== customer);
  return after(written, account, {
    against: [],
    next: () => (left.length === account.offers.length ? account : { ...account, offers: left }),
  });
}

/**
 * The second step of approving, with the offer as its account has it after the first. Once more, it changes nothing, be
 * the delegation over by then or not.
 */
export function activated(
  written: PlainCustomer,
  { offer, standing }: { readonly offer: PlainOffer; readonly standing: string },
  { by, at }: Deed,
): Outcome<PlainCustomer> {
  const { id, partner, reseller, roles, termDays, extending, takenBy } = offer;
  const customer = customerAt(written, at);
  const delegation: PlainDelegation = {
    ...{ id, roles, extending, groups: [], began: at, ends: at + termDays * DAY },
    ...(reseller === null ? { partner, through: null } : { partner: reseller, through: partner }),
  };
  const isThere = written.delegations.some((one) => one.id === id);
  return after(written, customer, {
    against: [
      [by !== `customer ${String(takenBy)}`, 'not-the-customer'],
      [standing === 'closed' && !isThere, 'partner-is-closed'],
    ],
    next: () => (isThere ? customer : { ...customer, delegations: [...customer.delegations, delegation] }),
  });
}

export function extensionSet(
  written: PlainCustomer,
  { on, neverExtends }: { readonly on: boolean; readonly neverExtends: NeverExtends },
  deed: Deed,
): Outcome<PlainCustomer> {
  return onDelegation(written, deed, (held) => ({
    against: [
      ...unlessParty(held, deed.by),
      [on && held.roles.some(neverExtends), 'never-extends'],
    ],
    next: () => ({ ...held, extending: on }),
  }));
}

/** Of a delegation that is over nobody knows whose it was: nothing is left to do, no matter who asks. */
export function terminated(written: PlainCustomer, deed: Deed): Outcome<PlainCustomer> {
  const customer = customerAt(written, deed.at);
  const held = customer.delegations.find(({ id }) => id === deed.id);
  if (held === undefined) return { next: written };
  return after(written, customer, {
    against: unlessParty(held, deed.by),
    next: () => ({ ...customer, delegations: customer.delegations.filter((one) => one !== held) }),
  });
}

export function roleDropped(
  written: PlainCustomer,
  { role, neverExtends }: { readonly role: string; readonly neverExtends: NeverExtends },
  deed: Deed,
): Outcome<PlainCustomer> {
  return onDelegation(written, deed, (held) => {
    const without = (roles: readonly string[]): readonly string[] => roles.filter((one) => one !== role);
    return {
      against: [
        [deed.by !== `partner ${held.partner}`, 'not-the-partner'],
        [held.roles.includes(role) && !neverExtends(role), 'role-stays'],
        [held.roles.every((one) => one === role), 'role-stays'],
      ],
      next: () => ({
        ...held,
        roles: without(held.roles),
        groups: held.groups.flatMap(({ group, roles }) =>
          without(roles).length === 0 ? [] : [{ group, roles: without(roles) }],
        ),
      }),
    };
  });
}

export function accessGiven(
  written: PlainCustomer,
  { group, roles, isNew }: PlainAssignment & { readonly isNew: boolean },
  deed: Deed,
): Outcome<PlainCustomer> {
  return onDelegation(written, deed, (held) => {
    const before = held.groups.find((one) => one.group === group);
    const given = { group, roles: [...roles].sort() };
    const isThere = before !== undefined && isSame(before, given);
    const others = held.groups.filter((one) => one !== before);
    return {
      against: [
        [deed.by !== `partner ${held.partner}`, 'not-the-partner'],
        [!roles.every((role) => held.roles.includes(role)), 'roles-not-held'],
        [isNew && before !== undefined && !isThere, 'group-is-assigned'],
        [!isNew && before === undefined, 'unknown-assignment'],
      ],
      next: () => ({ ...held, groups: [...others, given].sort((one, other) => (one.group < other.group ? -1 : 1)) }),
    };
  });
}

export function accessRemoved(written: PlainCustomer, group: string, deed: Deed): Outcome<PlainCustomer> {
  return onDelegation(written, deed, (held) => ({
    against: [[deed.by !== `partner ${held.partner}`, 'not-the-partner']],
    next: () => ({ ...held, groups: held.groups.filter((one) => one.group !== group) }),
  }));
}

/** The operator suspends, reinstates or closes the partner: what it has offered stays as time has left it. */
export function standingSet(written: PlainAccount, standing: string, at: number): Outcome<PlainAccount> {
  return { next: written.standing === standing ? written : { ...accountAt(written, at), standing } };
}

/** Everything of a partner with a closed account ends, its roles too; those of others stay as time has left them. */
export function cleared(
  written: PlainCustomer,
  { partner, standing, at }: { readonly partner: string; readonly standing: string; readonly at: number },
): Outcome<PlainCustomer> {
  if (standing !== 'closed') return { refusedBy: ['contradictory-input'] };
  const holdsRoles = written.delegations.some((one) => one.partner === partner);
  if (!written.related.includes(partner) && !holdsRoles) return { next: written };
  const customer = withoutRelationship(customerAt(written, at), partner);
  return { next: { ...customer, delegations: customer.delegations.filter((one) => one.partner !== partner) } };
}

/** Its own relationship with the customer, and the service delegations that rest on it, end; roles stay. */
export function relationshipEnded(written: PlainCustomer, partner: string, at: number): Outcome<PlainCustomer> {
  return { next: written.related.includes(partner) ? withoutRelationship(customerAt(written, at), partner) : written };
}

function withoutRelationship(customer: PlainCustomer, partner: string): PlainCustomer {
  return {
    ...customer,
    related: customer.related.filter((one) => one !== partner),
    services: customer.services.filter((line) => !`${line} `.match(`(^| through )${partner} `)),
  };
}

/** A command on one offer: refused if it is not there, or lapsed before anybody wrote that down. */
function onOffer(
  written: PlainAccount,
  { id, at }: Deed,
  verdictOn: (offer: PlainOffer, account: PlainAccount) => Verdict<PlainOffer | null>,
): Outcome<PlainAccount> {
  const account = accountAt(written, at);
  const asWritten = written.offers.find((one) => one.id === id);
  if (asWritten === undefined) return { refusedBy: ['unknown-offer', ...EVERYWHERE] };
  const offer = account.offers.find((one) => one.id === id);
  if (offer === undefined) {
    const { against } = verdictOn(asWritten, account);
    return { refusedBy: ['offer-lapsed', ...reasonsOf(against)] };
  }
  const { against, next } = verdictOn(offer, account);
  return after(written, account, {
    against,
    next: () => {
      const left = next();
      if (left !== null && isSame(left, offer)) return account;
      return { ...account, offers: account.offers.flatMap((one) => (one !== offer ? [one] : (left ?? []))) };
    },
  });
}

/** A command on one delegation: refused if it is over, whether or not that has been written down. */
function onDelegation(
  written: PlainCustomer,
  { id, at }: Deed,
  verdictOn: (held: PlainDelegation) => Verdict<PlainDelegation>,
): Outcome<PlainCustomer> {
  const customer = customerAt(written, at);
  const held = customer.delegations.find((one) => one.id === id);
  if (held === undefined) return { refusedBy: ['delegation-not-in-force', ...EVERYWHERE] };
  const { against, next } = verdictOn(held);
  return after(written, customer, {
    against,
    next: () => {
      const left = next();
      if (isSame(left, held)) return customer;
      return { ...customer, delegations: customer.delegations.map((one) => (one === held ? left : one)) };
    },
  });
}

/** Of what is not there nobody knows whose it is: who asks may be wrong as well. */
const EVERYWHERE = ['not-the-partner', 'not-the-customer', 'partner-is-closed'];

/** A command on a document on which time has done its part. If it changes nothing more, nothing is written down. */
function after<Plain>(written: Plain, current: Plain, { against, next }: Verdict<Plain>): Outcome<Plain> {
  const refusedBy = reasonsOf(against);
  if (refusedBy.length > 0) return { refusedBy };
  const left = next();
  return { next: left === current ? written : left };
}

function reasonsOf(reasons: readonly Reason[]): readonly string[] {
  return reasons.filter(([holds]) => holds).map(([, code]) => code);
}

function unlessInBusiness({ standing }: PlainAccount, partner: string, by: string): readonly Reason[] {
  return [
    [by !== `partner ${partner}`, 'not-the-partner'],
    [standing === 'closed', 'partner-is-closed'],
  ];
}

function unlessParty({ partner }: PlainDelegation, by: string): readonly Reason[] {
  return [[by !== `partner ${partner}` && !by.startsWith('customer '), 'not-a-party']];
}

function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}
