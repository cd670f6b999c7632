import type fc from 'fast-check';
import type { RelationshipRepository, VersionedStore } from 'partner-relationships';

/** The same repository, on which nothing happens before the scheduler lets it: it decides who is next. */
export function interleaved(repository: RelationshipRepository, scheduler: fc.Scheduler): RelationshipRepository {
  const turn = (what: string): Promise<void> => scheduler.schedule(Promise.resolve(), what);
  return {
    partners: store(repository.partners, 'partner', turn),
    customers: store(repository.customers, 'customer', turn),
    customersOf: async (list, partnerId, page) => {
      await turn('read a customer list');
      return repository.customersOf(list, partnerId, page);
    },
  };
}

function store<Id, State, Change, Entry>(
  kept: VersionedStore<Id, State, Change, Entry>,
  what: string,
  turn: (what: string) => Promise<void>,
): VersionedStore<Id, State, Change, Entry> {
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
    list: async (page) => {
      await turn(`read the list of every ${what}`);
      return kept.list(page);
    },
  };
}
