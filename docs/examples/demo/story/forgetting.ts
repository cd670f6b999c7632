import type { Customer, PartnerId } from 'partner-relationships';
import { shortTime } from '../clock';
import { byOperator, type Stage } from '../stage';
import { inWords } from './changes';
import { customersOfAll, isIn, namesIn } from './customer-list';
import { listed } from './enumeration';
import { isRefused, mustHold, succeeds, valueOf } from './step';

const REASON = 'ticket 2026-61';
const AGREEMENT = 'all contracts end with ticket 2026-61';

/** A customer leaves the marketplace, and is forgotten. */
export async function forgetting(stage: Stage, customer: Customer): Promise<void> {
  const { service, tell, application } = stage;
  tell.chapter('11  A customer leaves, and is forgotten', ['erasure-needs-no-rights']);

  const erase = () => service.eraseCustomer({ customerId: customer.id, reason: REASON, by: byOperator });
  const refusal = await isRefused(
    stage,
    `The marketplace tries to erase ${customer.name}`,
    { code: 'rights-in-force', rule: 'erasure-needs-no-rights' },
    erase,
  );
  const { partnerIds } = refusal.context;
  tell.detail(`still there: ${listed(partnerIds.map(application.partnerName))}`);
  const subscriptions = application.subscriptionsOf(customer.id);
  for (const { id } of subscriptions) application.cancelSubscription(id);
  if (subscriptions.length > 0) tell.remark(`(The application has cancelled what ${customer.name} subscribed to.)`);
  for (const partnerId of await relatedWith(stage, customer)) {
    const { changes } = await succeeds(
      stage,
      `${application.partnerName(partnerId)} ends its relationship, as agreed`,
      () =>
        service.endRelationship({
          customerId: customer.id,
          partnerId,
          agreement: AGREEMENT,
          subscriptions: application.subscriptionsOf(customer.id),
          by: { kind: 'partner', partnerId },
        }),
    );
    tell.changed(inWords(changes, application));
  }

  const before = await customersOfAll(stage);
  const { changes } = await succeeds(stage, `The marketplace erases it, "${REASON}"`, erase);
  tell.changed(inWords(changes, application));
  const after = await customersOfAll(stage);
  mustHold('it was in the list of all customers', isIn(before, customer) && !isIn(after, customer));
  const counts = `${String(before.length)} before, ${String(after.length)} after`;
  tell.detail(`list of all customers: ${counts}, ${listed(namesIn(after))}`);
  await showWhatIsLeft(stage, customer);
}

async function relatedWith({ service }: Stage, { id, name }: Customer): Promise<readonly PartnerId[]> {
  const state = valueOf(`the relationships of ${name}`, await service.relationshipsOf(id));
  return (state?.relationships ?? []).map(({ partnerId }) => partnerId);
}

/** Of a history that told everything since the customer accepted its first link, only the end is left. */
async function showWhatIsLeft({ service, tell, application }: Stage, { id, name }: Customer): Promise<void> {
  const { items } = valueOf(`the history of ${name}`, await service.historyOf(id));
  const [first, ...more] = items.map(({ change }) => change);
  mustHold('nothing but the erasure is left', first?.kind === 'customer-erased' && more.length === 0);
  const { at, by, reason } = first;
  tell.detail(`all that is on record: erased by ${application.actorName(by)} on ${shortTime(at)}, "${reason}"`);
}
