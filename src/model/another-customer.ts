import { contradiction, type ContradictoryInput } from './contradictory-input';
import { describe } from './describe';

/** The value under this path belongs to a customer other than the one concerned. */
export function anotherCustomer(path: string, customerId: string, received: string): ContradictoryInput {
  return contradiction(path, `the customer concerned, ${describe(customerId)}`, received);
}
