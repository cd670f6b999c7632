import { MAX_PAGE_SIZE } from 'partner-relationships';
import { overMemory, type BrokenRepository } from '../broken-repository';

/** Gives out as much as there is room for, whatever was asked for. */
export const listsWithoutLimit: BrokenRepository = {
  fault: 'the lists of all partners and of all customers heed no limit',
  blamed: [7],
  caughtBy: ['in the list of all partners, whatever the limit', 'in the list of all customers, whatever the limit'],
  create: overMemory(({ partners, customers, customersOf }) => ({
    partners: { ...partners, list: (page) => partners.list({ ...page, limit: MAX_PAGE_SIZE }) },
    customers: { ...customers, list: (page) => customers.list({ ...page, limit: MAX_PAGE_SIZE }) },
    customersOf,
  })),
};
