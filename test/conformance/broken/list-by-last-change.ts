import { err, ok } from 'neverthrow';
import { unknownCursor, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, readAll, withLists, withStores } from '../spoilt-stores';

/** The one that changed last comes first: a change moves it from the pages to come to those already read. */
export const listByLastChange: BrokenRepository = {
  fault: 'a list is ordered by last change',
  blamed: [7],
  caughtBy: [
    'in the list of all partners while some come, go',
    'in the list of all customers while some come, go',
    'in a list of related customers while some come, go',
    'in a list of administered customers while some come, go',
  ],
  create: overMemoryOnce(byLastChange),
};

function byLastChange(memory: RelationshipRepository): RelationshipRepository {
  const changed = new Map<string, number>();
  let count = 0;
  const lastChange = (id: string): number => changed.get(id) ?? 0;
  const lists = withLists(memory, (read, idOf) => ({ after, limit }) =>
    answer(async () => {
      if (after !== null && !/^\d{1,9}$/.test(after)) return err(unknownCursor(after));
      const rest = (await readAll(read))
        .filter((item) => after === null || lastChange(idOf(item)) < Number(after))
        .sort((one, other) => lastChange(idOf(other)) - lastChange(idOf(one)));
      const items = rest.slice(0, limit);
      const [last] = items.slice(-1).map(idOf);
      return ok(pageOf(items, rest.length > limit && last !== undefined ? String(lastChange(last)) : null));
    }),
  );
  return withStores(lists, (store) => ({
    commit: (sent) =>
      answer(async () => {
        const result = await store.commit(sent);
        count += 1;
        if (result.isOk()) changed.set(sent.id, count);
        return result;
      }),
  }));
}
