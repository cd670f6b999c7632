import { turn } from '../fixtures/turn';
import { anyCommand } from './command';
import { fileJournal, giveNoted, witnessedService } from './journal';
import type { Invitation } from '../fixtures/market';
import { openPlace, type Place } from './place';
import { seeded } from '../fixtures/random';

// A process that gives one command after the other, in several stores at the same time, until it is killed.

/** What a victim is told. */
export interface ToVictim {
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly seed: number;
}

/** Where to write, for whom, and what to note it in. */
export interface Task {
  readonly place: Place;
  readonly journal: string;
  readonly invitations: readonly Invitation[];
  readonly customerIds: readonly string[];
}

/** What a victim says: it has written in every store. */
export interface FromVictim {
  readonly kind: 'writing';
}

/** How many commands it has under way at the same time in each store. */
const LANES = 2;

async function write({ name, tasks, seed }: ToVictim): Promise<void> {
  const written = new Set<Task>();
  const onWritten = (task: Task): void => {
    if (written.has(task)) return;
    written.add(task);
    if (written.size === tasks.length) say({ kind: 'writing' });
  };
  await Promise.all(tasks.map((task) => carryOut(task, name, seed, () => onWritten(task))));
}

async function carryOut(task: Task, name: string, seed: number, onWritten: () => void): Promise<void> {
  const { repository } = await openPlace(task.place, { max: LANES, application_name: name });
  const notes = fileJournal(task.journal);
  const random = seeded(seed);
  const service = witnessedService(repository, notes);
  let given = 0;

  const lane = async (): Promise<void> => {
    for (;;) {
      // Some drivers never let go of the process; it has to hear when the one who started it is gone.
      await turn();
      given += 1;
      const command = anyCommand(random, random.pick(task.customerIds), task.invitations);
      const answer = await giveNoted(service, notes, command, `${name}-${given}`);
      // A store that does not answer is left alone.
      if (answer.isErr() && ['storage-failed', 'outcome-unknown'].includes(answer.error.code)) return;
      if (answer.isOk() && answer.value.changes.length > 0) onWritten();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function say(message: FromVictim): void {
  process.send?.(message);
}

process.on('message', (message) => {
  void write(message as ToVictim);
});

process.on('disconnect', () => process.exit());
