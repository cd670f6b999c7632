import { contradictoryInput, type ContradictoryInput } from './contradictory-input';
import { describe } from './describe';

/** What is found under this path belongs to another customer than the one concerned. */
export function anotherCustomer(path: string, customerId: string, received: string): ContradictoryInput {
  return contradictoryInput({
    path,
    expected: `the customer concerned, ${describe(customerId)}`,
    received: describe(received),
  });
}
