import type { RelationshipRepository, SetTimer, VersionedStore } from 'partner-relationships';
import { turn } from '../turn';

/** Time that passes only where something is due. */
export interface VirtualTime {
  readonly setTimer: SetTimer;
  readonly now: () => number;
  /** How many timers have neither gone off nor been cancelled. */
  readonly pending: () => number;
  /** The lengths of all timers that were set. */
  readonly lengths: readonly number[];
  /** Lets time pass until this is done, or nothing is due any more. */
  readonly until: <T>(asked: PromiseLike<T>) => Promise<T | undefined>;
  /** The same repository, whose every answer takes so long; half of it each way. */
  readonly slowed: (repository: RelationshipRepository, milliseconds: () => number) => RelationshipRepository;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export function virtualTime(): VirtualTime {
  const due = new Set<Due>();
  const lengths: number[] = [];
  let now = 0;
  const set: SetTimer = (run, milliseconds) => {
    const one = { at: now + milliseconds, run };
    due.add(one);
    return () => {
      due.delete(one);
    };
  };
  const elapsed = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      set(resolve, milliseconds);
    });

  const slowedStore = <Id, State, Change>(
    store: VersionedStore<Id, State, Change>,
    milliseconds: () => number,
  ): VersionedStore<Id, State, Change> => {
    const slowly = async <T>(ask: () => PromiseLike<T>): Promise<T> => {
      await elapsed(milliseconds() / 2);
      const answer = await ask();
      await elapsed(milliseconds() / 2);
      return answer;
    };
    return {
      load: (id) => slowly(() => store.load(id)),
      commit: (sent) => slowly(() => store.commit(sent)),
      history: (id, page) => slowly(() => store.history(id, page)),
    };
  };

  return {
    setTimer: (run, milliseconds) => {
      lengths.push(milliseconds);
      return set(run, milliseconds);
    },
    now: () => now,
    pending: () => due.size,
    lengths,
    until: async (asked) => {
      let answer: { readonly value: Awaited<typeof asked> } | undefined;
      void asked.then((value) => {
        answer = { value: value as Awaited<typeof asked> };
      });
      for (;;) {
        // All that is ready goes before time passes.
        await turn();
        if (answer !== undefined) return answer.value;
        let next: Due | undefined;
        for (const one of due) if (next === undefined || one.at < next.at) next = one;
        if (next === undefined) return undefined;
        due.delete(next);
        now = next.at;
        next.run();
      }
    },
    slowed: ({ partners, customers, customersOf }, milliseconds) => ({
      partners: slowedStore(partners, milliseconds),
      customers: slowedStore(customers, milliseconds),
      customersOf,
    }),
  };
}
