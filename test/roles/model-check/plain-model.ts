import type { CustomerRelationships, PartnerAccount, RoleDelegation, RoleOffer } from 'partner-relationships';

/** A role offer as the rules speak of it. Moments are milliseconds since 1970. */
export interface PlainOffer {
  readonly id: string;
  readonly partner: string;
  readonly reseller: string | null;
  readonly customer: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly termDays: number;
  readonly extending: boolean;
  readonly lockedAt: number | null;
  readonly consented: boolean;
  readonly takenBy: string | null;
}

/** A role delegation. */
export interface PlainDelegation {
  readonly id: string;
  readonly partner: string;
  readonly through: string | null;
  readonly roles: readonly string[];
  readonly began: number;
  readonly ends: number;
  readonly extending: boolean;
  readonly groups: readonly PlainAssignment[];
}

export interface PlainAssignment {
  readonly group: string;
  readonly roles: readonly string[];
}

export interface PlainAccount {
  readonly standing: string;
  readonly offers: readonly PlainOffer[];
}

/** What is written down of a customer: no time has passed in it. */
export interface PlainCustomer {
  /** The partners with a reseller relationship. */
  readonly related: readonly string[];
  /** `contoso exchange-online`, or `wingtip exchange-online through tailspin`. */
  readonly services: readonly string[];
  readonly delegations: readonly PlainDelegation[];
}

export const DAY = 24 * 60 * 60 * 1000;

export function plainAccount({ partner, roleOffers = [] }: PartnerAccount): PlainAccount {
  return { standing: partner.standing, offers: roleOffers.map(plainOffer) };
}

function plainOffer(offer: RoleOffer): PlainOffer {
  return {
    id: offer.id,
    partner: offer.partnerId,
    reseller: offer.indirectResellerId,
    customer: offer.customerId,
    name: offer.name,
    roles: [...offer.roles].sort(),
    termDays: offer.termDays,
    extending: offer.extends,
    lockedAt: offer.lockedAt === null ? null : Date.parse(offer.lockedAt),
    consented: offer.consentedAt !== null,
    takenBy: offer.takenBy,
  };
}

export function plainCustomer({
  relationships,
  delegations,
  roleDelegations = [],
}: CustomerRelationships): PlainCustomer {
  return {
    related: relationships.map(({ partnerId }) => partnerId).sort(),
    services: delegations
      .map(({ partnerId, serviceId, throughPartnerId }) =>
        throughPartnerId === null ? `${partnerId} ${serviceId}` : `${partnerId} ${serviceId} through ${throughPartnerId}`,
      )
      .sort(),
    delegations: roleDelegations.map(plainDelegation),
  };
}

function plainDelegation(delegation: RoleDelegation): PlainDelegation {
  return {
    id: delegation.id,
    partner: delegation.partnerId,
    through: delegation.throughPartnerId,
    roles: [...delegation.roles].sort(),
    began: Date.parse(delegation.activatedAt),
    ends: Date.parse(delegation.endsAt),
    extending: delegation.extends,
    groups: delegation.assignments
      .map(({ groupId, roles }) => ({ group: groupId, roles: [...roles].sort() }))
      .sort((one, other) => (one.group < other.group ? -1 : 1)),
  };
}

/** When nobody can approve the offer any more, if nobody has taken it by then. */
export function lapseOf({ lockedAt, takenBy }: PlainOffer): number | null {
  return lockedAt === null || takenBy !== null ? null : lockedAt + 90 * DAY;
}

/** The account as time has made it by that moment; the very account if time has done nothing. */
export function accountAt(account: PlainAccount, at: number): PlainAccount {
  const offers = account.offers.filter((offer) => (lapseOf(offer) ?? at + 1) > at);
  return offers.length === account.offers.length ? account : { ...account, offers };
}

/** The customer as time has made it by that moment; the very customer if time has done nothing. */
export function customerAt(customer: PlainCustomer, at: number): PlainCustomer {
  let delegations = customer.delegations;
  for (;;) {
    const [due] = delegations.filter(({ ends }) => ends <= at).sort((one, other) => one.ends - other.ends);
    if (due === undefined) return delegations === customer.delegations ? customer : { ...customer, delegations };
    delegations = delegations.flatMap((one) => {
      if (one.id !== due.id) return [one];
      return one.extending ? [{ ...one, ends: one.ends + 180 * DAY }] : [];
    });
  }
}

/** How far what is written down is behind: since when something is due; null if nothing is. */
export function behindSince(accounts: readonly PlainAccount[], customer: PlainCustomer, at: number): number | null {
  return earliest(boundariesOf(accounts, customer).filter((boundary) => boundary <= at));
}

/** The next moment at which time does something. */
export function nextBoundary(accounts: readonly PlainAccount[], customer: PlainCustomer, at: number): number | null {
  const current = accounts.map((account) => accountAt(account, at));
  return earliest(boundariesOf(current, customerAt(customer, at)));
}

function boundariesOf(accounts: readonly PlainAccount[], customer: PlainCustomer): readonly number[] {
  const lapses = accounts.flatMap(({ offers }) => offers.map(lapseOf)).filter((lapse) => lapse !== null);
  return [...lapses, ...customer.delegations.map(({ ends }) => ends)];
}

function earliest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : Math.min(...moments);
}

/**
 * The same text for two accounts exactly if nothing that a rule reads differs at these moments: of moments that are to
 * come, how far away they are, and of those behind nothing.
 */
export function accountKey({ standing, offers }: PlainAccount, at: number): string {
  const lines = offers.map((offer) => {
    const { id, name, customer, roles, termDays, extending, lockedAt, consented, takenBy } = offer;
    const lapse = lapseOf(offer);
    const stage =
      lockedAt === null ? 'draft' : takenBy === null ? `lapses in ${String((lapse ?? at) - at)} ms` : `taken by ${takenBy}`;
    const what = `${name} of ${roles.join('+')} for ${customer ?? 'anybody'}, ${termDays} days`;
    return `${id}: ${what}${extending ? ' extending' : ''}${consented ? ' consented' : ''}, ${stage}`;
  });
  return `${standing}; ${lines.sort().join('; ')}`;
}

export function customerKey({ related, services, delegations }: PlainCustomer, at: number): string {
  const lines = delegations.map(({ id, partner, through, roles, ends, extending, groups }) => {
    const given = groups.map((one) => `${one.group} ${one.roles.join('+')}`).join(' and ');
    const whose = `${partner}${through === null ? '' : ` through ${through}`}`;
    return `${id}: ${roles.join('+')} of ${whose}${extending ? ' extending' : ''}, ends in ${ends - at} ms, to ${given}`;
  });
  return `${related.join()}; ${services.join()}; ${lines.sort().join('; ')}`;
}
