import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, type Child, type Sandbox } from './sandbox';
import { disconnected } from './disconnected';
import { gather } from './evidence';
import { commandOf, notesIn, type Note } from './journal';
import { violations } from './checker';
import type { FromSupervisor, ToSupervisor } from './supervisor';
import { openMarket, serviceOn, type Invitation } from '../fixtures/market';
import { setLongTimeout } from './long-timeout';
import { openPlace, preparePlace, type Place } from './place';
import { roundsOfRun, seedOfRun } from './run';
import { seeded } from '../fixtures/random';
import { commandsCutShort, commitAnswers } from './tally';
import type { FromWriter, Task, ToWriter } from './writer';

setLongTimeout();

const KILLS = 100;
const SELLERS = 2;
const CUSTOMERS_PER_WRITER = 4;
/**
 * How many writers write for the same partners before new ones are made: every kill is followed by reading their lists.
 */
const WRITERS_PER_MARKET = 10;
/** For how long a writer goes on, at most, after it has written to every store. */
const MOST_MILLISECONDS = 16;

const seed = seedOfRun();
const kills = KILLS * roundsOfRun();

type Writer = Child<ToWriter, FromWriter>;

/** A store, and all that was ever written to it. */
interface Site {
  readonly name: string;
  readonly place: Place;
  readonly markets: (readonly Invitation[])[];
  readonly customerIds: string[];
  readonly notes: Note[];
}

describe.concurrent('a process that is killed while it writes', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox(['writer', 'supervisor']);
    return () => sandbox.clear();
  });

  it('leaves every acknowledged commit in files and PostgreSQL, and none in part', async ({ onTestFinished }) => {
    const supervisor = sandbox.start<ToSupervisor, FromSupervisor>('supervisor');
    onTestFinished(() => supervisor.end());
    supervisor.tell({ kind: 'make' });
    const { url } = await supervisor.said('up');

    const sites = [
      siteOf('files', { kind: 'file', folder: join(sandbox.folder, 'files') }),
      siteOf('PostgreSQL', { kind: 'postgres', url, schema: 'crash' }),
    ];
    await crash(sandbox, { sites, kills, kill: (writer, at) => killServerOrWriter({ supervisor, url }, writer, at) });
  });

  it.each(['delete', 'wal'] as const)(
    'leaves every acknowledged commit in SQLite with journal mode "%s", and none in part',
    async (journal) => {
      const place = { kind: 'sqlite', file: join(sandbox.folder, `${journal}.db`), journal } as const;
      await crash(sandbox, { sites: [siteOf(`SQLite (${journal})`, place)], kills: kills / 2, kill: killed });
    },
  );
});

interface Server {
  readonly supervisor: Child<ToSupervisor, FromSupervisor>;
  readonly url: string;
}

/** Every tenth time the PostgreSQL server is killed first, and every tenth time one of its processes. */
async function killServerOrWriter({ supervisor, url }: Server, writer: Writer, at: number): Promise<void> {
  const kind = at % 10 === 9 ? 'kill-server' : at % 10 === 4 ? 'kill-backend' : null;
  if (kind !== null) {
    supervisor.tell({ kind });
    // By then the writer has given up, or has reconnected and gone on: either way, all acknowledged commits must be
    // there.
    await supervisor.said('up');
  }
  await killed(writer);
  await disconnected(url, nameOf(at));
}

async function killed(writer: Writer): Promise<void> {
  expect(await writer.kill()).toBe('SIGKILL');
}

interface Crash {
  readonly sites: readonly Site[];
  readonly kills: number;
  /** Kills a writer; resolves when its stores are usable again. */
  readonly kill: (writer: Writer, at: number) => Promise<void>;
}

async function crash({ folder, start }: Sandbox, { sites, kills: times, kill }: Crash): Promise<void> {
  const began = performance.now();
  const random = seeded(seed);
  await Promise.all(sites.map(({ place }) => preparePlace(place)));
  let next = start<ToWriter, FromWriter>('writer');
  for (let at = 0; at < times; at += 1) {
    const writer = next;
    // The next writer starts meanwhile.
    next = start('writer');
    if (at % WRITERS_PER_MARKET === 0) await Promise.all(sites.map((site) => openNewMarket(site, at)));
    const works = sites.map((site) => ({ site, task: taskFor(site, at, folder) }));
    writer.tell({ name: nameOf(at), tasks: works.map(({ task }) => task), seed: seed + at });
    await writer.said('writing');
    await passed(random.below(MOST_MILLISECONDS));
    await kill(writer, at);

    const found = await Promise.all(works.map(({ site, task }) => lookAfter(site, task)));
    expect(found.flat(), `after kill ${at} with FAULT_SEED=${seed}`).toEqual([]);
  }
  await next.end();

  const seconds = Math.round((performance.now() - began) / 100) / 10;
  for (const { name, place, markets, customerIds, notes } of sites) {
    const { found, recorded } = await look(place, customerIds, markets.flat(), notes);
    console.log(`${times} kills on ${name}: ${summary(notes, recorded)}, ${seconds} s, FAULT_SEED=${seed}`);
    expect(found, `${name} with FAULT_SEED=${seed}`).toEqual([]);
    expect(commandsCutShort(notes), `${name}: no writer was killed while it wrote`).not.toEqual([]);
  }
}

function siteOf(name: string, place: Place): Site {
  return { name, place, markets: [], customerIds: [], notes: [] };
}

function nameOf(at: number): string {
  return `writer-${at}`;
}

async function openNewMarket({ place, markets }: Site, at: number): Promise<void> {
  const { repository, close } = await openPlace(place);
  const { invitations } = await openMarket(serviceOn(repository), `market-${at}`, SELLERS);
  markets.push(invitations);
  await close();
}

function taskFor({ name, place, markets, customerIds }: Site, at: number, folder: string): Task {
  const own = Array.from({ length: CUSTOMERS_PER_WRITER }, (_, which) => `customer-${at}-${which}`);
  customerIds.push(...own);
  return { place, journal: join(folder, `${name}-${at}.jsonl`), invitations: markets.at(-1) ?? [], customerIds: own };
}

async function lookAfter({ name, place, notes }: Site, task: Task): Promise<readonly string[]> {
  const noted = notesIn(task.journal);
  notes.push(...noted);
  const { found } = await look(place, task.customerIds, task.invitations, noted);
  return found.map((violation) => `${name}: ${violation}`);
}

interface Findings {
  readonly found: readonly string[];
  /** The commands that are in the history. */
  readonly recorded: ReadonlySet<string>;
}

/** Opens the store as the next process would, and reads all its data. */
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
  return { found: violations(evidence, notes), recorded: new Set(changes.map((change) => commandOf([change]))) };
}

function summary(notes: readonly Note[], recorded: ReadonlySet<string>): string {
  const cut = commandsCutShort(notes);
  const inForce = cut.filter((command) => recorded.has(command)).length;
  return (
    `${commitAnswers(notes).filter((answer) => answer === 'ok').length} commits acknowledged, all there; ` +
    `${cut.length} cut short, ${inForce} of them in force as a whole, the others not at all`
  );
}
