import { answers } from './answers';
import type { Check } from './check';
import { creation } from './creation';
import { customerLists } from './customer-lists';
import { onFreshGround, type Circumstances } from './ground';
import { histories } from './histories';
import { ids } from './ids';
import type { RepositoryConformanceOptions } from './options';
import { pages } from './pages';
import { promised } from './promises';
import { refusedCommits } from './refused-commits';
import { reopening } from './reopening';
import { revisions } from './revisions';
import { sideBySide } from './side-by-side';
import { simultaneousCommits } from './simultaneous-commits';
import { checked, sizesFrom } from './sizes';
import { tornCommits } from './torn-commits';
import { values } from './values';

const checks: readonly Check[] = [
  ...creation,
  ...simultaneousCommits,
  ...revisions,
  ...tornCommits,
  ...refusedCommits,
  ...customerLists,
  ...answers,
  ...values,
  ...histories,
  ...pages,
  ...ids,
  ...reopening,
  ...sideBySide,
];

/**
 * Checks that a repository keeps the storage contract: every MUST of `VersionedStore`, by tests that you let your test
 * runner run. Each test makes a repository of its own and gives it up afterwards. The name of a test begins with the
 * number of the MUST and says what is due; a failure says what the repository did instead and where to look.
 *
 * A repository must pass all of them; none is optional. Only one that is declared `volatile` is not closed and opened
 * again. At the end, random histories are played through the service over your repository and over the one in memory,
 * and every answer is compared.
 *
 * @throws RangeError when a size, `timeoutMs` or `seed` is out of range
 * @example With Vitest:
 * ```ts
 * import { memoryRepository } from 'partner-relationships';
 * import { repositoryConformance } from 'partner-relationships/conformance';
 * import { describe, it } from 'vitest';
 *
 * repositoryConformance({
 *   describe,
 *   it,
 *   volatile: true,
 *   create: async () => {
 *     const repository = memoryRepository();
 *     return { repository, another: async () => repository, close: async () => {} };
 *   },
 * });
 * ```
 * @example With the test runner of Node.js, for a store that can be closed and opened again:
 * ```ts
 * import { describe, it } from 'node:test';
 * import type { RelationshipRepository } from 'partner-relationships';
 * import { repositoryConformance } from 'partner-relationships/conformance';
 *
 * declare function openRepository(folder: string): Promise<RelationshipRepository>;
 * declare function emptyFolder(): Promise<string>;
 * declare function removeFolder(folder: string): Promise<void>;
 *
 * repositoryConformance({
 *   describe,
 *   it,
 *   create: async () => {
 *     const folder = await emptyFolder();
 *     return {
 *       repository: await openRepository(folder),
 *       another: () => openRepository(folder),
 *       reopen: () => openRepository(folder),
 *       close: () => removeFolder(folder),
 *     };
 *   },
 * });
 * ```
 */
export function repositoryConformance(options: RepositoryConformanceOptions): void {
  const { describe, it, create, volatile = false } = options;
  const timeoutMs = checked('timeoutMs', options.timeoutMs, { min: 1, max: 3_600_000, usual: 60_000 });
  const circumstances: Circumstances = {
    create,
    sizes: sizesFrom(options.sizes),
    timeoutMs,
    seed:
      options.seed === undefined
        ? null
        : checked('seed', options.seed, { min: -(2 ** 31), max: 2 ** 31 - 1, usual: 0 }),
  };
  describe('storage contract', () => {
    for (const { promise, title, reopens = false, run } of checks) {
      if (reopens && volatile) continue;
      const { mark, name } = promised[promise];
      it(`${mark} ${name}: ${title}`, () => onFreshGround(circumstances, promised[promise], run), limitOf(timeoutMs));
    }
  });
}

/** The check and giving up the repository have a limit each, and both should say for themselves that it is over. */
function limitOf(timeoutMs: number): number {
  return 2 * timeoutMs + 1000;
}
