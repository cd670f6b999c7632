import { memoryRepository, type RelationshipRepository, type Revision } from 'partner-relationships';
import type { BrokenRepository } from '../broken-repository';
import { renamedRevisions, withStores } from '../spoilt-stores';

/** The counter lives in the process and starts again with it. */
export const revisionCountedByTheProcess: BrokenRepository = {
  fault: 'revisions start again when the store is opened',
  blamed: [2],
  caughtBy: ['when the store of a partner is closed and opened again', 'when the store of a customer is closed'],
  create: async () => {
    const memory = memoryRepository();
    const names = { partners: new Map<Revision, Revision>(), customers: new Map<Revision, Revision>() };
    const open = (): RelationshipRepository => {
      let count = 0;
      return withStores(memory, (store, name) =>
        renamedRevisions(store, names[name], () => {
          count += 1;
          return `r${count}`;
        }),
      );
    };
    const first = open();
    const another = async (): Promise<typeof first> => ({ ...first });
    return { repository: first, another, reopen: async () => open(), close: async () => {} };
  },
};
