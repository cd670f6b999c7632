import {
  memoryRepository,
  type RelationshipRepository,
  type Revision,
} from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { answer, editedHistory, withStores, type Store } from '../spoilt-stores';

/** The states are on the disk; the changes wait in memory to be written. */
export const historyLostInACrash: BrokenRepository = {
  fault: 'the history is lost when the store is closed',
  blamed: [8],
  caughtBy: ['the state and the history of a partner', 'the state and the history of a customer'],
  create: async () => {
    const memory = memoryRepository();
    const lost = new Set<string>();
    const written = new Set<string>();
    const repository = withStores(memory, (store, name) => inMemoryOnly(store, name, { written, lost }));
    const reopen = async (): Promise<RelationshipRepository> => {
      for (const revision of written) lost.add(revision);
      return { ...repository };
    };
    return { repository, another: async () => ({ ...repository }), reopen, close: async () => {} };
  },
};

function inMemoryOnly<Id extends string, State, Change>(
  store: Store<Id, State, Change>,
  name: string,
  { written, lost }: { readonly written: Set<string>; readonly lost: ReadonlySet<string> },
): Partial<Store<Id, State, Change>> {
  const keyOf = (revision: Revision): string => `${name} ${revision}`;
  return {
    commit: (sent) =>
      answer(async () =>
        (await store.commit(sent)).map((revision) => {
          written.add(keyOf(revision));
          return revision;
        }),
      ),
    ...editedHistory(store, (items) => items.filter(({ revision }) => !lost.has(keyOf(revision)))),
  };
}
