import { contradiction, type ContradictoryInput } from './contradictory-input';
import type { Customer } from './customer';
import type { CustomerRelationships } from './customer-relationships';
import { describe } from './describe';
import type { MalformedInput } from './malformed-input';
import { newNameProblem } from './text';

/** The value under this path belongs to a customer other than the one concerned. */
export function anotherCustomer(path: string, customerId: string, received: string): ContradictoryInput {
  return contradiction(path, `the customer concerned, ${describe(customerId)}`, received);
}

/** Why these relationships cannot become or be those of this customer; null if they can. */
export function customerProblem(
  state: CustomerRelationships | null,
  { id, name }: Customer,
): MalformedInput | ContradictoryInput | null {
  if (state === null) return newNameProblem(name, 'customer.name');
  return state.customer.id === id ? null : anotherCustomer('customer.id', state.customer.id, id);
}
