import { bytesEach } from './allocation';
import { library } from './contestants/library';
import { marketOf } from './market';

/** The bytes of one decision, by size and answer. */
export async function decisionAllocation(): Promise<Readonly<Record<string, number>>> {
  const allocated: Record<string, number> = {};
  for (const size of [1, 1000]) {
    const market = marketOf(size);
    const { repeat } = await library.prepare(market);
    for (const answer of ['allowed', 'denied'] as const) {
      allocated[`${size} ${answer}`] = bytesEach(repeat(market[answer]), 1) / market[answer].length;
    }
  }
  return allocated;
}
