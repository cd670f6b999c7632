import { bytesEach } from './allocation';
import { library } from './contestants/library';
import { workloadOf } from '../fixtures/workload';

/** The bytes of one decision, by size and answer. */
export async function decisionAllocation(): Promise<Readonly<Record<string, number>>> {
  const allocated: Record<string, number> = {};
  for (const size of [1, 1000]) {
    const workload = workloadOf(size);
    const { repeat } = await library.prepare(workload);
    for (const answer of ['allowed', 'denied'] as const) {
      allocated[`${size} ${answer}`] = bytesEach(repeat(workload[answer]), 1) / workload[answer].length;
    }
  }
  return allocated;
}
