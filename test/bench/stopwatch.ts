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

/**
 * Times runners against each other, in nanoseconds each time. They take turns, and the quickest turn of each counts: what
 * else the machine does can only slow a turn down, and it does so to all of them alike.
 */
export async function race(
  runners: readonly Runner[],
  { rounds, roundMs }: Patience,
): Promise<ReadonlyMap<string, number>> {
  const best = new Map<string, number>();
  const times = new Map<string, number>();
  for (const { name, run } of runners) times.set(name, await timesFor(run, roundMs));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of runners) {
      const count = times.get(name) ?? 1;
      const spent = await nanosecondsOf(run, count);
      best.set(name, Math.min(best.get(name) ?? Infinity, spent / count));
    }
  }
  return best;
}

async function timesFor(run: Runner['run'], roundMs: number): Promise<number> {
  for (let times = 1; ; times *= 2) {
    if ((await nanosecondsOf(run, times)) >= roundMs * 1e6) return times;
  }
}

async function nanosecondsOf(run: Runner['run'], times: number): Promise<number> {
  const start = process.hrtime.bigint();
  await run(times);
  return Number(process.hrtime.bigint() - start);
}
