import { memoryRepository, type RelationshipRepository } from 'partner-relationships';
import type { ConformanceSubject } from 'partner-relationships/conformance';

// Functions that a user of the kit could hand to it by mistake.

const theOnlyOne = memoryRepository();

/** Gives the same storage each time. */
export async function isolatedOnPaper(): Promise<ConformanceSubject> {
  return {
    repository: theOnlyOne,
    another: async () => theOnlyOne,
    reopen: async () => theOnlyOne,
    close: async () => {},
  };
}

/** Gives handles on storages of their own. */
export async function sharedOnPaper(): Promise<ConformanceSubject> {
  const repository = memoryRepository();
  return {
    repository,
    another: async () => memoryRepository(),
    reopen: async () => repository,
    close: async () => {},
  };
}

/** Gives one handle again and again, and closes nothing. */
export async function oneHandle(): Promise<ConformanceSubject> {
  const repository = memoryRepository();
  return {
    repository,
    another: async () => repository,
    reopen: async () => ({ ...repository }),
    close: async () => {},
  };
}

/** Gives handles of their own, and one of them again when everything was closed. */
export async function nothingClosed(): Promise<ConformanceSubject> {
  const repository = memoryRepository();
  return {
    repository,
    another: async () => ({ ...repository }),
    reopen: async () => repository,
    close: async () => {},
  };
}

/** Gives a handle for commits that are held back, and holds none. */
export async function heldOnPaper(): Promise<ConformanceSubject> {
  const repository = memoryRepository();
  const another = async (): Promise<RelationshipRepository> => ({ ...repository });
  return { repository, another, reopen: another, holding: another, close: async () => {} };
}

/** Holds an answer back, when the commit is in force. */
export async function answersHeld(): Promise<ConformanceSubject> {
  const { repository, ...subject } = await heldOnPaper();
  const { partners } = repository;
  return {
    ...subject,
    repository,
    holding: async (wait) => ({
      ...repository,
      partners: {
        ...partners,
        commit: async (sent) => {
          const answer = await partners.commit(sent);
          await wait();
          return answer;
        },
      },
    }),
  };
}
