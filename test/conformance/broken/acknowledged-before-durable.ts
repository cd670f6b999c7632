import { ok } from 'neverthrow';
import {
  memoryRepository,
  type RelationshipRepository,
  type Revision,
  type Versioned,
} from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { answer, editedHistory, roundTrip, type Store } from '../spoilt-stores';

/** Acknowledges a commit that is still on its way to the disk: a power cut in between loses it. */
export const acknowledgedBeforeDurable: BrokenRepository = {
  fault: 'acknowledges before it is durable',
  blamed: [8],
  caughtBy: [
    'the state and the history of a partner, acknowledged just before',
    'the state and the history of a customer, acknowledged just before',
    'the state and the history of a customer',
  ],
  create: async () => {
    const memory = memoryRepository();
    const partners = withDisk(memory.partners);
    const customers = withDisk(memory.customers);
    const repository: RelationshipRepository = {
      ...memory,
      partners: { ...memory.partners, ...partners.store },
      customers: { ...memory.customers, ...customers.store },
    };
    const reopen = async (): Promise<RelationshipRepository> => {
      partners.pullThePlug();
      customers.pullThePlug();
      return { ...repository };
    };
    return { repository, another: async () => ({ ...repository }), reopen, close: async () => {} };
  },
};

function withDisk<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
): { readonly store: Store<Id, State, Change>; readonly pullThePlug: () => void } {
  const onDisk = new Map<Id, Versioned<State>>();
  const onTheirWay = new Set<Revision>();
  const lost = new Set<Revision>();
  return {
    store: {
      load: (id) =>
        answer(async () => {
          const found = await store.load(id);
          return found.isOk() && found.value !== null && lost.has(found.value.revision)
            ? ok(onDisk.get(id) ?? null)
            : found;
        }),
      commit: (sent) =>
        answer(async () =>
          (await store.commit(sent)).map((revision) => {
            onTheirWay.add(revision);
            void roundTrip().then(() => {
              if (onTheirWay.delete(revision)) onDisk.set(sent.id, { state: sent.next, revision });
            });
            return revision;
          }),
        ),
      ...editedHistory(store, (items) => items.filter(({ revision }) => !lost.has(revision))),
    },
    pullThePlug: () => {
      for (const revision of onTheirWay) lost.add(revision);
      onTheirWay.clear();
    },
  };
}
