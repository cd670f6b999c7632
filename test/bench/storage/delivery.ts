import { performance } from 'node:perf_hooks';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { RelationshipRepository } from 'partner-relationships';
import { serviceOn } from '../../fixtures/market';
import type { Section } from '../section';
import { commitAll, newCustomers } from './commits';
import { MOST_IN_FLIGHT, repositoryOn, tablesIn, withPostgres } from './databases';

/** How long the reader waits when there is nothing new. */
export const PAUSE_MS = 20;

const COMMITS = 4000;
/** How many warm up, and are not counted. */
const FIRST = 500;

/** How long each writer waits after a commit. */
const WAITS_MS = [40, 0] as const;

/** How long a change is under way from the acknowledgement of its commit to who follows the feed. */
export async function run(): Promise<Section> {
  const rows = await withPostgres(async ({ pool, beside }) => {
    const measured: (readonly (string | number)[])[] = [];
    for (const waitMs of WAITS_MS) {
      const writing = await pool();
      const { repository } = await tablesIn(writing);
      const { delays, perSecond } = await delaysOf(repository, repositoryOn(beside(writing)), waitMs);
      const within = (share: number): string => (delays[Math.floor(share * delays.length)] ?? Number.NaN).toFixed(1);
      measured.push([waitMs, Math.round(perSecond), within(0.5), within(0.95)]);
    }
    return measured;
  });
  return {
    title: 'Delivering, on PostgreSQL',
    about:
      'How many milliseconds after a commit was acknowledged its last change is delivered by `service.follow` with ' +
      `\`pauseMs: ${PAUSE_MS}\`, over connections of its own, while ${MOST_IN_FLIGHT} writers commit new customers ` +
      'with four changes each, and wait after each commit.',
    columns: ['each waits, ms', 'commits a second', 'half of them within, ms', '95 % within, ms'],
    rows,
  };
}

interface Delays {
  /** In milliseconds, sorted. */
  readonly delays: readonly number[];
  readonly perSecond: number;
}

async function delaysOf(
  written: RelationshipRepository,
  read: RelationshipRepository,
  waitMs: number,
): Promise<Delays> {
  const commits = await newCustomers(COMMITS, `every-${waitMs}`);
  const acknowledged = new Map<string, number>();
  const delivered = new Map<string, number>();
  const reading = follow(read, commits.flatMap(({ changes }) => changes).length, delivered);
  await commitAll(written, commits.slice(0, FIRST), MOST_IN_FLIGHT);
  const start = performance.now();
  await commitAll(written, commits.slice(FIRST), MOST_IN_FLIGHT, async ({ id }) => {
    acknowledged.set(id, performance.now());
    if (waitMs > 0) await elapsed(waitMs);
  });
  const perSecond = ((COMMITS - FIRST) * 1000) / (performance.now() - start);
  await reading;
  const delays = [...acknowledged].map(([id, at]) => (delivered.get(id) ?? Number.NaN) - at);
  return { delays: delays.sort((one, other) => one - other), perSecond };
}

/** Follows the feed until so many changes have come, and keeps when the last one of each document came. */
async function follow(
  repository: RelationshipRepository,
  changes: number,
  delivered: Map<string, number>,
): Promise<void> {
  const following = { after: null, signal: new AbortController().signal, pauseMs: PAUSE_MS };
  let left = changes;
  for await (const item of serviceOn(repository).follow(following)) {
    delivered.set(item._unsafeUnwrap().document.id, performance.now());
    left -= 1;
    if (left === 0) return;
  }
}
