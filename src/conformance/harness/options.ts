import type { RelationshipRepository } from '../../repository/repository';
import type { ConformanceSizes } from './sizes';

/** A repository to check. */
export interface ConformanceSubject {
  /** Empty, and isolated from all that were made before. */
  readonly repository: RelationshipRepository;
  /**
   * A further handle on the same storage, as another process would have one: its own connection, its own caches. Each
   * time a new one, unless the repository is declared `volatile`.
   */
  readonly another: () => Promise<RelationshipRepository>;
  /**
   * Closes everything, without a chance to save what is not yet saved, and opens the same storage again. The handles
   * from before are not used any more. Only a repository that is declared `volatile` goes without.
   */
  readonly reopen?: (() => Promise<RelationshipRepository>) | undefined;
  /** Gives up the storage and all handles. Called once, also after a failure. */
  readonly close: () => Promise<void>;
}

/** What the checks are given. */
export interface RepositoryConformanceOptions {
  /** Groups tests, as the function of this name does in your test runner. */
  readonly describe: (name: string, define: () => void) => unknown;
  /**
   * Makes a test, as the function of this name does in your test runner. The third argument is how many milliseconds
   * the runner should wait at most: Vitest and Jest heed it, `node:test` has no limit of its own and ignores it. Mocha
   * ignores it as well and has a limit of two seconds: hand over
   * `(name, check, limit) => it(name, check).timeout(limit)`.
   */
  readonly it: (name: string, check: () => Promise<void>, limit: number) => unknown;
  /** Makes a new, empty, isolated repository. Called by every test at least once. */
  readonly create: () => Promise<ConformanceSubject>;
  /**
   * Declares that the repository keeps nothing when it is closed, as one in memory. Then the checks that close it and
   * open it again are not made. Nothing else can be left out.
   */
  readonly volatile?: boolean | undefined;
  /** How much the checks do; made smaller for slow stores. */
  readonly sizes?: ConformanceSizes | undefined;
  /** How many milliseconds a check may take before it fails, saying what was not answered; 60,000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** Of the random histories; a new one each time when left out. A failure tells its seed. */
  readonly seed?: number | undefined;
}
