import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const SAMPLES = 31;

/**
 * The bytes that one time allocates on the JavaScript heap, after warming up. The median of many samples counts, as
 * garbage may be collected during one; `times` has to be so few that this stays rare.
 */
export function bytesEach(run: (times: number) => unknown, times: number): number {
  collectGarbage();
  const median = (count: number): number => {
    const samples = Array.from({ length: SAMPLES }, () => bytesOf(() => run(count)));
    return samples.sort((one, other) => one - other)[Math.floor(SAMPLES / 2)] ?? Number.NaN;
  };
  const nothing = median(0);
  return Math.max(0, Math.round((median(times) - nothing) / times));
}

function bytesOf(run: () => unknown): number {
  const before = process.memoryUsage().heapUsed;
  run();
  return process.memoryUsage().heapUsed - before;
}

/** The bytes that what `make` gives holds on to, on the JavaScript heap. */
export async function bytesHeldBy(make: () => Promise<unknown>): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const made = await make();
  collectGarbage();
  const held = process.memoryUsage().heapUsed - before;
  return made === undefined ? 0 : held;
}
