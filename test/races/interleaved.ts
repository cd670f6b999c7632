import type fc from 'fast-check';
import type { RelationshipRepository, VersionedStore } from 'partner-relationships';

/** The same repository, on which nothing happens before the scheduler lets it: it decides who is next. */
export function interleaved(repository: RelationshipRepository, scheduler: fc.Scheduler): RelationshipRepository {
  const turn = (what: string): Promise<void> => scheduler.schedule(Promise.resolve(), what);
  return {
    partners: store(repository.partners, 'partner', turn),
    customers: store(repository.customers, 'customer', turn),
    customersOf: async (partnerId, page) => {
      await turn('read a customer list');
      return repository.customersOf(partnerId, page);
    },
  };
}

function store<Id, State, Change>(
  kept: VersionedStore<Id, State, Change>,
  what: string,
  turn: (what: string) => Promise<void>,
): VersionedStore<Id, State, Change> {
  return {
    load: async (id) => {
      await turn(`load a ${what}`);
      return kept.load(id);
    },
    commit: async (sent) => {
      await turn(`commit a ${what}`);
      return kept.commit(sent);
    },
    history: async (id, page) => {
      await turn(`read a history of a ${what}`);
      return kept.history(id, page);
    },
  };
}
