import type { AuthorizationQuestion } from 'partner-relationships';
import { bytesEach } from './allocation';
import { library } from './contestants/library';
import { workloadOf } from '../fixtures/workload';

/** The bytes of one decision, by size and answer. */
export async function decisionAllocation(): Promise<Readonly<Record<string, number>>> {
  const allocated: Record<string, number> = {};
  for (const size of [1, 1000]) {
    const workload = workloadOf(size);
    const { allowed, denied } = workload;
    const { repeat } = await library.prepare(workload);
    for (const [answer, questions] of Object.entries({ allowed, denied, closed: allowed.map(ofClosed) })) {
      allocated[`${size} ${answer}`] = bytesEach(repeat(questions), 1) / questions.length;
    }
  }
  return allocated;
}

/** The same question about the same partner after its account was closed. */
function ofClosed(question: AuthorizationQuestion): AuthorizationQuestion {
  return { ...question, partner: { ...question.partner, standing: 'closed' } };
}
