import type { RelationshipRepository } from '../../repository/repository';
import type { ConformanceSizes } from './sizes';

/** A repository to check. */
export interface ConformanceSubject {
  /** Empty, and isolated from all repositories that were made before. */
  readonly repository: RelationshipRepository;
  /**
   * Gives a further handle on the same storage, as another process would have it, with its own connection and its own
   * caches; a new one each time, unless the repository is declared `volatile`.
   */
  readonly another: () => Promise<RelationshipRepository>;
  /**
   * Closes everything without a chance to save anything, and opens the same storage again. The kit does not use the
   * handles from before any more. Only a repository that is declared `volatile` goes without this function.
   */
  readonly reopen?: (() => Promise<RelationshipRepository>) | undefined;
  /**
   * Gives a further handle whose commits can be held back. Each of them writes all that it has to write, calls `wait`
   * before anything of it is in force, and goes on when the promise is fulfilled; meanwhile, other handles read and
   * commit other documents. With it, the checks of the feed have commits that take long, as long as they like. In a
   * database, call `wait` right before `COMMIT`. Leave it out if no other commit can take effect while one is under
   * way, as on SQLite. If a commit cannot be held back for another reason, the kit sends large commits among small
   * ones, which shows fewer faults.
   */
  readonly holding?: ((wait: () => Promise<void>) => Promise<RelationshipRepository>) | undefined;
  /** Gives up the storage and all handles. The kit calls it once, also after a failure. */
  readonly close: () => Promise<void>;
}

/** The test runner, the repository and how much to check. */
export interface RepositoryConformanceOptions {
  /** Groups tests, as the function of this name does in your test runner. */
  readonly describe: (name: string, define: () => void) => unknown;
  /**
   * Makes a test, as the function of this name does in your test runner. The third argument says how many milliseconds
   * the runner should wait at most. Vitest and Jest heed it; `node:test` has no limit of its own and ignores it. Mocha
   * ignores it too but has a limit of two seconds: hand over
   * `(name, check, limit) => it(name, check).timeout(limit)`.
   */
  readonly it: (name: string, check: () => Promise<void>, limit: number) => unknown;
  /** Makes a new, empty, isolated repository. Every test calls it at least once. */
  readonly create: () => Promise<ConformanceSubject>;
  /**
   * Declares that the repository keeps nothing when it is closed, as one in memory. Then the kit leaves out the checks
   * that close it and open it again. Nothing else can be left out.
   */
  readonly volatile?: boolean | undefined;
  /**
   * Declares that the repository has a `feed`. Then the kit checks MUST 9 as well, the promise of the feed. A
   * repository that has a feed and does not declare it fails, and so does one that declares it and has none.
   */
  readonly feed?: boolean | undefined;
  /** How much the checks do. Make it smaller for slow stores. */
  readonly sizes?: ConformanceSizes | undefined;
  /** The milliseconds after which a check fails and says which call has no answer; 60,000 if left out. */
  readonly timeoutMs?: number | undefined;
  /** The seed of the random histories; a new one each time if left out. A failure tells its seed. */
  readonly seed?: number | undefined;
}
