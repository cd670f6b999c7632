import fc from 'fast-check';

/** Stands for an item of a list that is drawn separately: {@link pick} finds it. Shrinks to the first item. */
export type Choice = number;

export function choice(): fc.Arbitrary<Choice> {
  return fc.nat(9999);
}

/** Stands for some items of a list, perhaps none, perhaps the same item twice. */
export function choices(): fc.Arbitrary<readonly Choice[]> {
  return fc.array(choice(), { maxLength: 4 });
}

/** The item that a choice stands for; undefined if the list is empty. */
export function pick<T>(list: readonly T[], chosen: Choice): T | undefined {
  return list[chosen % list.length];
}

/** The items that choices stand for. */
export function pickAll<T>(list: readonly T[], chosen: readonly Choice[]): readonly T[] {
  return list.length === 0 ? [] : chosen.flatMap((one) => list.slice(one % list.length, (one % list.length) + 1));
}
