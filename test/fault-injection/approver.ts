import type { RelationshipRepository } from 'partner-relationships';
import { createRoleService, partnerCenterGdap } from 'partner-relationships/roles';
import { seeded } from '../fixtures/random';
import { openPlace, type Place } from './place';

// A process in which customers approve role offers, one after the other, and which gets stuck in a commit when told so.

/** The message to an approver. */
export interface ToApprover {
  /** The name under which the database knows it. */
  readonly name: string;
  readonly place: Place;
  readonly partnerId: string;
  readonly offerIds: readonly string[];
  /** Each approves every offer. */
  readonly customerIds: readonly string[];
  /** Of the order in which they do. */
  readonly seed: number;
  /** The commit that it gets stuck in, the first being 1; null for none. */
  readonly stuckIn: number | null;
}

/** What the service answered to an approval: `done`, or the code of the error. */
export interface Answered {
  readonly offerId: string;
  readonly customerId: string;
  readonly answer: string;
}

/** The messages of an approver, with what has been answered until then. */
export type FromApprover =
  /** The commit is on its way, and nobody will hear of its answer. */
  | { readonly kind: 'stuck'; readonly answered: readonly Answered[] }
  | { readonly kind: 'over'; readonly answered: readonly Answered[] };

const answers: Answered[] = [];

/** Sends this commit of either kind of document, and then does nothing more. */
function stuckIn({ partners, customers, ...rest }: RelationshipRepository, last: number | null): RelationshipRepository {
  let commits = 0;
  const counted = <Sent, Answer>(commit: (sent: Sent) => PromiseLike<Answer>) => (sent: Sent): PromiseLike<Answer> => {
    commits += 1;
    const answered = commit(sent);
    if (commits !== last) return answered;
    say({ kind: 'stuck', answered: answers });
    return new Promise(() => {});
  };
  return {
    ...rest,
    partners: { ...partners, commit: counted(partners.commit) },
    customers: { ...customers, commit: counted(customers.commit) },
  };
}

async function approveAll({ name, place, partnerId, offerIds, customerIds, seed, ...told }: ToApprover): Promise<void> {
  const { repository, close } = await openPlace(place, { application_name: name });
  const service = createRoleService({
    repository: stuckIn(repository, told.stuckIn),
    linkBaseUrl: 'https://portal.example/offer',
    profile: partnerCenterGdap,
  });
  const { below } = seeded(seed);
  const left = offerIds.flatMap((offerId) => customerIds.map((customerId) => ({ offerId, customerId })));
  while (left.length > 0) {
    for (const { offerId, customerId } of left.splice(below(left.length), 1)) {
      const customer = { id: customerId, name: `The ${customerId}` };
      const by = { kind: 'customer', customerId } as const;
      const approved = await service.approveRoleOffer({ partnerId, offerId, customer, by });
      const answer = approved.match(() => 'done', ({ code }) => code);
      answers.push({ offerId, customerId, answer });
    }
  }
  say({ kind: 'over', answered: answers });
  await close();
}

function say(message: FromApprover): void {
  process.send?.(message);
}

process.on('message', (message) => {
  void approveAll(message as ToApprover);
});

// The process that started this one is gone.
process.on('disconnect', () => process.exit());
