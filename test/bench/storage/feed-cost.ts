import { performance } from 'node:perf_hooks';
import { CompiledQuery } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { serviceOn } from '../../fixtures/market';
import { median } from '../median';
import type { Section } from '../section';
import { commitAll, newCustomers, type CustomerCommit } from './commits';
import { MOST_IN_FLIGHT, repositoryOn, tablesIn, withPostgres } from './databases';
import { PAUSE_MS } from './delivery';

const ROUNDS = 41;
const CHANGE_TABLES = ['relationship_partner_changes', 'relationship_customer_changes'];

/** What a commit costs with the feed against one without, by how many are under way. */
export interface FeedCost {
  readonly inFlight: number;
  readonly unread: number;
  /** While somebody follows the feed on the same machine. */
  readonly read: number;
}

/** What the feed costs a commit, while nobody reads it and while somebody does. */
export async function run(): Promise<Section> {
  const costs = await feedCosts();
  return {
    title: 'What the feed costs a commit, on PostgreSQL',
    about:
      'The time of a commit of a new customer with four changes, divided by that in the same tables without the ' +
      'column `number` and its indexes, where no feed can be read; both take turns, and the figures are medians of ' +
      `their ratios. Somebody who reads does so by \`service.follow\` with \`pauseMs: ${PAUSE_MS}\`, on the same ` +
      'machine, whose cores the commits need as well.',
    columns: ['in flight', 'nobody reads', 'somebody reads'],
    rows: costs.map(({ inFlight, unread, read }) => [inFlight, unread.toFixed(2), read.toFixed(2)]),
  };
}

export function feedCosts(): Promise<readonly FeedCost[]> {
  return withPostgres(async ({ pool, beside }) => {
    const [unread, read, without] = [await pool(), await pool(), await pool()];
    const [onUnread, onRead, onWithout] = [await tablesIn(unread), await tablesIn(read), await tablesIn(without)];
    // With the column go its indexes.
    for (const table of CHANGE_TABLES) {
      await onWithout.db.executeQuery(CompiledQuery.raw(`alter table ${table} drop column number`));
    }
    const reader = repositoryOn(beside(read));
    const costs: FeedCost[] = [];
    for (const inFlight of [1, MOST_IN_FLIGHT]) {
      const ratios: Record<'unread' | 'read', number[]> = { unread: [], read: [] };
      // The first rounds warm up, and are not counted.
      for (let round = -4; round < ROUNDS; round += 1) {
        const commits = await newCustomers(32 + 8 * inFlight, `${inFlight}-in-flight-${round}`);
        const contestants: readonly (() => Promise<number>)[] = [
          () => timeOf(onUnread.repository, commits, inFlight),
          () => whileRead(reader, () => timeOf(onRead.repository, commits, inFlight)),
          () => timeOf(onWithout.repository, commits, inFlight),
        ];
        const times: number[] = [];
        for (let turn = 0; turn < contestants.length; turn += 1) {
          const at = (turn + round + contestants.length * 2) % contestants.length;
          times[at] = (await contestants[at]?.()) ?? Number.NaN;
        }
        const [timeUnread = Number.NaN, timeRead = Number.NaN, timeWithout = Number.NaN] = times;
        if (round < 0) continue;
        ratios.unread.push(timeUnread / timeWithout);
        ratios.read.push(timeRead / timeWithout);
      }
      costs.push({ inFlight, unread: median(ratios.unread), read: median(ratios.read) });
    }
    return costs;
  });
}

async function timeOf(
  repository: RelationshipRepository,
  commits: readonly CustomerCommit[],
  inFlight: number,
): Promise<number> {
  const start = performance.now();
  await commitAll(repository, commits, inFlight);
  return performance.now() - start;
}

/** Runs something while the feed is followed from where the last reading ended. */
async function whileRead<T>(repository: RelationshipRepository, run: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const following = { after: positions.get(repository) ?? null, signal: stop.signal, pauseMs: PAUSE_MS };
  const reading = (async () => {
    for await (const item of serviceOn(repository).follow(following)) {
      positions.set(repository, item._unsafeUnwrap().position);
    }
  })();
  const answer = await run();
  stop.abort();
  await reading;
  return answer;
}

const positions = new WeakMap<RelationshipRepository, string>();
