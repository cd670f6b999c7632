import { err, ok, type Result } from 'neverthrow';
import type { Customer, Partner, PartnerProgram, Subscription } from 'partner-relationships';
import type { Market } from './market';

/** Who plays which role. A role that nobody in the market can play is null, and the story goes on without it. */
export interface Cast {
  /** The transacting partner that the story begins with. */
  readonly seller: Partner;
  /** The customer that the story is about. */
  readonly customer: Customer;
  /** Customers that accept the same link. */
  readonly otherCustomers: readonly Customer[];
  /** The services that the story is about. */
  readonly services: readonly [string, ...string[]];
  /** Another transacting partner. */
  readonly rival: Partner | null;
  readonly advisor: Partner | null;
  readonly provider: Partner | null;
  readonly indirectReseller: Partner | null;
  readonly secondIndirectReseller: Partner | null;
  /** A suspended partner that could invite if it were active. */
  readonly suspended: Partner | null;
  /** The transacting partner whose account is closed: one without another role, or else the rival. */
  readonly leaver: Partner | null;
  /** The partner and the customer whose relationship ends. */
  readonly parting: { readonly partner: Partner; readonly customer: Customer };
}

const MOST_OTHER_CUSTOMERS = 3;
const MOST_SERVICES = 2;
/** The service in a market without subscriptions. */
const EXAMPLE_SERVICE = 'exchange-online';

/** Chooses the cast from a market; the errors say who is missing. */
export function castOf(market: Market): Result<Cast, readonly string[]> {
  const { partners, customers, subscriptions } = market;
  const active = partners.filter(({ standing }) => standing === 'active');
  const directBill = ofProgram(active, 'direct-bill');
  const providers = ofProgram(active, 'indirect-provider');
  const leading = leadingPair(directBill.length > 0 ? directBill : providers, customers, subscriptions);
  if (leading === null) return err(missingRoles(customers, [...directBill, ...providers]));
  const { seller, customer } = leading;
  const otherCustomers = customers.filter((other) => other !== customer).slice(0, MOST_OTHER_CUSTOMERS);
  const rival = [...directBill, ...providers].find((partner) => partner !== seller) ?? null;
  const provider = providers.find((partner) => partner !== seller && partner !== rival) ?? providers[0] ?? null;
  const open = partners.filter(({ standing }) => standing !== 'closed');
  const resellers = [...ofProgram(active, 'indirect-reseller'), ...ofProgram(open, 'indirect-reseller')];
  const [indirectReseller = null, secondIndirectReseller = null] = new Set(resellers);
  const others = [...directBill, ...providers].filter((partner) => ![seller, rival, provider].includes(partner));
  const leavers = provider === null || indirectReseller === null ? [seller] : [provider, seller];
  return ok({
    seller,
    customer,
    otherCustomers,
    services: servicesOf(seller, customer, subscriptions),
    rival,
    advisor: ofProgram(active, 'advisor')[0] ?? null,
    provider,
    indirectReseller,
    secondIndirectReseller,
    suspended:
      partners.find(({ standing, program }) => standing === 'suspended' && program !== 'indirect-reseller') ?? null,
    leaver: others[0] ?? rival,
    parting: partingPair(leavers, [...otherCustomers, customer], subscriptions) ?? {
      partner: leavers[0] ?? seller,
      customer: otherCustomers[0] ?? customer,
    },
  });
}

function missingRoles(customers: readonly Customer[], sellers: readonly Partner[]): readonly string[] {
  const noSeller =
    'partners: expected at least one with the program "direct-bill" or "indirect-provider" and the standing ' +
    '"active", received none';
  const noCustomer = 'customers: expected at least one customer, received none';
  return [...(sellers.length === 0 ? [noSeller] : []), ...(customers.length === 0 ? [noCustomer] : [])];
}

/** The partners of the cast, each once. */
export function partnersIn(cast: Cast): readonly Partner[] {
  const { seller, rival, advisor, provider, indirectReseller, suspended } = cast;
  return [
    ...new Set([seller, rival, advisor, provider, indirectReseller, suspended].filter((partner) => partner !== null)),
  ];
}

/** The subscriptions that a partner sold to a customer and that are not cancelled. */
export function soldTo(
  customer: Customer,
  seller: Partner,
  subscriptions: readonly Subscription[],
): readonly Subscription[] {
  return subscriptions.filter(
    ({ customerId, originalResellerId, status }) =>
      customerId === customer.id && originalResellerId === seller.id && status !== 'cancelled',
  );
}

/** The services that a partner sold to a customer, each once, and only a few of them. */
export function servicesSoldTo(
  customer: Customer,
  seller: Partner,
  subscriptions: readonly Subscription[],
): readonly string[] {
  const sold = soldTo(customer, seller, subscriptions);
  return [...new Set(sold.map(({ serviceId }) => serviceId))].slice(0, MOST_SERVICES);
}

function ofProgram(partners: readonly Partner[], program: PartnerProgram): readonly Partner[] {
  return partners.filter((partner) => partner.program === program);
}

/** The partner and the customer with the most business between them; without any business, the first of each. */
function leadingPair(
  sellers: readonly Partner[],
  customers: readonly Customer[],
  subscriptions: readonly Subscription[],
): { readonly seller: Partner; readonly customer: Customer } | null {
  const sellerById = new Map<string, Partner>(sellers.map((seller) => [seller.id, seller]));
  const customerById = new Map<string, Customer>(customers.map((customer) => [customer.id, customer]));
  const sales = new Map<string, number>();
  let [seller] = sellers;
  let [customer] = customers;
  let most = 0;
  for (const { originalResellerId, customerId, status } of subscriptions) {
    const soldBy = sellerById.get(originalResellerId ?? '');
    if (soldBy === undefined || status === 'cancelled') continue;
    const pair = `${soldBy.id} ${customerId}`;
    const count = (sales.get(pair) ?? 0) + 1;
    sales.set(pair, count);
    if (count > most) [seller, customer, most] = [soldBy, customerById.get(customerId), count];
  }
  return seller === undefined || customer === undefined ? null : { seller, customer };
}

/** The customer's services, first those that the seller sold; if it has none, those of other customers. */
function servicesOf(
  seller: Partner,
  customer: Customer,
  subscriptions: readonly Subscription[],
): Cast['services'] {
  const own = subscriptions.filter(({ customerId }) => customerId === customer.id);
  const candidates = [...soldTo(customer, seller, subscriptions), ...own, ...subscriptions];
  const [first = EXAMPLE_SERVICE, ...more] = new Set<string>(candidates.map(({ serviceId }) => serviceId));
  return [first, ...more.slice(0, MOST_SERVICES - 1)];
}

/** The first partner and customer with an active subscription between them. */
function partingPair(
  leavers: readonly Partner[],
  customers: readonly Customer[],
  subscriptions: readonly Subscription[],
): Cast['parting'] | null {
  for (const partner of leavers) {
    for (const customer of customers) {
      const sold = soldTo(customer, partner, subscriptions);
      if (sold.some(({ status }) => status === 'active')) return { partner, customer };
    }
  }
  return null;
}
