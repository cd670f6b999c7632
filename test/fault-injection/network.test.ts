import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { gather, type Evidence } from './evidence';
import { commandOf, journaledService, type Journal, type Note } from './journal';
import { violations } from './checker';
import { openMarket } from '../fixtures/market';
import { runTrial, SILENT, type Trial, type Scene } from './trial';
import { setLongTimeout } from './long-timeout';
import { openPlace, preparePlace } from './place';
import { roundsOfRun, seedOfRun } from './run';
import { seeded } from '../fixtures/random';
import { tally } from './tally';

setLongTimeout();

const COMMANDS = 300;
/** How many clients give commands at the same time, each on a customer of its own. */
const CLIENTS = 12;
const SELLERS = 3;

const seed = seedOfRun();
const commandsEach = Math.ceil((COMMANDS * roundsOfRun()) / CLIENTS);

describe('a network to PostgreSQL that fails', () => {
  it('lets no command take effect twice or in part, and a repeated command always succeeds', async () => {
    const began = performance.now();
    const place = { kind: 'postgres', url: inject('postgresUrl'), schema: `wire_${seed}` } as const;
    await preparePlace(place);
    const { repository, close } = await openPlace(place, { max: 6 });
    onTestFinished(close);
    const notes: Note[] = [];
    const journal: Journal = { note: (note) => notes.push(note) };
    const service = journaledService(repository, journal);
    const { invitations } = await openMarket(service, 'wire', SELLERS);

    const customerIds = Array.from({ length: CLIENTS }, (_, at) => `customer-${at}`);
    const scene = { place, journal, repository, service, invitations };
    const trials = (await Promise.all(customerIds.map((id, at) => allOf(scene, id, seed + at)))).flat();

    const evidence = await gather(repository, customerIds, invitations);
    const effects = effectsIn(evidence);
    const seconds = Math.round(performance.now() - began) / 1000;
    console.log(`${summary(trials, effects)}, ${seconds} s, FAULT_SEED=${seed}`);
    expect(violations(evidence, notes), `with FAULT_SEED=${seed}`).toEqual([]);
    expect(trials.flatMap((one) => wrongOutcome(one, effects)), `with FAULT_SEED=${seed}`).toEqual([]);
  });
});

async function allOf(scene: Scene, customerId: string, personalSeed: number): Promise<readonly Trial[]> {
  const random = seeded(personalSeed);
  const trials: Trial[] = [];
  for (let at = 0; at < commandsEach; at += 1) trials.push(await runTrial(scene, customerId, `${customerId}-${at}`, random));
  return trials;
}

/** How many commits of each command the histories hold. */
function effectsIn({ customers }: Evidence): ReadonlyMap<string, number> {
  const commits = new Map<string, Set<string>>();
  for (const { history } of customers) {
    for (const { revision, change } of history) {
      const command = commandOf([change]);
      commits.set(command, (commits.get(command) ?? new Set()).add(revision));
    }
  }
  return new Map([...commits].map(([command, revisions]) => [command, revisions.size]));
}

function wrongOutcome(one: Trial, effects: ReadonlyMap<string, number>): string[] {
  const { id, injected, patient, disturbed, answer, found } = one;
  const wrong = [...found];
  // On a busy machine a client with a timeout may have given up before any fault.
  if (injected.length === 0 && patient) wrong.push(`${id} met no fault`);
  if (!['done', 'outcome-unknown', 'storage-failed'].includes(answer)) wrong.push(`${id} was answered with ${answer}`);
  // Every command changes something, so if nobody else changed the customer, either it or its repetition took effect.
  const times = (effects.get(id) ?? 0) + (effects.get(`${id}-again`) ?? 0);
  if (!disturbed && times !== 1) wrong.push(`${id} and its repetition took effect ${times} times`);
  if (canRecover(one) && answer !== 'done') wrong.push(`${id} was answered with ${answer}, though the service could have carried it out`);
  return wrong;
}

/**
 * Whether the service could find out by itself what became of a commit: it was cut off once, and the client knows and
 * does not give up meanwhile.
 */
function canRecover({ injected, disturbed, patient }: Trial): boolean {
  return patient && !disturbed && injected.length === 1 && injected.every(({ fault, onWrite }) => onWrite && !SILENT.includes(fault));
}

function summary(trials: readonly Trial[], effects: ReadonlyMap<string, number>): string {
  const faults = trials.flatMap(({ injected }) => injected.map(({ fault }) => fault));
  const answers = trials.map(({ id, answer }) => (effects.has(id) ? `${answer} and in force` : answer));
  const disturbed = trials.filter((one) => one.disturbed).length;
  return (
    `${faults.length} faults on the way to PostgreSQL (${tally(faults)}) in ${trials.length} commands, ` +
    `${disturbed} of them with another change in between: ${tally(answers)}`
  );
}
