import type { Customer } from '../model/customer';
import { builtRelationships, type CustomerRelationships } from '../model/customer-relationships';
import type { PartnerId, ServiceId } from '../model/identifiers';
import { limitExceeded, type LimitExceeded } from '../model/limit-exceeded';
import type { MalformedInput } from '../model/malformed-input';
import { MAX_DELEGATIONS_PER_CUSTOMER, MAX_RELATIONSHIPS_PER_CUSTOMER } from '../model/limits';
import { thawed } from '../model/thawed';
import { newNameProblem } from '../model/text';
import type {
  CustomerRegistered,
  DelegationGranted,
  RelationshipChange,
  RelationshipEstablished,
} from '../model/relationship-change';

/** What is wrong with a customer's name in a command; null when nothing is, and for a customer that was known before. */
export function newCustomerProblem(
  state: CustomerRelationships | null,
  { customer }: { readonly customer: Customer },
): MalformedInput | null {
  return state === null ? newNameProblem(customer.name, 'command.customer.name') : null;
}

/** The relationships of a customer that has just become known. */
export function noRelationships(customer: Customer): CustomerRelationships {
  return builtRelationships(customer, undefined, [], []);
}

/** The customer becoming known. */
export function registration(
  customer: Customer,
  occasion: Pick<CustomerRegistered, 'at' | 'by'>,
): CustomerRegistered {
  return Object.freeze({ kind: 'customer-registered', ...occasion, customer });
}

/** The relationship with this partner, unless it is in force already. */
export function establishment(
  state: CustomerRelationships,
  partnerId: PartnerId,
  occasion: Pick<RelationshipEstablished, 'at' | 'by' | 'origin'>,
): readonly RelationshipEstablished[] {
  if (thawed(state.relationships).some((relationship) => relationship.partnerId === partnerId)) return [];
  return [Object.freeze({ kind: 'relationship-established', ...occasion, partnerId })];
}

/** A delegation of each of these services to one partner, except for those that it holds already. */
export function grants(
  state: CustomerRelationships,
  services: readonly ServiceId[],
  grant: Omit<DelegationGranted, 'kind' | 'serviceId'>,
): readonly DelegationGranted[] {
  const due = new Set(services);
  for (const { partnerId, serviceId, throughPartnerId } of thawed(state.delegations)) {
    if (partnerId === grant.partnerId && throughPartnerId === grant.throughPartnerId) due.delete(serviceId);
  }
  return [...due].map((serviceId) => Object.freeze({ kind: 'delegation-granted', ...grant, serviceId }));
}

/** The limit that a customer would outgrow by these changes; null when it would not. */
export function limitProblem(
  state: CustomerRelationships,
  changes: readonly RelationshipChange[],
): LimitExceeded | null {
  const count = (kind: RelationshipChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  const relationships = state.relationships.length + count('relationship-established');
  if (relationships > MAX_RELATIONSHIPS_PER_CUSTOMER) {
    return limitExceeded('MAX_RELATIONSHIPS_PER_CUSTOMER', MAX_RELATIONSHIPS_PER_CUSTOMER, relationships);
  }
  const delegations = state.delegations.length + count('delegation-granted') - count('delegation-removed');
  if (delegations > MAX_DELEGATIONS_PER_CUSTOMER) {
    return limitExceeded('MAX_DELEGATIONS_PER_CUSTOMER', MAX_DELEGATIONS_PER_CUSTOMER, delegations);
  }
  return null;
}
