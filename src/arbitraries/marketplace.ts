import fc from 'fast-check';
import type { Customer } from '../model/customer';
import type { ServiceId, SubscriptionId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import { isTransacting, type Partner, type PartnerProgram } from '../model/partner';
import { decodePartnerAccount, lastChangeOfAccount, type PartnerAccount } from '../model/partner-account';
import {
  parseSubscription,
  SUBSCRIPTION_STATUSES,
  type Subscription,
  type SubscriptionStatus,
} from '../model/subscription';
import {
  accountAfter,
  accountStep,
  closedAfter,
  closing,
  opening,
  type AccountStep,
  type Closing,
} from './account-step';
import { customer } from './customer';
import { partnerId, serviceId, subscriptionId } from './identifiers';
import { lawful } from './lawful';
import { partner } from './partner';
import { beginning, later } from './period';
import { choice, pick, type Choice } from './pick';
import { oneIn } from './one-in';

/** A small, consistent world: partners with their accounts, customers, services, and who sold what. */
export interface Marketplace {
  /** The present instant. Nothing in the accounts is later. */
  readonly asOf: Instant;
  /** The partners of the accounts, in the same order. */
  readonly partners: readonly Partner[];
  readonly accounts: readonly PartnerAccount[];
  readonly customers: readonly Customer[];
  readonly serviceIds: readonly ServiceId[];
  /** Subscriptions of its customers for its services, sold by its transacting partners or bought directly. */
  readonly subscriptions: readonly Subscription[];
}

/** The least and the greatest number, both included. */
export interface Count {
  readonly min: number;
  readonly max: number;
}

/** How many of each a marketplace has. The defaults are small, and every kind of partner occurs. */
export interface MarketplaceConstraints {
  /** If left out, one or two. */
  readonly directBillPartners?: Count | undefined;
  /** If left out, one or two. */
  readonly indirectProviders?: Count | undefined;
  /** If left out, one or two. */
  readonly indirectResellers?: Count | undefined;
  /** If left out, one. */
  readonly advisors?: Count | undefined;
  /** At least one; if left out, one. */
  readonly customers?: Count | undefined;
  /** At least one; if left out, one to four. */
  readonly services?: Count | undefined;
  /** If left out, none to six. */
  readonly subscriptions?: Count | undefined;
}

/**
 * Marketplaces. Real decisions lead to the account of every partner. Most partners have open requests, in which
 * providers name the marketplace's indirect resellers; a few requests are revoked, a few partners are suspended, some
 * have role offers, and some marketplaces have a closed partner, which was open until all others had their requests and
 * standings. Ids are distinct, though some differ only in case, and a partner and a customer may share an id.
 *
 * @param constraints how many of each: at least one partner that is not an indirect reseller, one customer and one
 *   service
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { marketplace } from 'partner-relationships/arbitraries';
 *
 * const competing = marketplace({
 *   directBillPartners: { min: 2, max: 3 },
 *   customers: { min: 1, max: 2 },
 * });
 *
 * fc.assert(
 *   fc.property(
 *     competing,
 *     ({ partners, accounts }) => partners.length === accounts.length,
 *   ),
 * );
 * ```
 */
export function marketplace(constraints: MarketplaceConstraints = {}): fc.Arbitrary<Marketplace> {
  const {
    directBillPartners = { min: 1, max: 2 },
    indirectProviders = { min: 1, max: 2 },
    indirectResellers = { min: 1, max: 2 },
    advisors = { min: 1, max: 1 },
    customers = { min: 1, max: 1 },
    services = { min: 1, max: 4 },
    subscriptions = { min: 0, max: 6 },
  } = constraints;
  if (directBillPartners.min + indirectProviders.min + advisors.min < 1 || customers.min < 1 || services.min < 1) {
    throw new RangeError('A marketplace has a partner that is not an indirect reseller, a customer and a service.');
  }
  const programs = [directBillPartners, indirectProviders, indirectResellers, advisors];
  const most = programs.reduce((sum, { max }) => sum + max, 0);
  return fc
    .record({
      from: beginning(),
      ids: fc.uniqueArray(partnerId(), { minLength: most, maxLength: most }),
      partners: fc
        .tuple(
          members('direct-bill', directBillPartners, 0),
          members('indirect-provider', indirectProviders, indirectResellers.max),
          members('indirect-reseller', indirectResellers, 0),
          members('advisor', advisors, 0),
        )
        .map((drawn) => drawn.flat()),
      customers: fc.uniqueArray(customer(), { ...lengths(customers), selector: ({ id }) => id }),
      serviceIds: fc.uniqueArray(serviceId(), lengths(services)),
      sales: fc.uniqueArray(sale(), { ...lengths(subscriptions), selector: ({ id }) => id }),
    })
    .map(({ from, ids, partners: drawn, sales, ...rest }) => {
      const registered = drawn.flatMap((member, at) =>
        ids.slice(at, at + 1).map((id) => ({ ...member, partner: { ...member.partner, id } })),
      );
      const indirectResellers = registered
        .map((member) => member.partner)
        .filter(({ program }) => program === 'indirect-reseller');
      const before = { from, indirectResellers };
      const past = Math.max(...registered.map(({ steps }) => durationOf(steps)));
      const closings = registered.flatMap((member) => member.closing ?? []);
      const closed = Math.max(0, ...closings.map(({ pause, afterwards }) => pause + durationOf(afterwards)));
      const accounts = registered.map((member) => {
        const account = accountAfter(member.partner, member.steps, before);
        return member.closing === null ? account : closedAfter(account, member.closing, later(from, past));
      });
      const partners = accounts.map((account) => account.partner);
      return {
        asOf: later(from, past + closed),
        partners,
        accounts,
        ...rest,
        subscriptions: sales.map((one) => sold(one, { ...rest, partners })),
      };
    });
}

/** A partner before it gets its id, and the commands on its account. */
interface Member {
  readonly partner: Partner;
  readonly steps: readonly AccountStep[];
  readonly closing: Closing | null;
}

function durationOf(steps: readonly AccountStep[]): number {
  return steps.reduce((sum, { pause }) => sum + pause, 0);
}

/**
 * The marketplace when all its partners were open and had their requests, and until when they were; null if no partner
 * is closed.
 */
export function beforeClosings(
  marketplace: Marketplace,
): { readonly marketplace: Marketplace; readonly until: Instant } | null {
  const [until] = marketplace.accounts.flatMap(({ closure }) => closure?.at ?? []).sort();
  if (until === undefined) return null;
  const accounts = marketplace.accounts.map(beforeClosing);
  const asOf = accounts.flatMap((account) => lastChangeOfAccount(account) ?? []).sort().at(-1) ?? until;
  const partners = accounts.map((account) => account.partner);
  return { marketplace: { ...marketplace, asOf, partners, accounts }, until };
}

function beforeClosing(account: PartnerAccount): PartnerAccount {
  const { partner: closed, closure, requests, roleOffers } = account;
  if (closure === undefined) return account;
  const reopened = requests.map(({ revokedAt, ...request }) => ({
    ...request,
    revokedAt: revokedAt !== null && revokedAt > closure.at ? null : revokedAt,
  }));
  return lawful(decodePartnerAccount({ partner: { ...closed, standing: 'active' }, requests: reopened, roleOffers }));
}

function members(program: PartnerProgram, count: Count, named: number): fc.Arbitrary<readonly Member[]> {
  const openings = [opening(null), ...Array.from({ length: named }, (_, at) => opening(at))];
  const member = fc.record({
    partner: partner({ program, standing: 'active' }),
    openings: fc.tuple(...openings.map((one) => fc.option(one, { freq: 10 }))),
    steps: fc.array(accountStep(), { maxLength: 3 }),
    isSuspended: oneIn(6),
    closing: closing(),
    isClosed: oneIn(12),
  });
  return fc.array(
    member.map(({ partner: active, openings: opened, steps, isSuspended, isClosed, closing: end }) => ({
      partner: isSuspended ? suspended(active) : active,
      steps: program === 'indirect-reseller' ? [] : [...opened.filter((step) => step !== null), ...steps],
      closing: isClosed ? end : null,
    })),
    lengths(count),
  );
}

function suspended(active: Partner): Partner {
  return { ...active, standing: 'suspended' };
}

/** A subscription before its customer, service and partners are chosen. */
interface Sale {
  readonly id: SubscriptionId;
  readonly customer: Choice;
  readonly service: Choice;
  readonly seller: Choice | null;
  readonly ofRecord: Choice | null;
  readonly status: SubscriptionStatus;
}

function sale(): fc.Arbitrary<Sale> {
  return fc.record({
    id: subscriptionId(),
    customer: choice(),
    service: choice(),
    seller: fc.option(choice()),
    ofRecord: fc.option(choice()),
    status: fc.constantFrom('active', 'active', ...SUBSCRIPTION_STATUSES),
  });
}

function sold(
  { id, status, ...chosen }: Sale,
  { customers, serviceIds, partners }: Pick<Marketplace, 'customers' | 'serviceIds' | 'partners'>,
): Subscription {
  const sellers = partners.filter(({ program }) => isTransacting(program));
  const originalReseller = chosen.seller === null ? undefined : pick(sellers, chosen.seller);
  const partnerOfRecord = chosen.ofRecord === null ? undefined : pick(partners, chosen.ofRecord);
  return lawful(
    parseSubscription({
      id,
      customerId: pick(customers, chosen.customer)?.id,
      serviceId: pick(serviceIds, chosen.service),
      originalResellerId: originalReseller?.id ?? null,
      partnerOfRecordId: partnerOfRecord?.id ?? null,
      status,
    }),
  );
}

function lengths({ min, max }: Count): fc.ArrayConstraints {
  return { minLength: min, maxLength: max, size: 'max' };
}
