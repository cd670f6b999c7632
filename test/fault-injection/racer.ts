import { anyCommand } from './command';
import { fileJournal, giveNoted, witnessedService } from './journal';
import { openMarket, type Invitation } from '../fixtures/market';
import { openPlace, type Place } from './place';
import { seeded } from '../fixtures/random';

// A process that races with others: it opens the same market as they do at the same moment, and gives commands to the same
// customers.

/** What a racer is told. */
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

/** What a racer says. */
export type FromRacer =
  | { readonly kind: 'opened'; readonly invitations: readonly Invitation[] }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'closed' };

interface Track {
  readonly run: (leg: string, customerIds: readonly string[]) => Promise<void>;
  readonly invitations: readonly Invitation[];
  readonly close: () => Promise<void>;
}

/** How many commands a racer has under way at the same time, as a server with several requests. */
const LANES = 2;

async function open({ place, journal, number, sellers, seed }: ToRacer & { kind: 'open' }): Promise<Track> {
  const { repository, close } = await openPlace(place);
  const notes = fileJournal(journal);
  const random = seeded(seed);
  const service = witnessedService(repository, notes);
  const { invitations } = await openMarket(service, 'race', sellers);
  const own = invitations[number % sellers];

  const run = async (leg: string, customerIds: readonly string[]): Promise<void> => {
    const left = [...customerIds];
    const lane = async (): Promise<void> => {
      for (let customerId = left.shift(); customerId !== undefined; customerId = left.shift()) {
        const command = anyCommand(random, customerId, invitations, own);
        await giveNoted(service, notes, command, `racer-${number}-${leg}-${customerId}`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };
  return { run, invitations, close };
}

let track: Track | null = null;

async function told(message: ToRacer): Promise<FromRacer> {
  if (message.kind === 'open') {
    track = await open(message);
    return { kind: 'opened', invitations: track.invitations };
  }
  if (track === null) throw new Error('not opened');
  if (message.kind === 'run') {
    await track.run(message.leg, message.customerIds);
    return { kind: 'arrived' };
  }
  await track.close();
  return { kind: 'closed' };
}

process.on('message', (message) => {
  void told(message as ToRacer).then((answer) => process.send?.(answer));
});

// The one who started it is gone.
process.on('disconnect', () => process.exit());
