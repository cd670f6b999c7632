import type { Wait } from './wait';

const FIRST_MILLISECONDS = 4;
const LONGEST_MILLISECONDS = 1000;

/**
 * Waits before the next attempt, from no time up to a longest time that doubles with every failure. Drawing from the
 * whole range separates commands that failed together.
 *
 * @param failures the number of failed attempts, at least one
 * @param random gives a number from 0 to 1; anything else counts as 1
 */
export function pause(wait: Wait, random: () => number, failures: number): Promise<unknown> {
  const longest = Math.min(FIRST_MILLISECONDS * 2 ** (failures - 1), LONGEST_MILLISECONDS);
  return wait(longest * share(random));
}

function share(random: () => number): number {
  try {
    const drawn: unknown = random();
    return typeof drawn === 'number' && drawn >= 0 && drawn <= 1 ? drawn : 1;
  } catch {
    return 1;
  }
}
