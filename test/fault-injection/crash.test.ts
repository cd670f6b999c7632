import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ground, type Child, type Ground } from './child';
import { departed } from './departure';
import { gather } from './evidence';
import { commandOf, notesIn, type Note } from './journal';
import { complaints } from './judge';
import type { FromKeeper, ToKeeper } from './keeper';
import { openMarket, serviceOn, type Invitation } from '../fixtures/market';
import { haveAllTheTime } from './patience';
import { openPlace, preparePlace, type Place } from './place';
import { roundsOfRun, seedOfRun } from './run';
import { seeded } from '../fixtures/random';
import { commandsCutShort, commitAnswers } from './tally';
import type { FromVictim, Task, ToVictim } from './victim';

haveAllTheTime();

const KILLS = 100;
const SELLERS = 3;
const CUSTOMERS_PER_VICTIM = 4;
/** How many victims write for the same partners, before there are new ones: their lists are read after every kill. */
const VICTIMS_PER_MARKET = 10;
/** For how long a victim goes on, at most, when it has written in every store. */
const MOST_MILLISECONDS = 16;

const seed = seedOfRun();
const kills = KILLS * roundsOfRun();

type Victim = Child<ToVictim, FromVictim>;

/** A store, and all that was ever written in it. */
interface Site {
  readonly name: string;
  readonly place: Place;
  readonly markets: (readonly Invitation[])[];
  readonly customerIds: string[];
  readonly notes: Note[];
}

describe.concurrent('a process that is killed while it writes', () => {
  let arena: Ground;

  beforeAll(async () => {
    arena = await ground(['victim', 'keeper']);
    return () => arena.clear();
  });

  it('leaves in files and PostgreSQL all that was acknowledged, and nothing by half', async ({ onTestFinished }) => {
    const keeper = arena.start<ToKeeper, FromKeeper>('keeper');
    onTestFinished(() => keeper.end());
    keeper.tell({ kind: 'make' });
    const { url } = await keeper.said('up');

    const sites = [
      siteOf('files', { kind: 'file', folder: join(arena.folder, 'files') }),
      siteOf('PostgreSQL', { kind: 'postgres', url, schema: 'crash' }),
    ];
    await crash(arena, { sites, kills, strike: (victim, at) => strikeServerOrVictim({ keeper, url }, victim, at) });
  });

  it.each(['delete', 'wal'] as const)(
    'leaves in SQLite with journal mode "%s" all that was acknowledged, and nothing by half',
    async (journal) => {
      const place = { kind: 'sqlite', file: join(arena.folder, `${journal}.db`), journal } as const;
      await crash(arena, { sites: [siteOf(`SQLite (${journal})`, place)], kills: kills / 2, strike: killed });
    },
  );
});

interface Server {
  readonly keeper: Child<ToKeeper, FromKeeper>;
  readonly url: string;
}

/** Every tenth time the PostgreSQL server is killed first, and every tenth time one of its processes. */
async function strikeServerOrVictim({ keeper, url }: Server, victim: Victim, at: number): Promise<void> {
  const kind = at % 10 === 9 ? 'kill-server' : at % 10 === 4 ? 'kill-backend' : null;
  if (kind !== null) {
    keeper.tell({ kind });
    // By then the victim has given up, or found the server again and gone on: either way what it was told must be there.
    await keeper.said('up');
  }
  await killed(victim);
  await departed(url, nameOf(at));
}

async function killed(victim: Victim): Promise<void> {
  expect(await victim.kill()).toBe('SIGKILL');
}

interface Crash {
  readonly sites: readonly Site[];
  readonly kills: number;
  /** Ends a victim; answers when its stores are usable again. */
  readonly strike: (victim: Victim, at: number) => Promise<void>;
}

async function crash({ folder, start }: Ground, { sites, kills: times, strike }: Crash): Promise<void> {
  const began = performance.now();
  const random = seeded(seed);
  await Promise.all(sites.map(({ place }) => preparePlace(place)));
  let next = start<ToVictim, FromVictim>('victim');
  for (let at = 0; at < times; at += 1) {
    const victim = next;
    // The next one starts up meanwhile.
    next = start('victim');
    if (at % VICTIMS_PER_MARKET === 0) await Promise.all(sites.map((site) => openNewMarket(site, at)));
    const works = sites.map((site) => ({ site, task: taskFor(site, at, folder) }));
    victim.tell({ name: nameOf(at), tasks: works.map(({ task }) => task), seed: seed + at });
    await victim.said('writing');
    await passed(random.below(MOST_MILLISECONDS));
    await strike(victim, at);

    const found = await Promise.all(works.map(({ site, task }) => lookAfter(site, task)));
    expect(found.flat(), `after kill ${at} with FAULT_SEED=${seed}`).toEqual([]);
  }
  await next.end();

  const seconds = Math.round((performance.now() - began) / 100) / 10;
  for (const { name, place, markets, customerIds, notes } of sites) {
    const { found, recorded } = await look(place, customerIds, markets.flat(), notes);
    console.log(`${times} kills on ${name}: ${summary(notes, recorded)}, ${seconds} s, FAULT_SEED=${seed}`);
    expect(found, `${name} with FAULT_SEED=${seed}`).toEqual([]);
    expect(commandsCutShort(notes), `${name}: nobody was killed while writing`).not.toEqual([]);
  }
}

function siteOf(name: string, place: Place): Site {
  return { name, place, markets: [], customerIds: [], notes: [] };
}

function nameOf(at: number): string {
  return `victim-${at}`;
}

async function openNewMarket({ place, markets }: Site, at: number): Promise<void> {
  const { repository, close } = await openPlace(place);
  const { invitations } = await openMarket(serviceOn(repository), `market-${at}`, SELLERS);
  markets.push(invitations);
  await close();
}

function taskFor({ name, place, markets, customerIds }: Site, at: number, folder: string): Task {
  const own = Array.from({ length: CUSTOMERS_PER_VICTIM }, (_, which) => `customer-${at}-${which}`);
  customerIds.push(...own);
  return { place, journal: join(folder, `${name}-${at}.jsonl`), invitations: markets.at(-1) ?? [], customerIds: own };
}

async function lookAfter({ name, place, notes }: Site, task: Task): Promise<readonly string[]> {
  const noted = notesIn(task.journal);
  notes.push(...noted);
  const { found } = await look(place, task.customerIds, task.invitations, noted);
  return found.map((complaint) => `${name}: ${complaint}`);
}

interface Findings {
  readonly found: readonly string[];
  /** The commands that are in the history. */
  readonly recorded: ReadonlySet<string>;
}

/** Opens the store anew, as the next process would, and reads all there is. */
async function look(
  place: Place,
  customerIds: readonly string[],
  invitations: readonly Invitation[],
  notes: readonly Note[],
): Promise<Findings> {
  const { repository, close } = await openPlace(place, { max: 1 });
  const evidence = await gather(repository, customerIds, invitations);
  await close();
  const changes = evidence.customers.flatMap(({ history }) => history.map(({ change }) => change));
  return { found: complaints(evidence, notes), recorded: new Set(changes.map((change) => commandOf([change]))) };
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function summary(notes: readonly Note[], recorded: ReadonlySet<string>): string {
  const cut = commandsCutShort(notes);
  const inForce = cut.filter((command) => recorded.has(command)).length;
  return (
    `${commitAnswers(notes).filter((answer) => answer === 'ok').length} commits acknowledged, all there; ` +
    `${cut.length} cut short, ${inForce} of them in force as a whole, the others not at all`
  );
}
