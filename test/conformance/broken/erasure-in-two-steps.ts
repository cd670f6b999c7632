import type { RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedLists, Entries, roundTrip } from '../spoilt-stores';

/** Erases the state, and takes the entries out of the lists with a second call. */
export const erasureInTwoSteps: BrokenRepository = {
  fault: 'the lists follow an erasure in a second step',
  blamed: [3],
  caughtBy: ['in a list or in its history, while another part is erased'],
  create: overMemoryOnce(inTwoSteps),
};

function inTwoSteps(memory: RelationshipRepository): RelationshipRepository {
  let left = new Entries();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const before = (await memory.customers.load(sent.id)).unwrapOr(null)?.state ?? null;
          const result = await memory.customers.commit(sent);
          if (result.isErr() || sent.next !== null) return result;
          left.enter(before);
          await roundTrip();
          left = new Entries();
          return result;
        }),
    },
    ...editedLists(memory, (entries, partnerId, list) => [...left.in(list, partnerId), ...entries]),
  };
}
