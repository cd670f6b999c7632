import { allTogether } from './checks/all-together';
import { create as createKeepsItsPromise } from './checks/create';
import { oneSucceeds } from './checks/must-1-one-succeeds';
import { revisions } from './checks/must-2-revisions';
import { allOrNothing } from './checks/must-3-all-or-nothing';
import { answers } from './checks/must-4-answers';
import { byValue } from './checks/must-5-by-value';
import { history } from './checks/must-6-history';
import { ids } from './checks/must-7-ids';
import { pages } from './checks/must-7-pages';
import { reopening } from './checks/must-8-reopening';
import { feed as feedMissesNothing } from './checks/must-9-feed';
import { parties } from './checks/must-10-parties';
import { customers } from './fixtures/customers';
import { lists } from './fixtures/lists';
import { partners } from './fixtures/partners';
import { checksOf } from './harness/check';
import { onNewGround, type Circumstances } from './harness/ground';
import type { RepositoryConformanceOptions } from './harness/options';
import { checked, sizesFrom } from './harness/sizes';

const promises = [
  ...[createKeepsItsPromise, oneSucceeds, revisions, allOrNothing, answers, byValue, history, pages, ids, reopening],
  feedMissesNothing,
  parties,
  allTogether,
];

/**
 * Makes the tests that check whether a repository keeps the storage contract, every MUST of `VersionedStore`; your test
 * runner runs them. Each test makes its own repository and gives it up afterwards. The name of a test begins with the
 * number of the MUST and says what is due; a failure says what the repository did instead and where to look.
 *
 * A repository must pass all of them; none is optional. Only a repository that is declared `volatile` is not closed and
 * opened again, and only one that is declared to have a `feed` is checked for MUST 9. One without `loadParties` has
 * nothing to keep of MUST 10. The last test plays random histories through the service, over your repository and over
 * the one in memory, and compares every answer.
 *
 * @throws RangeError if a size, `timeoutMs` or `seed` is out of range
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
 *     return {
 *       repository,
 *       another: async () => repository,
 *       close: async () => {},
 *     };
 *   },
 * });
 * ```
 * @example With the test runner of Node.js, for a store that can be closed and opened again:
 * ```ts
 * import { describe, it } from 'node:test';
 * import type { RelationshipRepository } from 'partner-relationships';
 * import { repositoryConformance } from 'partner-relationships/conformance';
 *
 * declare function openRepository(
 *   folder: string,
 * ): Promise<RelationshipRepository>;
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
  const { describe, it, create, volatile = false, feed = false } = options;
  const timeoutMs = checked('timeoutMs', options.timeoutMs, { min: 1, max: 3_600_000, usual: 60_000 });
  const circumstances: Circumstances = {
    create,
    feed,
    sizes: sizesFrom(options.sizes),
    timeoutMs,
    seed:
      options.seed === undefined
        ? null
        : checked('seed', options.seed, { min: -(2 ** 31), max: 2 ** 31 - 1, usual: 0 }),
  };
  describe('storage contract', () => {
    for (const promise of promises) {
      if (promise === feedMissesNothing && !feed) continue;
      for (const check of checksOf(promise, [partners, customers], lists)) {
        if (check.reopens === true && volatile) continue;
        const name = `${promise.must} ${promise.name}: ${check.title}`;
        it(name, () => onNewGround(circumstances, promise, check), limitOf(timeoutMs));
      }
    }
  });
}

/** The check and closing the repository have a limit each, and their own message is better than the runner's. */
function limitOf(timeoutMs: number): number {
  return 2 * timeoutMs + 1000;
}
