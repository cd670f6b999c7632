import { overMemory, type BrokenRepository } from '../broken-repository';
import { answer, editedTexts, pageOf, withLists, type ReadList } from '../spoilt-stores';

/** The tables of the documents have the right character set; those of the lists do not. */
export const itemsInLatin1: BrokenRepository = {
  fault: 'names in lists are stored in Latin-1',
  blamed: [5],
  caughtBy: [
    'in the list of all partners, with any characters',
    'in the list of all customers, with any characters',
    'in a list of related customers, with any characters',
    'in a list of administered customers, with any characters',
  ],
  create: overMemory((memory) =>
    withLists(memory, <T>(read: ReadList<T>): ReadList<T> => (page) =>
      answer(async () => (await read(page)).map(({ items, next }) => pageOf(items.map(inLatin1<T>), next))),
    ),
  ),
};

function inLatin1<T>(item: T): T {
  // A text for a text: it is still an item, though perhaps another one.
  return editedTexts(item, (text) => text.replace(/[\u0100-\u{10ffff}]/gu, '?')) as T;
}
