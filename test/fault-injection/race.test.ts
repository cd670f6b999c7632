import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it, onTestFailed } from 'vitest';
import { openSandbox, type Sandbox } from './sandbox';
import { gather } from './evidence';
import { notesIn, type Note } from './journal';
import { violations } from './checker';
import { setLongTimeout } from './long-timeout';
import { openPlace, preparePlace, type Place } from './place';
import type { ToRacer } from './racer';
import { everybody, lineUp, startRacers, type Racer } from './racers';
import { roundsOfRun, seedOfRun } from './run';
import { commandAnswers, commitAnswers, tally } from './tally';

setLongTimeout();

const CUSTOMERS = 200;
/** The racers wait for each other before each leg, so that they compete for the same customers. */
const CUSTOMERS_PER_LEG = 20;

const seed = seedOfRun();
const rounds = roundsOfRun();
const customerIds = Array.from({ length: CUSTOMERS }, (_, at) => `customer-${at}`);

describe('eight processes that accept and remove for the same services at once', () => {
  let sandbox: Sandbox;
  let racers: readonly Racer[];

  beforeAll(async () => {
    sandbox = await openSandbox(['racer']);
    racers = startRacers(sandbox);
    return () => sandbox.clear();
  });

  const places: readonly { readonly name: string; readonly place: () => Place }[] = [
    { name: 'PostgreSQL', place: () => ({ kind: 'postgres', url: inject('postgresUrl'), schema: `race_${seed}` }) },
    { name: 'SQLite', place: () => ({ kind: 'sqlite', file: join(sandbox.folder, 'race.db'), journal: 'wal' }) },
    { name: 'files', place: () => ({ kind: 'file', folder: join(sandbox.folder, 'race') }) },
  ];

  it.each(places)('one-transacting-partner-per-service: holds on $name after every single change', async ({ name, place }) => {
    onTestFailed(() => {
      // The racers of a failed race must not disturb the next one.
      racers = startRacers(sandbox);
    });
    const at = place();
    await preparePlace(at);
    const journals = racers.map((_, number) => join(sandbox.folder, `${name}-${number}.jsonl`));
    const invitations = await lineUp(racers, { places: [at], journals, seed });
    const milliseconds = await race(racers);
    const notes = journals.flatMap(notesIn);

    const { repository, close } = await openPlace(at);
    const found = violations(await gather(repository, customerIds, invitations), notes);
    await close();
    console.log(`race on ${name}: ${summary(notes, milliseconds)}, FAULT_SEED=${seed}`);
    expect(found, `with FAULT_SEED=${seed}`).toEqual([]);
    expect(tally(unexpected(notes)), 'answers that nobody should get while nothing fails').toBe('');
    expect(commitAnswers(notes), 'there was no conflict, so the processes did not race').toContain('revision-conflict');
  });
});

/** Lets all racers run through all customers, leg by leg. Resolves with the milliseconds that it took. */
async function race(racers: readonly Racer[]): Promise<number> {
  const began = performance.now();
  for (const leg of legs()) {
    for (const racer of racers) racer.tell(leg);
    await everybody(racers, 'arrived');
  }
  const milliseconds = performance.now() - began;
  for (const racer of racers) racer.tell({ kind: 'close' });
  await everybody(racers, 'closed');
  return milliseconds;
}

function legs(): readonly (ToRacer & { kind: 'run' })[] {
  const stages = Math.ceil(CUSTOMERS / CUSTOMERS_PER_LEG);
  return Array.from({ length: rounds * stages }, (_, at) => {
    const from = (at % stages) * CUSTOMERS_PER_LEG;
    return { kind: 'run', leg: `leg-${at}`, customerIds: customerIds.slice(from, from + CUSTOMERS_PER_LEG) };
  });
}

/** The answers that nobody should get while nothing fails. */
function unexpected(notes: readonly Note[]): readonly string[] {
  const fair = ['done', 'service-held', 'unknown-customer', 'revision-conflict'];
  return commandAnswers(notes).filter((answer) => !fair.includes(answer));
}

function summary(notes: readonly Note[], milliseconds: number): string {
  const commands = commandAnswers(notes);
  const commits = commitAnswers(notes);
  const perSecond = Math.round((1000 * commits.filter((answer) => answer === 'ok').length) / milliseconds);
  return (
    `${commands.length} commands (${tally(commands)}), ` +
    `${commits.length} commits (${tally(commits)}), ${perSecond} commits a second`
  );
}
