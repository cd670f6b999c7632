import type { PartnerProgram } from 'partner-relationships';

/**
 * Somebody asks a service for something; who acts is the one who may, unless said otherwise. A partner that moves
 * becomes an indirect provider.
 */
export type Step =
  | { readonly kind: 'register' | 'suspend' | 'reinstate' | 'close' | 'move' | 'clear'; readonly partner: string }
  | { readonly kind: 'rename'; readonly customer: string; readonly name: string }
  | { readonly kind: 'erase'; readonly customer: string }
  | { readonly kind: 'open'; readonly partner: string; readonly reseller: string | null; readonly by: string }
  | { readonly kind: 'revoke'; readonly link: number }
  | {
      readonly kind: 'accept';
      readonly link: number;
      readonly customer: string;
      readonly services: readonly string[];
      readonly resellerServices: readonly string[];
      readonly replaces: boolean;
      readonly by: string;
    }
  | { readonly kind: 'add'; readonly partner: string; readonly customer: string; readonly services: readonly string[] }
  | {
      readonly kind: 'remove';
      readonly customer: string;
      readonly from: string;
      readonly services: readonly string[] | 'all';
      readonly by: string;
    }
  | {
      readonly kind: 'relinquish';
      readonly customer: string;
      readonly partner: string;
      readonly services: readonly string[] | 'all';
    }
  | { readonly kind: 'end'; readonly customer: string; readonly partner: string; readonly sellsStill: boolean };

export const programs: Readonly<Record<string, PartnerProgram>> = {
  contoso: 'direct-bill',
  fabrikam: 'direct-bill',
  tailspin: 'indirect-provider',
  wingtip: 'indirect-reseller',
  litware: 'advisor',
};

interface Invitation {
  readonly partner: string;
  readonly reseller: string | null;
  isOpen: boolean;
}

interface Customer {
  name: string;
  /** Its partners, each with whether it added the customer. */
  readonly related: Map<string, boolean>;
  /** Who may administer what: the partner, the service, and the provider that it came through, or ''. */
  readonly held: Set<string>;
}

/** A marketplace in sets: what the domain says, without time, history, revisions or storage. */
export interface Model {
  readonly standings: Map<string, 'active' | 'suspended' | 'closed'>;
  /** The partners that have moved to another program. */
  readonly moved: Set<string>;
  readonly invitations: Invitation[];
  readonly customers: Map<string, Customer>;
  /** The customers that were erased, whoever has taken their ids since. */
  readonly erased: Set<string>;
}

export function emptyModel(): Model {
  return { standings: new Map(), moved: new Set(), invitations: [], customers: new Map(), erased: new Set() };
}

export function holding(partner: string, service: string, through: string = ''): string {
  return `${partner} ${service} ${through}`;
}

export function programIn(model: Model, partner: string): PartnerProgram | undefined {
  return model.moved.has(partner) ? 'indirect-provider' : programs[partner];
}

function isClosed(model: Model, partner: string | null): boolean {
  return partner !== null && model.standings.get(partner) === 'closed';
}

/** Moving changes nothing about it. */
function isTransacting(partner: string): boolean {
  return programs[partner] === 'direct-bill' || programs[partner] === 'indirect-provider';
}

/** Does what was asked for; gives the code of the error, or null. */
export function apply(model: Model, step: Step): string | null {
  switch (step.kind) {
    case 'register':
      if (model.moved.has(step.partner)) return 'contradictory-input';
      if (isClosed(model, step.partner)) return 'partner-is-closed';
      model.standings.set(step.partner, model.standings.get(step.partner) ?? 'active');
      return null;
    case 'suspend':
    case 'reinstate':
    case 'close':
      if (!model.standings.has(step.partner)) return 'unknown-partner';
      if (isClosed(model, step.partner)) return step.kind === 'close' ? null : 'partner-is-closed';
      model.standings.set(step.partner, STANDINGS[step.kind]);
      return null;
    case 'move': {
      if (!model.standings.has(step.partner)) return 'unknown-partner';
      if (isClosed(model, step.partner)) return 'partner-is-closed';
      if (programIn(model, step.partner) === 'indirect-provider') return null;
      if (programs[step.partner] !== 'direct-bill') return 'program-kept';
      model.moved.add(step.partner);
      return null;
    }
    case 'rename': {
      const customer = model.customers.get(step.customer);
      if (customer === undefined) return 'unknown-customer';
      customer.name = step.name;
      return null;
    }
    case 'clear': {
      const { partner } = step;
      if (!model.standings.has(partner)) return 'unknown-partner';
      if (!isClosed(model, partner)) return 'contradictory-input';
      for (const customer of model.customers.values()) {
        customer.related.delete(partner);
        lose(customer, (holder, _, through) => holder === partner || through === partner);
      }
      return null;
    }
    case 'erase': {
      const customer = model.customers.get(step.customer);
      if (customer === undefined) return model.erased.has(step.customer) ? null : 'unknown-customer';
      if (customer.related.size > 0 || customer.held.size > 0) return 'rights-in-force';
      model.customers.delete(step.customer);
      model.erased.add(step.customer);
      return null;
    }
    case 'open':
      return open(model, step);
    case 'revoke': {
      const invitation = invitationOf(model, step.link);
      if (invitation === undefined) return 'unknown-partner';
      invitation.isOpen = false;
      return null;
    }
    case 'accept':
      return accept(model, step);
    case 'add':
      return add(model, step);
    case 'remove': {
      const customer = model.customers.get(step.customer);
      if (customer === undefined) return 'unknown-customer';
      if (step.by !== step.customer) return 'not-the-customer';
      lose(
        customer,
        (partner, service) => (step.from === 'all' || step.from === partner) && isAmong(step.services, service),
      );
      return null;
    }
    case 'relinquish': {
      const customer = model.customers.get(step.customer);
      if (customer === undefined) return 'unknown-customer';
      lose(customer, (partner, service) => partner === step.partner && isAmong(step.services, service));
      return null;
    }
    case 'end': {
      const customer = model.customers.get(step.customer);
      if (customer === undefined) return 'unknown-customer';
      if (!customer.related.has(step.partner)) return null;
      if (step.sellsStill) return 'active-subscriptions';
      customer.related.delete(step.partner);
      lose(customer, (partner, _, through) => (through === '' ? partner : through) === step.partner);
      return null;
    }
  }
}

const STANDINGS = { suspend: 'suspended', reinstate: 'active', close: 'closed' } as const;

/** The invitation that a number stands for, of all that were ever opened. */
export function invitationOf(model: Model, link: number): Invitation | undefined {
  return model.invitations[link % model.invitations.length];
}

/** The place of the open invitation that names this reseller or none; -1 when there is none. */
export function openInvitation(model: Model, partner: string, reseller: string | null): number {
  return model.invitations.findIndex((one) => one.isOpen && one.partner === partner && one.reseller === reseller);
}

function open(model: Model, { partner, reseller, by }: Extract<Step, { kind: 'open' }>): string | null {
  const standing = model.standings.get(partner);
  if (standing === undefined || (reseller !== null && !model.standings.has(reseller))) return 'unknown-partner';
  if (by !== partner) return 'not-the-partner';
  if (isClosed(model, partner) || isClosed(model, reseller)) return 'partner-is-closed';
  const program = programIn(model, partner);
  if (program === 'indirect-reseller') return 'provider-invitation-needed';
  if (reseller !== null && (program !== 'indirect-provider' || programs[reseller] !== 'indirect-reseller')) {
    return 'provider-invitation-needed';
  }
  if (openInvitation(model, partner, reseller) !== -1) return null;
  if (standing === 'suspended') return 'partner-is-suspended';
  model.invitations.push({ partner, reseller, isOpen: true });
  return null;
}

function accept(model: Model, step: Extract<Step, { kind: 'accept' }>): string | null {
  const invitation = invitationOf(model, step.link);
  if (invitation === undefined) return 'unknown-invitation';
  const { partner, reseller } = invitation;
  if (reseller === null && step.resellerServices.length > 0) return 'contradictory-input';
  if (step.by !== step.customer) return 'not-the-customer';
  if (isClosed(model, partner) || isClosed(model, reseller)) return 'partner-is-closed';
  if (!invitation.isOpen) return 'request-is-revoked';
  const customer = model.customers.get(step.customer) ?? {
    name: step.customer,
    related: new Map<string, boolean>(),
    held: new Set<string>(),
  };
  const rivals = Object.keys(programs).filter(
    (other) => isTransacting(partner) && isTransacting(other) && other !== partner,
  );
  const heldBy = (rival: string): readonly string[] => step.services.map((service) => holding(rival, service));
  const inTheWay = rivals.filter((rival) => !isClosed(model, rival)).flatMap(heldBy);
  if (!step.replaces && inTheWay.some((held) => customer.held.has(held))) return 'service-held';

  for (const held of rivals.flatMap(heldBy)) customer.held.delete(held);
  model.customers.set(step.customer, customer);
  if (!customer.related.has(partner)) customer.related.set(partner, false);
  for (const service of step.services) customer.held.add(holding(partner, service));
  if (reseller === null) return null;
  for (const service of step.resellerServices) customer.held.add(holding(reseller, service, partner));
  return null;
}

function add(model: Model, { partner, customer: id, services }: Extract<Step, { kind: 'add' }>): string | null {
  const standing = model.standings.get(partner);
  if (standing === undefined) return 'unknown-partner';
  if (isClosed(model, partner)) return 'partner-is-closed';
  if (programs[partner] === 'indirect-reseller') return 'provider-needed';
  const holdings = services.map((service) => holding(partner, service));
  const customer = model.customers.get(id);
  if (customer !== undefined) {
    const isAdded = customer.name === id && customer.related.get(partner) === true;
    const isInForce = isAdded && holdings.every((held) => customer.held.has(held));
    return isInForce ? null : 'customer-exists';
  }
  if (standing === 'suspended') return 'partner-is-suspended';
  model.customers.set(id, { name: id, related: new Map([[partner, true]]), held: new Set(holdings) });
  return null;
}

function lose(customer: Customer, isLost: (partner: string, service: string, through: string) => boolean): void {
  for (const held of customer.held) {
    const [partner = '', service = '', through = ''] = held.split(' ');
    if (isLost(partner, service, through)) customer.held.delete(held);
  }
}

function isAmong(services: readonly string[] | 'all', service: string): boolean {
  return services === 'all' || services.includes(service);
}
