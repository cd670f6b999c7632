import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { gather, type Evidence } from './evidence';
import { commandOf, witnessedService, type Journal, type Note } from './journal';
import { complaints } from './judge';
import { openMarket } from '../fixtures/market';
import { ordeal, SILENT, type Ordeal, type Scene } from './ordeal';
import { haveAllTheTime } from './patience';
import { openPlace, preparePlace } from './place';
import { roundsOfRun, seedOfRun } from './run';
import { seeded } from '../fixtures/random';
import { tally } from './tally';

haveAllTheTime();

const COMMANDS = 300;
/** So many people give commands at the same time, each at a customer of its own. */
const PEOPLE = 12;
const SELLERS = 4;

const seed = seedOfRun();
const commandsEach = Math.ceil((COMMANDS * roundsOfRun()) / PEOPLE);

describe('a line to PostgreSQL that breaks', () => {
  it('lets no command take effect twice, or by half; given again by hand, each comes to what was asked for', async () => {
    const began = performance.now();
    const place = { kind: 'postgres', url: inject('postgresUrl'), schema: `wire_${seed}` } as const;
    await preparePlace(place);
    const { repository, close } = await openPlace(place, { max: 6 });
    onTestFinished(close);
    const notes: Note[] = [];
    const journal: Journal = { note: (note) => notes.push(note) };
    const service = witnessedService(repository, journal);
    const { invitations } = await openMarket(service, 'wire', SELLERS);

    const customerIds = Array.from({ length: PEOPLE }, (_, at) => `customer-${at}`);
    const scene = { place, journal, repository, service, invitations };
    const ordeals = (await Promise.all(customerIds.map((id, at) => allOf(scene, id, seed + at)))).flat();

    const evidence = await gather(repository, customerIds, invitations);
    const effects = effectsIn(evidence);
    const seconds = Math.round(performance.now() - began) / 1000;
    console.log(`${summary(ordeals, effects)}, ${seconds} s, FAULT_SEED=${seed}`);
    expect(complaints(evidence, notes), `with FAULT_SEED=${seed}`).toEqual([]);
    expect(ordeals.flatMap((one) => wrongOutcome(one, effects)), `with FAULT_SEED=${seed}`).toEqual([]);
  });
});

async function allOf(scene: Scene, customerId: string, personalSeed: number): Promise<readonly Ordeal[]> {
  const random = seeded(personalSeed);
  const ordeals: Ordeal[] = [];
  for (let at = 0; at < commandsEach; at += 1) ordeals.push(await ordeal(scene, customerId, `${customerId}-${at}`, random));
  return ordeals;
}

/** How many commits of each command are in the histories. */
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

function wrongOutcome(one: Ordeal, effects: ReadonlyMap<string, number>): string[] {
  const { id, blows, patient, disturbed, answer, found } = one;
  const wrong = [...found];
  // On a busy machine somebody without patience may have given up before anything struck.
  if (blows.length === 0 && patient) wrong.push(`${id} was spared`);
  if (!['done', 'outcome-unknown', 'storage-failed'].includes(answer)) wrong.push(`${id} was answered with ${answer}`);
  // Every command changes something, so if nobody came in between, it or its repetition has, and not both.
  const times = (effects.get(id) ?? 0) + (effects.get(`${id}-again`) ?? 0);
  if (!disturbed && times !== 1) wrong.push(`${id} and its repetition took effect ${times} times`);
  if (isSurmountable(one) && answer !== 'done') wrong.push(`${id} was answered with ${answer}, and could have been done`);
  return wrong;
}

/**
 * A commit was cut off once and the client knows, so the service can find out by itself what became of it, unless the
 * client gives up meanwhile.
 */
function isSurmountable({ blows, disturbed, patient }: Ordeal): boolean {
  return patient && !disturbed && blows.length === 1 && blows.every(({ fault, onWrite }) => onWrite && !SILENT.includes(fault));
}

function summary(ordeals: readonly Ordeal[], effects: ReadonlyMap<string, number>): string {
  const faults = ordeals.flatMap(({ blows }) => blows.map(({ fault }) => fault));
  const answers = ordeals.map(({ id, answer }) => (effects.has(id) ? `${answer} and in force` : answer));
  const disturbed = ordeals.filter((one) => one.disturbed).length;
  return (
    `${faults.length} faults on the way to PostgreSQL (${tally(faults)}) in ${ordeals.length} commands, ` +
    `${disturbed} of them with somebody in between: ${tally(answers)}`
  );
}
