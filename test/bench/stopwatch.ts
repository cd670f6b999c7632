/** Something to be timed: `run` does it `times` times and gives back anything that depends on the work. */
export interface Runner {
  readonly name: string;
  readonly run: (times: number) => unknown;
}

/** How long a measurement lasts: enough rounds that each runner meets some quiet moments of a busy machine. */
export interface Patience {
  readonly rounds: number;
  readonly roundMs: number;
}

/** What the time is, in nanoseconds. */
export type Clock = () => bigint;

interface Lane extends Runner {
  readonly times: number;
  /** Of one time, in nanoseconds. */
  readonly quickest: number;
}

/**
 * Times runners against each other, in nanoseconds each time. They take turns, and the quickest turn of each counts: what
 * else the machine does can only slow a turn down, and it does so to all of them alike.
 *
 * The quickest turn so far also says how many times fill the next one. So a pause, for a compilation or a collection, makes
 * one turn short, and never a figure of what a turn costs beside the work.
 */
export async function race(
  runners: readonly Runner[],
  { rounds, roundMs }: Patience,
  clock: Clock = process.hrtime.bigint,
): Promise<ReadonlyMap<string, number>> {
  let lanes = runners.map((runner): Lane => ({ ...runner, times: 1, quickest: Infinity }));
  for (let round = -SETTLING; round < rounds; round += 1) {
    const next: Lane[] = [];
    for (const lane of lanes) next.push(await afterTurn(lane, roundMs * 1e6, clock));
    lanes = next;
  }
  return new Map(lanes.map(({ name, quickest }) => [name, quickest]));
}

/** Rounds that come first, in which the turns grow to their length. */
const SETTLING = 8;

/** By how much a turn may grow, as so short a time as the first ones take says little. */
const MOST_GROWTH = 10;

async function afterTurn({ name, run, times, quickest }: Lane, turn: number, clock: Clock): Promise<Lane> {
  const start = clock();
  await run(times);
  const each = Number(clock() - start) / times;
  const best = Math.min(quickest, each);
  const fill = Math.ceil(turn / best);
  return { name, run, times: Math.max(times, Math.min(fill, times * MOST_GROWTH)), quickest: best };
}
