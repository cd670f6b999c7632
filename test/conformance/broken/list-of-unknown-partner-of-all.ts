import { customerEntries, type CustomerEntry, type PartnerId, type RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { customerIdOf, editedLists, onCommit } from '../spoilt-stores';

/**
 * Leaves out the filter if there is nothing to filter by. It shows something where nothing is, and to a partner what no
 * commit put into its lists: one fault breaks two promises.
 */
export const listOfUnknownPartnerOfAll: BrokenRepository = {
  fault: 'a partner that nobody knows is shown all customers',
  blamed: [3, 4],
  caughtBy: ['a list of related customers is empty', 'a list of administered customers is empty'],
  create: overMemoryOnce(withoutFilter),
};

function withoutFilter(memory: RelationshipRepository): RelationshipRepository {
  const partnerIds = new Set<PartnerId>();
  const all = new Map<string, CustomerEntry>();
  return {
    ...onCommit(memory, ({ next }) => {
      for (const [partnerId, entry] of customerEntries(next)._unsafeUnwrap()) {
        partnerIds.add(partnerId);
        all.set(customerIdOf(entry), entry);
      }
    }),
    ...editedLists(memory, (entries, partnerId) => (partnerIds.has(partnerId) ? entries : all.values())),
  };
}
