import { err, type Result, type ResultAsync } from 'neverthrow';
import { unknownCursor, type Page, type PageError, type PageRequest } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, pageOf, withLists, withStores } from '../spoilt-stores';

type Read<Key, T> = (key: Key, page: PageRequest) => PromiseLike<Result<Page<T>, PageError>>;

/** A cursor is the number of a query that is open in this process. */
export const cursorsOfEachProcess: BrokenRepository = {
  fault: 'a cursor is known only to the process that gave it',
  blamed: [7],
  caughtBy: [
    'in a history of a partner, whatever the limit of a page',
    'in a history of a customer, whatever the limit of a page',
    'in the list of all partners, whatever the limit of a page',
    'in the list of all customers, whatever the limit of a page',
    'in a list of related customers, whatever the limit of a page',
    'in a list of administered customers, whatever the limit of a page',
  ],
  create: overMemory((memory) =>
    withLists(
      withStores(memory, (store) => ({ history: numbered((id, page) => store.history(id, page)) })),
      (readList) => {
        const read = numbered((_: null, page) => readList(page));
        return (page) => read(null, page);
      },
    ),
  ),
};

function numbered<Key, T>(read: Read<Key, T>): (key: Key, page: PageRequest) => ResultAsync<Page<T>, PageError> {
  const open: string[] = [];
  const ask = async (key: Key, { after, limit }: PageRequest): Promise<Result<Page<T>, PageError>> => {
    const place = after === null ? null : open[Number(after)];
    if (place === undefined) return err(unknownCursor(String(after)));
    return (await read(key, { after: place, limit })).map(({ items, next }) =>
      pageOf(items, next === null ? null : String(open.push(next) - 1)),
    );
  };
  return (key, page) => answer(() => ask(key, page));
}
