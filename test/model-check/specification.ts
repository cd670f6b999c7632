import type {
  AcceptRequest,
  Actor,
  AddCustomer,
  EndRelationship,
  RelinquishDelegations,
  RemoveDelegations,
  RuleName,
} from 'partner-relationships';
import type { RelationshipCommand } from 'partner-relationships/arbitraries';
import {
  delegationLine,
  hasRelationship,
  partnerOn,
  relationshipLine,
  restsOn,
  serviceOn,
  transactingHolders,
  type SetModel,
} from './set-model';

/** What a command has to come to: other things in force, or a refusal. */
export type Outcome = { readonly next: SetModel } | { readonly refusal: Refusal };

/** Why a command is refused. Malformed and contradictory input breaks no rule; its context is the path alone. */
export interface Refusal {
  readonly code: string;
  readonly rule: RuleName | null;
  readonly context: object;
}

/**
 * What each command has to come to, written down from the rules a second time and on purpose: nothing here is taken
 * from the library but the shapes of commands.
 */
export function specified(model: SetModel, attempt: RelationshipCommand, customerId: string): Outcome {
  switch (attempt.kind) {
    case 'accept-request':
      return accepted(model, attempt.command);
    case 'add-customer':
      return added(model, attempt.command);
    case 'remove-delegations':
      return model.known ? removed(model, attempt.command, customerId) : noSuchCustomer;
    case 'relinquish-delegations':
      return model.known ? relinquished(model, attempt.command) : noSuchCustomer;
    case 'end-relationship':
      return model.known ? ended(model, attempt.command, customerId) : noSuchCustomer;
  }
}

/** Whether the command is refused for what it says itself, whatever is in force. */
export function isRefusedEverywhere({ kind, command }: RelationshipCommand, customerId: string): boolean {
  switch (kind) {
    case 'accept-request':
      return !isCustomer(command.by, customerId) || command.request.revokedAt !== null || choosesForNobody(command);
    case 'add-customer':
      return !isPartner(command.by, command.partner.id) || command.partner.program === 'indirect-reseller';
    case 'remove-delegations':
      return !isCustomer(command.by, customerId);
    case 'relinquish-delegations':
    case 'end-relationship':
      return !isPartner(command.by, command.partnerId);
  }
}

function accepted(model: SetModel, input: AcceptRequest): Outcome {
  const { customer, partner, request, services, indirectResellerServices = [], onHeldService = 'refuse', by } = input;
  if (request.partnerId !== partner.id) return contradiction('command.request');
  if (choosesForNobody(input)) return contradiction('command.indirectResellerServices');
  if (!isCustomer(by, customer.id)) return broken('only-customer-accepts', 'not-the-customer', { by });
  if (request.revokedAt !== null) {
    const context = { requestId: request.id, revokedAt: request.revokedAt };
    return broken('revoked-invitation-cannot-be-accepted', 'request-is-revoked', context);
  }
  const transacting = partner.program === 'direct-bill' || partner.program === 'indirect-provider';
  const held = (transacting ? [...new Set(services)] : []).flatMap((serviceId) =>
    transactingHolders(model, serviceId)
      .filter((holderId) => holderId !== partner.id)
      .map((holderId) => ({ serviceId, holderId })),
  );
  if (held.length > 0 && onHeldService === 'refuse') {
    return broken('one-transacting-partner-per-service', 'service-held', { held });
  }
  const replaced = held.map(({ serviceId, holderId }) => delegationLine(holderId, serviceId, 'transacting'));
  const how = transacting ? 'transacting' : 'beside';
  const granted = services.map((service) => delegationLine(partner.id, service, how));
  const reseller = request.indirectResellerId;
  const grantedThrough =
    reseller === null
      ? []
      : indirectResellerServices.map((service) => delegationLine(reseller, service, `through ${partner.id}`));
  return {
    next: {
      known: true,
      relationships: hasRelationship(model, partner.id)
        ? model.relationships
        : [...model.relationships, relationshipLine(partner.id, request.id)],
      delegations: together(without(model.delegations, (line) => replaced.includes(line)), granted, grantedThrough),
    },
  };
}

function choosesForNobody({ request, indirectResellerServices = [] }: AcceptRequest): boolean {
  return request.indirectResellerId === null && indirectResellerServices.length > 0;
}

function added(model: SetModel, { customer, partner, services, by }: AddCustomer): Outcome {
  if (!isPartner(by, partner.id)) return broken('partner-acts-for-itself', 'not-the-partner', { by });
  if (partner.program === 'indirect-reseller') {
    return broken('indirect-reseller-receives-through-provider', 'provider-needed', { partnerId: partner.id });
  }
  const how = partner.program === 'advisor' ? 'beside' : 'transacting';
  if (model.known) {
    const isTheSame =
      model.relationships.includes(relationshipLine(partner.id, null)) &&
      services.every((service) => model.delegations.includes(delegationLine(partner.id, service, how)));
    if (isTheSame) return { next: model };
    return broken('existing-customer-needs-request', 'customer-exists', { customerId: customer.id });
  }
  if (partner.standing === 'suspended') {
    return broken('suspended-partner-manages-what-exists', 'partner-is-suspended', { partnerId: partner.id });
  }
  return {
    next: {
      known: true,
      relationships: [relationshipLine(partner.id, null)],
      delegations: together(services.map((service) => delegationLine(partner.id, service, how))),
    },
  };
}

function removed(model: SetModel, { from, services, by }: RemoveDelegations, customerId: string): Outcome {
  if (!isCustomer(by, customerId)) return broken('customer-removes-any-admin-rights', 'not-the-customer', { by });
  const isRemoved = (line: string): boolean =>
    (from === 'all' || partnerOn(line) === from) && isNamed(services, serviceOn(line));
  return { next: { ...model, delegations: without(model.delegations, isRemoved) } };
}

function relinquished(model: SetModel, { partnerId, services, by }: RelinquishDelegations): Outcome {
  if (!isPartner(by, partnerId)) return broken('partner-may-relinquish', 'not-the-partner', { by });
  const isGivenUp = (line: string): boolean => partnerOn(line) === partnerId && isNamed(services, serviceOn(line));
  return { next: { ...model, delegations: without(model.delegations, isGivenUp) } };
}

function ended(model: SetModel, { partnerId, subscriptions, by }: EndRelationship, customerId: string): Outcome {
  const foreign = subscriptions.findIndex((subscription) => subscription.customerId !== customerId);
  if (foreign >= 0) return contradiction(`command.subscriptions[${foreign}].customerId`);
  if (!isPartner(by, partnerId)) return broken('customer-cannot-end-relationship', 'not-the-partner', { by });
  if (!hasRelationship(model, partnerId)) return { next: model };
  const subscriptionIds = subscriptions
    .filter(({ originalResellerId, status }) => originalResellerId === partnerId && status === 'active')
    .map(({ id }) => id);
  if (subscriptionIds.length > 0) {
    const context = { partnerId, subscriptionIds };
    return broken('active-subscriptions-keep-relationship', 'active-subscriptions', context);
  }
  return {
    next: {
      known: true,
      relationships: without(model.relationships, (line) => partnerOn(line) === partnerId),
      delegations: without(model.delegations, (line) => restsOn(line) === partnerId),
    },
  };
}

const noSuchCustomer: Outcome = { refusal: { code: 'malformed-input', rule: null, context: { path: 'state' } } };

function contradiction(path: string): Outcome {
  return { refusal: { code: 'contradictory-input', rule: null, context: { path } } };
}

function broken(rule: RuleName, code: string, context: object): Outcome {
  return { refusal: { code, rule, context } };
}

function isCustomer(by: Actor, customerId: string): boolean {
  return by.kind === 'customer' && by.customerId === customerId;
}

function isPartner(by: Actor, partnerId: string): boolean {
  return by.kind === 'partner' && by.partnerId === partnerId;
}

function isNamed(services: readonly string[] | 'all', service: string): boolean {
  return services === 'all' || services.includes(service);
}

function without(lines: readonly string[], isGone: (line: string) => boolean): readonly string[] {
  return lines.filter((line) => !isGone(line));
}

function together(...groups: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(groups.flat())];
}
