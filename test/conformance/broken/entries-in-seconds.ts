import { overMemory, type BrokenRepository } from '../broken-repository';
import { editedLists, editedTexts } from '../spoilt-stores';
import type { CustomerEntry } from 'partner-relationships';

/** The date of an entry has a column of its own, without fractions of a second. */
export const entriesInSeconds: BrokenRepository = {
  fault: 'entries of lists lose the milliseconds of their dates',
  blamed: [5],
  caughtBy: ['in a list of related customers, with any characters'],
  create: overMemory((memory) => ({
    ...memory,
    ...editedLists(memory, (entries) => entries.map(inSeconds)),
  })),
};

function inSeconds(entry: CustomerEntry): CustomerEntry {
  return editedTexts(entry, (text, path) =>
    path === 'establishedAt' ? text.replace(/\.\d{3}Z$/, '.000Z') : text,
  ) as CustomerEntry;
}
