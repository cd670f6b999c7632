import type { Instant } from './instant';
import { textOrder } from './text';

/** These in the order in which they fall due, those of one moment by id. */
export function inOrder<Due extends { readonly dueAt: Instant }>(
  all: readonly Due[],
  idOf: (due: Due) => string,
): Due[] {
  return all.toSorted((one, other) => textOrder(one.dueAt, other.dueAt) || textOrder(idOf(one), idOf(other)));
}
