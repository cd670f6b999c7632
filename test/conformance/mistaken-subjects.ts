import { memoryRepository } from 'partner-relationships';
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
