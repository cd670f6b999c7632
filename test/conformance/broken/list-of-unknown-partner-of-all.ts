import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageById } from '../spoilt-stores';

/** Leaves out the filter if there is nothing to filter by. */
export const listOfUnknownPartnerOfAll: BrokenRepository = {
  fault: 'a partner that nobody knows is shown all customers',
  blamed: [4],
  caughtBy: ['a partner that nobody knows has an empty customer list'],
  create: overMemoryOnce(withoutFilter),
};

function withoutFilter(memory: RelationshipRepository): RelationshipRepository {
  const partnerIds = new Set<PartnerId>();
  const customerIds = new Set<CustomerId>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) => {
        customerIds.add(sent.id);
        for (const { partnerId } of sent.next.relationships) partnerIds.add(partnerId);
        return memory.customers.commit(sent);
      },
    },
    customersOf: (partnerId, page) =>
      answer(async () =>
        partnerIds.has(partnerId) ? await memory.customersOf(partnerId, page) : pageById(customerIds, page),
      ),
  };
}
