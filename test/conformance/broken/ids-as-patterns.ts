import {
  customerEntries,
  type CustomerEntry,
  type CustomerList,
  type PartnerId,
  type RelationshipRepository,
} from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, customerIdOf, onCommit, pageById, readAll } from '../spoilt-stores';

/** Finds the entries of a list with LIKE: an id with % or _ finds the entries of others too. */
export const idsAsPatterns: BrokenRepository = {
  fault: 'the customer list takes the id of a partner for a pattern',
  blamed: [7],
  caughtBy: ["byte for byte: of the customers in a partner's lists, and of the partners"],
  create: overMemoryOnce(byPattern),
};

function byPattern(memory: RelationshipRepository): RelationshipRepository {
  const partnerIds = new Set<PartnerId>();
  const entriesOf = async (list: CustomerList, pattern: RegExp): Promise<readonly CustomerEntry[]> => {
    const found: CustomerEntry[] = [];
    for (const id of [...partnerIds].filter((candidate) => pattern.test(candidate))) {
      found.push(...(await readAll((page) => memory.customersOf(list, id, page))));
    }
    return found;
  };
  return {
    ...onCommit(memory, ({ next }) => {
      for (const partnerId of customerEntries(next)._unsafeUnwrap().keys()) partnerIds.add(partnerId);
    }),
    customersOf: (list, partnerId, page) =>
      answer(async () => pageById(await entriesOf(list, likePattern(partnerId)), customerIdOf, page)),
  };
}

function likePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`);
}
