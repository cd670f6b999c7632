import { customerEntries, type CustomerEntry, type PartnerId, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedLists, readAll } from '../spoilt-stores';

/** Like a secondary index that is updated after the write was acknowledged. */
export const listThatFollowsLater: BrokenRepository = {
  fault: 'the lists of partners follow a moment after the commit',
  blamed: [3],
  caughtBy: ['lists follow', 'a state without its list entry'],
  create: overMemoryOnce(followingLater),
};

function followingLater(memory: RelationshipRepository): RelationshipRepository {
  const shown = new Map<string, readonly CustomerEntry[]>();
  const follow = async (partnerId: PartnerId): Promise<void> => {
    await aMoment();
    for (const list of ['related', 'administered'] as const) {
      shown.set(`${list} ${partnerId}`, await readAll((page) => memory.customersOf(list, partnerId, page)));
    }
  };
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const before = (await memory.customers.load(sent.id)).unwrapOr(null)?.state ?? null;
          const result = await memory.customers.commit(sent);
          const partnerIds = [before, sent.next].flatMap((state) => [...customerEntries(state)._unsafeUnwrap().keys()]);
          for (const partnerId of new Set(partnerIds)) void follow(partnerId);
          return result;
        }),
    },
    ...editedLists(memory, (_, partnerId, list) => shown.get(`${list} ${partnerId}`) ?? []),
  };
}

/** Longer than it takes to ask for a list at once. It ends when the event loop turns, regardless of the clock. */
async function aMoment(): Promise<void> {
  for (let left = 200; left > 0; left -= 1) await Promise.resolve();
}
