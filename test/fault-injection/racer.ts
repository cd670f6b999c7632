import { setTimeout as passed } from 'node:timers/promises';
import { anyCommand } from './command';
import { fileJournal, giveNoted, journaledService } from './journal';
import { openMarket, type Invitation } from '../fixtures/market';
import { openPlace, type Place } from './place';
import { seeded } from '../fixtures/random';

// A process that races with others: all open the same market at the same moment, and give commands on the same
// customers.

/** The messages to a racer. */
export type ToRacer =
  | {
      readonly kind: 'open';
      readonly place: Place;
      readonly journal: string;
      readonly number: number;
      readonly sellers: number;
      readonly seed: number;
    }
  | { readonly kind: 'run'; readonly leg: string; readonly customerIds: readonly string[] }
  | { readonly kind: 'close' };

/** The messages of a racer. */
export type FromRacer =
  | { readonly kind: 'opened'; readonly invitations: readonly Invitation[] }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'closed' };

interface Session {
  readonly run: (leg: string, customerIds: readonly string[]) => Promise<void>;
  readonly invitations: readonly Invitation[];
  readonly close: () => Promise<void>;
}

/** How many commands a racer has under way at the same time, like a server with several HTTP requests. */
const LANES = 2;
const PAUSE_MILLISECONDS = 100;

async function open({ place, journal, number, sellers, seed }: ToRacer & { kind: 'open' }): Promise<Session> {
  const { repository, close } = await openPlace(place);
  const notes = fileJournal(journal);
  const random = seeded(seed);
  const service = journaledService(repository, notes);
  const { invitations } = await openMarket(service, 'race', sellers);
  // One of those that transact: the sellers and the provider.
  const own = invitations[number % (sellers + 1)];

  const run = async (leg: string, customerIds: readonly string[]): Promise<void> => {
    const left = [...customerIds];
    const lane = async (): Promise<void> => {
      for (let customerId = left.shift(); customerId !== undefined; customerId = left.shift()) {
        const command = anyCommand(random, customerId, invitations, own);
        const answer = await giveNoted(service, notes, command, `racer-${number}-${leg}-${customerId}`);
        // A store that answers so does it at once, and others need the processor.
        if (answer.isErr() && answer.error.code === 'storage-failed') await passed(PAUSE_MILLISECONDS);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };
  return { run, invitations, close };
}

let session: Session | null = null;

async function told(message: ToRacer): Promise<FromRacer> {
  if (message.kind === 'open') {
    session = await open(message);
    return { kind: 'opened', invitations: session.invitations };
  }
  if (session === null) throw new Error('not opened');
  if (message.kind === 'run') {
    await session.run(message.leg, message.customerIds);
    return { kind: 'arrived' };
  }
  await session.close();
  return { kind: 'closed' };
}

process.on('message', (message) => {
  void told(message as ToRacer).then((answer) => process.send?.(answer));
});

// The process that started this one is gone.
process.on('disconnect', () => process.exit());
