import { turn } from '../fixtures/turn';
import { anyCommand } from './command';
import { fileJournal, giveNoted, journaledService } from './journal';
import type { Invitation } from '../fixtures/market';
import { openPlace, type Place } from './place';
import { seeded } from '../fixtures/random';

// A process that gives one command after the other, to several stores at the same time, until it is killed.

/** The message to a writer. */
export interface ToWriter {
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly seed: number;
}

/** A store to write to, for which partners and customers, and the journal to note it in. */
export interface Task {
  readonly place: Place;
  readonly journal: string;
  readonly invitations: readonly Invitation[];
  readonly customerIds: readonly string[];
}

/** The message of a writer: it has written to every store. */
export interface FromWriter {
  readonly kind: 'writing';
}

/** How many commands it has under way at the same time in each store. */
const LANES = 2;

async function write({ name, tasks, seed }: ToWriter): Promise<void> {
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
  const service = journaledService(repository, notes);
  let given = 0;

  const lane = async (): Promise<void> => {
    for (;;) {
      // Some drivers never yield; this process has to hear when the one that started it is gone.
      await turn();
      given += 1;
      const command = anyCommand(random, random.pick(task.customerIds), task.invitations);
      const answer = await giveNoted(service, notes, command, `${name}-${given}`);
      // The writer gives up a store that does not answer.
      if (answer.isErr() && ['storage-failed', 'outcome-unknown'].includes(answer.error.code)) return;
      if (answer.isOk() && answer.value.changes.length > 0) onWritten();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function say(message: FromWriter): void {
  process.send?.(message);
}

process.on('message', (message) => {
  void write(message as ToWriter);
});

process.on('disconnect', () => process.exit());
