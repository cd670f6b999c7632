import { bytesEach } from './allocation';
import { library } from './contestants/roles-library';
import { roleWorkloadOf } from '../fixtures/role-workload';

/** The bytes of one decision about a person, by the number of role delegations of other partners, and answer. */
export async function roleDecisionAllocation(): Promise<Readonly<Record<string, number>>> {
  const allocated: Record<string, number> = {};
  for (const others of [1, 190]) {
    const workload = roleWorkloadOf(others);
    const { allowed, denied } = workload;
    const { repeat } = await library.prepare(workload);
    for (const [answer, questions] of Object.entries({ allowed, denied })) {
      allocated[`${others} ${answer}`] = bytesEach(repeat(questions), 1) / questions.length;
    }
  }
  return allocated;
}
