import { overMemory, type BrokenRepository } from '../broken-repository';
import { rememberedPages } from '../spoilt-stores';

/** Keeps the customer lists that it has read until it commits itself, although other processes commit meanwhile. */
export const listOfEachProcess: BrokenRepository = {
  fault: 'each process keeps the customer lists that it has read',
  blamed: [3],
  caughtBy: ['a list follows'],
  create: overMemory((memory) => {
    const lists = rememberedPages(memory.customersOf);
    return {
      ...memory,
      customers: {
        ...memory.customers,
        commit: (sent) => {
          lists.forget();
          return memory.customers.commit(sent);
        },
      },
      customersOf: lists.read,
    };
  }),
};
