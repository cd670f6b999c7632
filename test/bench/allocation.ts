import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './median';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const SAMPLES = 31;

/**
 * The bytes that one time allocates on the JavaScript heap, after warming up. The median of many samples counts, as
 * garbage may be collected during one; `times` has to be so few that this stays rare.
 */
export function bytesEach(run: (times: number) => unknown, times: number): number {
  collectGarbage();
  const bytesOfRun = (count: number): number =>
    median(Array.from({ length: SAMPLES }, () => bytesOf(() => run(count))));
  const nothing = bytesOfRun(0);
  return Math.max(0, Math.round((bytesOfRun(times) - nothing) / times));
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
