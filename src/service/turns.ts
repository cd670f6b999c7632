import type { Wait } from './wait';

/** How long the one ahead may give no sign before the next goes ahead without it: longer than a sound store takes. */
export const PATIENCE_MILLISECONDS = 5000;

/** How long anybody waits at most, whatever those ahead do. */
export const LONGEST_WAIT_MILLISECONDS = 30_000;

/** Somebody who wants a document, in the line of those who do. */
interface Place {
  /** Fulfilled when its turn is over. */
  readonly over: Promise<void>;
  isOver: boolean;
  /** How often it has given a sign: first that its turn has come, then that the store has answered and it goes on. */
  signs: number;
}

/** The last in the line for each document; one that nobody wants has no entry. */
export type Lines<Id> = Map<Id, Place>;

/**
 * Has those who want the same document wait for each other, in the order in which they came. This spares them conflicts and
 * is no lock: what two of them may not do at once, the store refuses. So nobody waits for one that is stuck: when the one
 * ahead has given no sign for {@link PATIENCE_MILLISECONDS}, since its turn came or since its last sign, the next goes
 * ahead without it, at the latest after twice that time. And nobody waits for longer than
 * {@link LONGEST_WAIT_MILLISECONDS} in all, however many are ahead, stuck or not.
 *
 * @param run is told how to give a sign
 */
export async function inTurn<Id, T>(
  lines: Lines<Id>,
  id: Id,
  wait: Wait,
  run: (goOn: () => void) => Promise<T>,
): Promise<T> {
  const over = signal();
  const place: Place = { over: over.given, isOver: false, signs: 0 };
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
    place.isOver = true;
    over.give();
    if (lines.get(id) === place) lines.delete(id);
  }
}

/** Waits until the turn of the one ahead is over, or it has given no sign for too long, or it has been long enough. */
async function patience(ahead: Place, wait: Wait): Promise<void> {
  for (let waited = 0; waited < LONGEST_WAIT_MILLISECONDS; waited += PATIENCE_MILLISECONDS) {
    const heard = ahead.signs;
    await wait(PATIENCE_MILLISECONDS, ahead.over);
    if (ahead.isOver || (heard > 0 && heard === ahead.signs)) return;
  }
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
