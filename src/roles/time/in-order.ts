import type { Instant } from '../../model/instant';

/** These in the order in which they fall due, those of one moment by id. */
export function inOrder<Due extends { readonly dueAt: Instant }>(
  all: readonly Due[],
  idOf: (due: Due) => string,
): Due[] {
  return all.toSorted((one, other) => compare(one.dueAt, other.dueAt) || compare(idOf(one), idOf(other)));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
