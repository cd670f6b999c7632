import type {
  AcceptRequest,
  Actor,
  AddCustomer,
  ClearClosedPartner,
  EndRelationship,
  EraseCustomer,
  ImportCustomer,
  Partner,
  PartnerProgram,
  RelinquishDelegations,
  RemoveDelegations,
  RenameCustomer,
  ImportedDelegation,
  RuleName,
} from 'partner-relationships';
import type { Attempt } from './attempt';
import {
  begunLine,
  delegationLine,
  hasRelationship,
  lineOfDelegation,
  partnerOn,
  relationshipLine,
  restsOn,
  serviceOn,
  transactingHolders,
  UNKNOWN_CUSTOMER,
  type InForce,
  type SetModel,
} from './set-model';

/** What a command has to come to: other things in force, or a refusal. */
export type Outcome = { readonly next: InForce } | { readonly refusal: Refusal };

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
export function specified(model: SetModel, attempt: Attempt, customerId: string): Outcome {
  switch (attempt.kind) {
    case 'accept-request':
      return accepted(model, attempt.command);
    case 'add-customer':
      return added(model, attempt.command);
    case 'import-customer':
      return imported(model, attempt.command);
    case 'rename-customer':
      return model.known ? renamed(model, attempt.command, customerId) : noSuchCustomer;
    case 'remove-delegations':
      return model.known ? removed(model, attempt.command, customerId) : noSuchCustomer;
    case 'relinquish-delegations':
      return model.known ? relinquished(model, attempt.command) : noSuchCustomer;
    case 'end-relationship':
      return model.known ? ended(model, attempt.command, customerId) : noSuchCustomer;
    case 'clear-closed-partner':
      return model.known ? cleared(model, attempt.command) : noSuchCustomer;
    case 'erase-customer':
      return model.known ? erased(model, attempt.command, customerId) : noSuchCustomer;
  }
}

/** Whether the command is refused for what it says itself, whatever is in force. */
export function isRefusedEverywhere({ kind, command }: Attempt, customerId: string): boolean {
  switch (kind) {
    case 'accept-request':
      return (
        contradictionIn(command) !== null ||
        !isCustomer(command.by, customerId) ||
        closedIn(command) !== undefined ||
        command.request.revokedAt !== null
      );
    case 'add-customer':
      return (
        !isPartner(command.by, command.partner.id) || isClosed(command.partner) || isIndirectReseller(command.partner)
      );
    case 'import-customer':
      return !isOperator(command.by);
    case 'rename-customer':
      return !isOperator(command.by) && !isCustomer(command.by, customerId);
    case 'remove-delegations':
      return isOperator(command.by)
        ? command.reason === undefined
        : !isCustomer(command.by, customerId) || command.reason !== undefined;
    case 'relinquish-delegations':
    case 'end-relationship':
      return !isPartner(command.by, command.partnerId);
    case 'clear-closed-partner':
      return !isOperator(command.by) || !isClosed(command.account.partner);
    case 'erase-customer':
      return !isOperator(command.by);
  }
}

function accepted(model: SetModel, input: AcceptRequest): Outcome {
  const { customer, partner, request, services, indirectResellerServices = [], onHeldService = 'refuse', by } = input;
  const contradictory = contradictionIn(input);
  if (contradictory !== null) return contradiction(contradictory);
  if (!isCustomer(by, customer.id)) return broken('only-customer-accepts', 'not-the-customer', { by });
  const closed = closedIn(input);
  if (closed !== undefined) return partnerIsClosed(closed);
  if (request.revokedAt !== null) {
    const context = { requestId: request.id, revokedAt: request.revokedAt };
    return broken('revoked-invitation-cannot-be-accepted', 'request-is-revoked', context);
  }
  const transacting = sells(partner.program);
  const held = (transacting ? [...new Set(services)] : []).flatMap((serviceId) =>
    transactingHolders(model, serviceId)
      .filter((holderId) => holderId !== partner.id)
      .map((holderId) => ({ serviceId, holderId })),
  );
  const unseen = held.filter((one) => !isToBeReplaced(one, input));
  if (unseen.length > 0) {
    const rule =
      onHeldService === 'refuse' ? 'one-transacting-partner-per-service' : 'replacement-names-what-was-seen';
    return broken(rule, 'service-held', { held: unseen });
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
      name: model.known ? model.name : customer.name,
      relationships: hasRelationship(model, partner.id)
        ? model.relationships
        : [...model.relationships, relationshipLine(partner.id, `request ${request.id}`)],
      delegations: together(without(model.delegations, (line) => replaced.includes(line)), granted, grantedThrough),
    },
  };
}

/** The place that contradicts another one in an acceptance; null if none does. */
function contradictionIn(input: AcceptRequest): string | null {
  const { partner, request, services, indirectResellerServices = [], onHeldService = 'refuse' } = input;
  if (request.partnerId !== partner.id) return 'command.request';
  if (request.indirectResellerId === null && indirectResellerServices.length > 0) {
    return 'command.indirectResellerServices';
  }
  const seen = typeof onHeldService === 'string' ? [] : onHeldService.replace;
  const notChosen = seen.findIndex(({ serviceId }) => !services.includes(serviceId));
  return notChosen === -1 ? null : `command.onHeldService.replace[${notChosen}].serviceId`;
}

/** Which of the partners of an acceptance has a closed account. */
function closedIn({ partner, indirectReseller }: AcceptRequest): Partner | undefined {
  return [partner, indirectReseller ?? partner].find(isClosed);
}

function isToBeReplaced(
  { serviceId, holderId }: { readonly serviceId: string; readonly holderId: string },
  { onHeldService = 'refuse', closedHolders = [] }: AcceptRequest,
): boolean {
  if (closedHolders.some((id) => id === holderId)) return true;
  if (typeof onHeldService === 'string') return onHeldService === 'replace';
  return onHeldService.replace.some((seen) => seen.serviceId === serviceId && seen.holderId === holderId);
}

function added(model: SetModel, { customer, partner, services, by }: AddCustomer): Outcome {
  if (!isPartner(by, partner.id)) return broken('partner-acts-for-itself', 'not-the-partner', { by });
  if (isClosed(partner)) return partnerIsClosed(partner);
  if (isIndirectReseller(partner)) {
    return broken('indirect-reseller-receives-through-provider', 'provider-needed', { partnerId: partner.id });
  }
  const how = partner.program === 'advisor' ? 'beside' : 'transacting';
  if (model.known) {
    const isTheSame =
      model.name === customer.name &&
      model.relationships.includes(relationshipLine(partner.id, 'adding')) &&
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
      name: customer.name,
      relationships: [relationshipLine(partner.id, 'adding')],
      delegations: together(services.map((service) => delegationLine(partner.id, service, how))),
    },
  };
}

function imported(model: SetModel, input: ImportCustomer): Outcome {
  const { customer, relationships, delegations, by } = input;
  if (!isOperator(by)) return broken('import-is-the-operators', 'not-the-operator', { by });
  const begun = [
    ...relationships.map((one) => begunLine(relationshipLine(one.partnerId, 'import'), one.establishedAt)),
    ...delegations.map((one) => begunLine(lineOfImported(one, input), one.grantedAt)),
  ];
  const isThere = model.known && model.name === customer.name && begun.sort().join() === model.begun.join();
  if (isThere) return { next: model };
  const impossible = impossibleIn(input);
  if (impossible !== null) return { refusal: { ...impossible, rule: null } };
  if (model.known) return { refusal: { code: 'import-conflict', rule: null, context: { customerId: customer.id } } };
  return {
    next: {
      known: true,
      name: customer.name,
      relationships: relationships.map(({ partnerId }) => relationshipLine(partnerId, 'import')),
      delegations: delegations.map((one) => lineOfImported(one, input)),
    },
  };
}

/** A partner that nobody knows sells nothing. */
export function lineOfImported(
  { partnerId, serviceId, throughPartnerId = null }: Omit<ImportedDelegation, 'grantedAt'>,
  { partners }: Pick<ImportCustomer, 'partners'>,
): string {
  const transacting = partners.some(({ id, program }) => id === partnerId && sells(program));
  return lineOfDelegation({ partnerId, serviceId, transacting, throughPartnerId });
}

/**
 * What makes an import impossible, for whatever customer: first each place by itself, as the partners and the moment
 * are; then what the places say together.
 */
function impossibleIn(input: ImportCustomer): Omit<Refusal, 'rule'> | null {
  const { relationships, delegations, partners, at } = input;
  const openProgram = (partnerId: string): PartnerProgram | null => {
    const partner = partners.find(({ id }) => id === partnerId);
    return partner === undefined || isClosed(partner) ? null : partner.program;
  };
  for (const [place, { partnerId, establishedAt }] of relationships.entries()) {
    const wrong = [
      ['partnerId', ![null, 'indirect-reseller'].includes(openProgram(partnerId))],
      ['establishedAt', establishedAt <= at],
    ].find(([, isFine]) => isFine === false);
    if (wrong !== undefined) return inPlace('contradictory-input', `relationships[${place}].${wrong[0]}`);
  }
  for (const [place, { partnerId, throughPartnerId = null, grantedAt }] of delegations.entries()) {
    const program = openProgram(partnerId);
    const wrong = [
      ['partnerId', program !== null && (program === 'indirect-reseller') === (throughPartnerId !== null)],
      ['throughPartnerId', throughPartnerId === null || openProgram(throughPartnerId) === 'indirect-provider'],
      ['grantedAt', grantedAt <= at],
    ].find(([, isFine]) => isFine === false);
    if (wrong !== undefined) return inPlace('contradictory-input', `delegations[${place}].${wrong[0]}`);
  }
  return impossibleTogether(input);
}

function impossibleTogether({ relationships, delegations, partners }: ImportCustomer): Omit<Refusal, 'rule'> | null {
  const related: readonly string[] = relationships.map(({ partnerId }) => partnerId);
  const twice = related.findIndex((id, place) => related.indexOf(id) < place);
  if (twice !== -1) return inPlace('malformed-input', `relationships[${twice}].partnerId`);
  const lines = delegations.map((one) => lineOfImported(one, { partners }));
  for (const [place, line] of lines.entries()) {
    const before = lines.slice(0, place);
    if (before.includes(line)) return inPlace('malformed-input', `delegations[${place}].serviceId`);
    if (!related.includes(restsOn(line))) {
      const field = restsOn(line) === partnerOn(line) ? 'partnerId' : 'throughPartnerId';
      return inPlace('malformed-input', `delegations[${place}].${field}`);
    }
    const rivals = before.filter((other) => other.endsWith(` ${serviceOn(line)} transacting`));
    if (line.endsWith(' transacting') && rivals.length > 0) {
      return inPlace('malformed-input', `delegations[${place}].partnerId`);
    }
  }
  const isEarly = (delegation: ImportedDelegation): boolean =>
    relationships.some(
      ({ partnerId, establishedAt }) =>
        partnerId === (delegation.throughPartnerId ?? delegation.partnerId) && delegation.grantedAt < establishedAt,
    );
  const early = delegations.findIndex(isEarly);
  return early === -1 ? null : inPlace('malformed-input', `delegations[${early}].grantedAt`);
}

function inPlace(code: string, path: string): Omit<Refusal, 'rule'> {
  return { code, context: { path: `command.${path}` } };
}

function renamed(model: SetModel, { name, by }: RenameCustomer, customerId: string): Outcome {
  if (!isOperator(by) && !isCustomer(by, customerId)) {
    return broken('operator-keeps-accounts', 'not-the-customer', { by });
  }
  return { next: model.name === name ? model : { ...model, name } };
}

function removed(model: SetModel, command: RemoveDelegations, customerId: string): Outcome {
  const { from, services, reason, by } = command;
  if (isOperator(by)) {
    if (reason === undefined) return broken('operator-removes-with-reason', 'reason-needed', { customerId });
  } else {
    if (!isCustomer(by, customerId)) return broken('customer-removes-any-admin-rights', 'not-the-customer', { by });
    if (reason !== undefined) return contradiction('command.reason');
  }
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
  return { next: withoutRelationship(model, partnerId, (line) => restsOn(line) === partnerId) };
}

function cleared(model: SetModel, { account: { partner }, by }: ClearClosedPartner): Outcome {
  if (!isOperator(by)) return broken('operator-keeps-accounts', 'not-the-operator', { by });
  if (!isClosed(partner)) return contradiction('command.account.partner.standing');
  const isOfPartner = (line: string): boolean => partnerOn(line) === partner.id || restsOn(line) === partner.id;
  return { next: withoutRelationship(model, partner.id, isOfPartner) };
}

function erased(model: SetModel, { by }: EraseCustomer, customerId: string): Outcome {
  if (!isOperator(by)) return broken('operator-keeps-accounts', 'not-the-operator', { by });
  const partnerIds = together(model.relationships.map(partnerOn), model.delegations.map(partnerOn));
  if (partnerIds.length > 0) return broken('erasure-needs-no-rights', 'rights-in-force', { customerId, partnerIds });
  return { next: UNKNOWN_CUSTOMER };
}

function withoutRelationship(model: SetModel, partnerId: string, isGone: (line: string) => boolean): InForce {
  return {
    ...model,
    relationships: without(model.relationships, (line) => partnerOn(line) === partnerId),
    delegations: without(model.delegations, isGone),
  };
}

const noSuchCustomer: Outcome = { refusal: { code: 'malformed-input', rule: null, context: { path: 'state' } } };

function contradiction(path: string): Outcome {
  return { refusal: { code: 'contradictory-input', rule: null, context: { path } } };
}

function partnerIsClosed({ id }: Partner): Outcome {
  return broken('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: id });
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

function isOperator(by: Actor): boolean {
  return by.kind === 'operator';
}

function isClosed({ standing }: Partner): boolean {
  return standing === 'closed';
}

function isIndirectReseller({ program }: Partner): boolean {
  return program === 'indirect-reseller';
}

function sells(program: PartnerProgram): boolean {
  return program === 'direct-bill' || program === 'indirect-provider';
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
