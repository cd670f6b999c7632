import type { SetTimer } from './timer';

/** How long the one ahead may be silent before the next goes ahead without it. */
export const PATIENCE_MILLISECONDS = 5000;

/** Somebody's turn at a document. */
export interface Turn {
  /** Says that it goes on: whoever waits behind it begins its patience again. */
  readonly goesOn: () => void;
}

interface Place {
  /** Fulfilled when its turn has come. */
  readonly begun: Promise<void>;
  /** Fulfilled when its turn is over. */
  readonly over: Promise<void>;
  /** How often it has said that it goes on. */
  readonly signs: () => number;
}

/** The last in each line, by what they wait for; a line that nobody is in has no entry. */
export type Lines = Map<string, Place>;

/**
 * Has those who want the same document wait for each other, in the order in which they came. That spares them conflicts and
 * is no lock: what two of them may not do at once, the store has to refuse. So nobody waits long for one that is silent: when
 * the one ahead has given no sign for {@link PATIENCE_MILLISECONDS} since its turn began or since its last sign, the next
 * goes ahead without it. A timer that fails is one that has gone off.
 */
export async function inTurn<T>(
  lines: Lines,
  key: string,
  setTimer: SetTimer,
  run: (turn: Turn) => Promise<T>,
): Promise<T> {
  let begin: () => void = () => undefined;
  let end: () => void = () => undefined;
  let signs = 0;
  const place: Place = {
    begun: new Promise((resolve) => (begin = resolve)),
    over: new Promise((resolve) => (end = resolve)),
    signs: () => signs,
  };
  const ahead = lines.get(key);
  lines.set(key, place);
  try {
    if (ahead !== undefined) await patience(ahead, setTimer);
    begin();
    return await run({
      goesOn: () => {
        signs += 1;
      },
    });
  } finally {
    end();
    if (lines.get(key) === place) lines.delete(key);
  }
}

/** Waits until the turn of the one ahead is over, or it has been silent for too long. */
async function patience(ahead: Place, setTimer: SetTimer): Promise<void> {
  await ahead.begun;
  for (let last = -1; last !== ahead.signs(); ) {
    last = ahead.signs();
    if (await isOverWithin(ahead.over, setTimer)) return;
  }
}
