import type { RelationshipRepository } from 'partner-relationships';
import { memoryRepository } from 'partner-relationships';
import type { ConformanceSizes, ConformanceSubject } from 'partner-relationships/conformance';

/** The number of a MUST of the storage contract. */
export type Must = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** A repository with one fault that adapters are known to have. */
export interface BrokenRepository {
  /** The fault, in a few words. */
  readonly fault: string;
  /** The promises that the kit may blame for it; more than one only if its file says why. */
  readonly blamed: readonly [Must, ...Must[]];
  /** Parts of the names of checks that have to fail; others of those promises may fail too. */
  readonly caughtBy: readonly [string, ...string[]];
  /** The sizes that have to be as large as the kit makes them by default for the fault to show. */
  readonly sizes?: ConformanceSizes;
  /** Whether it has a feed. */
  readonly feed?: true;
  readonly create: () => Promise<ConformanceSubject>;
}

/** The documents, as large as the kit makes them by default. */
export const LARGEST_DOCUMENTS = {
  relationships: undefined,
  delegations: undefined,
  requests: undefined,
  roleDelegations: undefined,
  roleOffers: undefined,
} as const;

/** The customer lists, likewise. */
export const LONGEST_LISTS = { customers: undefined } as const;

/** Makes a handle on a storage that its closure holds. */
export type Open = () => RelationshipRepository;

/** A subject for every new storage that `found` makes; opening it again loses nothing. */
export function durable(found: () => Open): () => Promise<ConformanceSubject> {
  return async () => {
    const open = found();
    const another = async (): Promise<RelationshipRepository> => ({ ...open() });
    return { repository: open(), another, reopen: another, close: async () => {} };
  };
}

/** The same over the repository in memory, spoilt once for each handle. */
export function overMemory(
  spoil: (memory: RelationshipRepository) => RelationshipRepository,
): () => Promise<ConformanceSubject> {
  return durable(() => {
    const memory = memoryRepository();
    return () => spoil(memory);
  });
}

/** The same, spoilt once for all handles. */
export function overMemoryOnce(
  spoil: (memory: RelationshipRepository) => RelationshipRepository,
): () => Promise<ConformanceSubject> {
  return durable(() => {
    const spoilt = spoil(memoryRepository());
    return () => spoilt;
  });
}

/** The same: memory and sound until it is opened again, and spoilt from then on. */
export function spoiltByReopening(
  spoil: (memory: RelationshipRepository) => RelationshipRepository,
): () => Promise<ConformanceSubject> {
  return async () => {
    const memory = memoryRepository();
    return {
      repository: memory,
      another: async () => ({ ...memory }),
      reopen: async () => spoil(memory),
      close: async () => {},
    };
  };
}

/** The same subject, with no feed. */
export function withoutFeed(create: () => Promise<ConformanceSubject>): () => Promise<ConformanceSubject> {
  const without = (repository: RelationshipRepository): RelationshipRepository => ({ ...repository, feed: undefined });
  return async () => {
    const { repository, another, reopen, close } = await create();
    return {
      repository: without(repository),
      another: async () => without(await another()),
      ...(reopen === undefined ? {} : { reopen: async () => without(await reopen()) }),
      close,
    };
  };
}
