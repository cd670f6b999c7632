import type { Ground } from './check';
import type { Finding } from './nonconformity';
import { turn } from './time-limit';

/** Looks for a half of a commit; null when all is well. */
export type Look = () => Promise<Finding | null>;

const LOOKS_PER_TURN = 20;

/** Looks again and again while somebody commits, until that is done or something is found. */
export async function whileCommitting(
  ground: Ground,
  commitAll: () => Promise<void>,
  looks: readonly Look[],
): Promise<void> {
  let isDone = false;
  const findings: Finding[] = [];
  const committing = commitAll().finally(() => {
    isDone = true;
  });
  const looking = looks.map(async (look) => {
    for (let count = 1; !isDone && findings.length === 0; count += 1) {
      const finding = await look();
      if (finding !== null) findings.push(finding);
      if (count % LOOKS_PER_TURN === 0) await turn();
    }
  });
  const settled = await Promise.allSettled([committing, ...looking]);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  for (const finding of findings) throw ground.nonconformity(finding);
}
