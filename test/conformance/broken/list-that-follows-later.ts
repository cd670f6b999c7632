import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, editedLists, readAll } from '../spoilt-stores';

/** Like a secondary index that is updated after the write was acknowledged. */
export const listThatFollowsLater: BrokenRepository = {
  fault: 'the customer list follows a moment after the commit',
  blamed: [3],
  caughtBy: ['a list follows', 'a state without its list entry'],
  create: overMemoryOnce(followingLater),
};

function followingLater(memory: RelationshipRepository): RelationshipRepository {
  const shown = new Map<PartnerId, readonly CustomerId[]>();
  const follow = async (partnerId: PartnerId): Promise<void> => {
    await aMoment();
    shown.set(partnerId, await readAll((page) => memory.customersOf(partnerId, page)));
  };
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) =>
        answer(async () => {
          const before = (await memory.customers.load(sent.id)).unwrapOr(null)?.state.relationships ?? [];
          const result = await memory.customers.commit(sent);
          for (const { partnerId } of [...before, ...sent.next.relationships]) void follow(partnerId);
          return result;
        }),
    },
    ...editedLists(memory, (_, partnerId) => shown.get(partnerId) ?? []),
  };
}

/** Longer than it takes to ask for a list at once. It ends when the event loop turns, regardless of the clock. */
async function aMoment(): Promise<void> {
  for (let left = 200; left > 0; left -= 1) await Promise.resolve();
}
