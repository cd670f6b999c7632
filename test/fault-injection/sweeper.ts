import type { RelationshipRepository } from 'partner-relationships';
import { serviceOn } from '../fixtures/market';
import { openPlace, type Place } from './place';

// A process that clears a closed partner, page after page, and gets stuck in the middle of a commit when told so.

/** The message to a sweeper. */
export interface ToSweeper {
  /** The name under which the database knows it. */
  readonly name: string;
  readonly place: Place;
  readonly partnerId: string;
  readonly userId: string;
  /** Where to go on. */
  readonly after: string | null;
  /** How many customers a page has. */
  readonly limit: number;
  /** The commit that it gets stuck in, the first being 1; null for none. */
  readonly stuckIn: number | null;
}

/** The messages of a sweeper. */
export type FromSweeper =
  | { readonly kind: 'page'; readonly cleared: readonly string[]; readonly next: string | null }
  /** The commit is on its way, and nobody will hear of its answer. */
  | { readonly kind: 'stuck' }
  | { readonly kind: 'failed'; readonly code: string };

/** Sends this commit, and then does nothing more. */
function stuckIn({ customers, ...rest }: RelationshipRepository, last: number | null): RelationshipRepository {
  let commits = 0;
  return {
    ...rest,
    customers: {
      ...customers,
      commit: (sent) => {
        commits += 1;
        const answered = customers.commit(sent);
        if (commits !== last) return answered;
        say({ kind: 'stuck' });
        return new Promise(() => {});
      },
    },
  };
}

async function sweep({ name, place, partnerId, userId, limit, ...told }: ToSweeper): Promise<void> {
  const { repository, close } = await openPlace(place, { application_name: name });
  const service = serviceOn(stuckIn(repository, told.stuckIn));
  let { after } = told;
  do {
    const page = await service.clearClosedPartner({ partnerId, by: { kind: 'operator', userId }, after, limit });
    if (page.isErr()) return say({ kind: 'failed', code: page.error.code });
    after = page.value.next;
    say({ kind: 'page', ...page.value });
  } while (after !== null);
  await close();
}

function say(message: FromSweeper): void {
  process.send?.(message);
}

process.on('message', (message) => {
  void sweep(message as ToSweeper);
});

// The process that started this one is gone.
process.on('disconnect', () => process.exit());
