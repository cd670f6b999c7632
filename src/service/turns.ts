import { signal } from './signal';
import type { Wait } from './wait';

/** How long the command ahead may give no sign before the next one goes ahead: longer than a sound store takes. */
export const PATIENCE_MILLISECONDS = 5000;

/** How long a command waits at most, whatever those ahead do. */
export const LONGEST_WAIT_MILLISECONDS = 30_000;

/** A command in the line for a document. */
interface Place {
  /** Fulfilled when its turn is over. */
  readonly over: Promise<void>;
  /** How many signs it has given: the first when its turn comes, another each time the store answers and it goes on. */
  signs: number;
}

/** The last command in the line for each document; a document without a line has no entry. */
export type Lines<Id> = Map<Id, Place>;

/**
 * Lets commands on the same document wait for each other, in the order in which they came. This avoids conflicts, and
 * is not a lock: the store refuses what two of them may not do at once. So no command waits for one that is stuck: if
 * the one ahead gives no sign for {@link PATIENCE_MILLISECONDS}, since its turn came or since its last sign, the next
 * one goes ahead, at the latest after twice that time. And no command waits longer than
 * {@link LONGEST_WAIT_MILLISECONDS} in all, however many are ahead, stuck or not.
 *
 * @param run is given the function that gives a sign
 */
export async function inTurn<Id, T>(
  lines: Lines<Id>,
  id: Id,
  wait: Wait,
  run: (goOn: () => void) => Promise<T>,
): Promise<T> {
  const over = signal();
  const place: Place = { over: over.given, signs: 0 };
  const goOn = (): void => {
    place.signs += 1;
  };
  const ahead = lines.get(id);
  lines.set(id, place);
  if (ahead !== undefined) await patience(ahead, wait);
  goOn();
  try {
    return await run(goOn);
  } finally {
    over.give();
    if (lines.get(id) === place) lines.delete(id);
  }
}

/**
 * Waits until the turn of the command ahead is over, it has given no sign for too long, or the longest wait is over.
 */
async function patience(ahead: Place, wait: Wait): Promise<void> {
  for (let waited = 0; waited < LONGEST_WAIT_MILLISECONDS; waited += PATIENCE_MILLISECONDS) {
    const heard = ahead.signs;
    await wait(PATIENCE_MILLISECONDS, ahead.over);
    if (heard > 0 && heard === ahead.signs) return;
  }
}
