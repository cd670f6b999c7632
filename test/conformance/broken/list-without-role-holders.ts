import { customerEntries, type CustomerEntry, type CustomerId, type PartnerId } from 'partner-relationships';
import { overMemoryOnce, type BrokenRepository } from '../broken-repository';
import { editedLists, onCommit } from '../spoilt-stores';

/** Enters those that have a relationship or service delegations, as there was nothing else when it was written. */
export const listWithoutRoleHolders: BrokenRepository = {
  fault: 'a partner that has roles alone is not shown the customers that it administers',
  blamed: [3],
  caughtBy: ['lists follow roles'],
  create: overMemoryOnce((memory) => {
    const entered = new Map<CustomerId, ReadonlyMap<PartnerId, CustomerEntry>>();
    const noting = onCommit(memory, ({ id, next }, isRefused) => {
      const known = next === null ? null : { ...next, roleDelegations: undefined };
      if (!isRefused) entered.set(id, customerEntries(known)._unsafeUnwrap());
    });
    return {
      ...noting,
      ...editedLists(memory, (shown, partnerId) => shown.filter(({ customer }) => entered.get(customer.id)?.has(partnerId))),
    };
  }),
};
