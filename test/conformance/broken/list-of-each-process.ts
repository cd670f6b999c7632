import type { RelationshipRepository } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { rememberedPages, withLists, withStores } from '../spoilt-stores';

/** Keeps the lists that it has read until it commits itself, although other processes commit meanwhile. */
export const listOfEachProcess: BrokenRepository = {
  fault: 'each process keeps the lists that it has read',
  blamed: [3],
  caughtBy: ['lists follow', 'the list of all partners follows', 'the list of all customers follows'],
  create: overMemory(remembering),
};

function remembering(memory: RelationshipRepository): RelationshipRepository {
  const lists: (() => void)[] = [];
  const forgetful = withStores(memory, (store) => ({
    commit: (sent) => {
      for (const forget of lists) forget();
      return store.commit(sent);
    },
  }));
  return withLists(forgetful, (readList) => {
    const { read, forget } = rememberedPages((_: null, page) => readList(page));
    lists.push(forget);
    return (page) => read(null, page);
  });
}
