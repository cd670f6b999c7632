import type { CustomerId, PartnerId, RelationshipRepository } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { answer, pageById, readAll } from '../spoilt-stores';

/** Finds the entries of a list with LIKE: an id with % or _ finds the entries of others too. */
export const idsAsPatterns: BrokenRepository = {
  fault: 'the customer list takes the id of a partner for a pattern',
  blamed: [7],
  caughtBy: ['byte for byte: of the customers in a list, and of the partners'],
  create: overMemoryOnce(byPattern),
};

function byPattern(memory: RelationshipRepository): RelationshipRepository {
  const partnerIds = new Set<PartnerId>();
  return {
    ...memory,
    customers: {
      ...memory.customers,
      commit: (sent) => {
        for (const { partnerId } of sent.next.relationships) partnerIds.add(partnerId);
        return memory.customers.commit(sent);
      },
    },
    customersOf: (partnerId, page) =>
      answer(async () => {
        const found: CustomerId[] = [];
        for (const id of [...partnerIds].filter((candidate) => likePattern(partnerId).test(candidate))) {
          found.push(...(await readAll((request) => memory.customersOf(id, request))));
        }
        return pageById(found, page);
      }),
  };
}

function likePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`);
}
