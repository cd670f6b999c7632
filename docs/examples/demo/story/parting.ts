import { ResultAsync } from 'neverthrow';
import { supportDuties, type Actor } from 'partner-relationships';
import { soldTo } from '../cast';
import { byCustomer, byPartner, linkOf, type Stage } from '../stage';
import { inWords } from './changes';
import { customerListOf, isIn } from './customer-list';
import { counted, listed } from './enumeration';
import { isRelatedWith } from './holdings';
import { isRefused, mustHold, succeeds, valueOf } from './step';

const AGREEMENT = 'Termination agreement 2026-14';

/** A reseller relationship ends, and begins again. */
export async function parting(stage: Stage): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { partner, customer } = cast.parting;
  tell.chapter('9  A relationship ends when both sides have agreed', [
    'customer-cannot-end-relationship',
    'active-subscriptions-keep-relationship',
    'ending-takes-everything-of-the-partner',
  ]);

  const end = (by: Actor) =>
    service.endRelationship({
      customerId: customer.id,
      partnerId: partner.id,
      agreement: AGREEMENT,
      subscriptions: application.subscriptionsOf(customer.id),
      by,
    });
  await isRefused(
    stage,
    `${customer.name} tries to end its relationship with ${partner.name} alone`,
    { code: 'not-the-partner', rule: 'customer-cannot-end-relationship' },
    () => end(byCustomer(customer)),
  );
  await cancelWhatIsActive(stage, () => end(byPartner(partner)));

  const before = await belongingsOf(stage);
  const { changes } = await succeeds(
    stage,
    `${partner.name} ends it, as agreed with ${customer.name}`,
    () => end(byPartner(partner)),
    ({ relationships }) => relationships.relationships.every(({ partnerId }) => partnerId !== partner.id),
  );
  tell.changed(inWords(changes, application));
  const after = await belongingsOf(stage);
  mustHold(`${customer.name} in the customer list before, and not after`, before.isListed && !after.isListed);
  mustHold('no support duty is left', after.duties.length === 0);
  const was = counted(before.customers, 'customer');
  tell.detail(`customer list of ${partner.name}: ${was} before, ${String(after.customers)} after`);
  tell.detail(`it had to support ${listed(before.duties)}; after the end ${listed(after.duties)}`);
  await comingBack(stage);
}

interface Belongings {
  readonly customers: number;
  readonly isListed: boolean;
  readonly duties: readonly string[];
}

/** What the relationship with the customer gives the partner, besides admin rights. */
async function belongingsOf(stage: Stage): Promise<Belongings> {
  const { service, application, cast, clock } = stage;
  const { partner, customer } = cast.parting;
  const list = await customerListOf(stage, partner);
  const state = valueOf('the state', await service.stateAt(customer.id, clock.now().toISOString()));
  const subscriptions = application.subscriptionsOf(customer.id);
  const duties = state === null ? [] : valueOf('support duties', supportDuties(state, partner.id, subscriptions));
  return {
    customers: list.length,
    isListed: isIn(list, customer),
    duties: duties.map(({ subscriptionId }) => subscriptionId),
  };
}

/** Only the link outlives the relationship: the customer chooses services again. */
async function comingBack(stage: Stage): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { partner, customer } = cast.parting;
  const isWanted = partner === cast.seller && customer === cast.customer;
  const services = isWanted ? await freeServices(stage) : [];
  const { changes, relationships } = await succeeds(
    stage,
    `${customer.name} comes back by the same link and delegates ${listed(services)}`,
    () => service.acceptRequest({ link: linkOf(stage, partner), customer, services, by: byCustomer(customer) }),
    isRelatedWith(partner, services),
  );
  tell.changed(inWords(changes, application));
  const own = relationships.delegations.filter(({ partnerId }) => partnerId === partner.id);
  mustHold('it begins again, with only the services delegated now', own.length === services.length);
}

/** The services of the story that no transacting partner holds. */
async function freeServices({ service, cast, clock }: Stage): Promise<readonly string[]> {
  const { customer, services } = cast;
  const state = valueOf('the state', await service.stateAt(customer.id, clock.now().toISOString()));
  const held = state?.delegations.filter(({ transacting }) => transacting).map(({ serviceId }) => String(serviceId));
  return services.filter((serviceId) => held?.includes(serviceId) !== true);
}

async function cancelWhatIsActive(
  stage: Stage,
  end: () => ReturnType<Stage['service']['endRelationship']>,
): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { partner, customer } = cast.parting;
  const active = soldTo(customer, partner, application.subscriptionsOf(customer.id)).filter(
    ({ status }) => status === 'active',
  );
  if (active.length === 0) {
    tell.remark(`(Nothing that ${partner.name} sold to ${customer.name} is active, so nothing prevents the end.)`);
    return;
  }
  const refusal = await isRefused(
    stage,
    `${partner.name} tries to end it, with an active subscription`,
    { code: 'active-subscriptions', rule: 'active-subscriptions-keep-relationship' },
    end,
  );
  mustHold('each active subscription is named', refusal.context.subscriptionIds.length === active.length);
  const [permission] = await succeeds(
    stage,
    `${partner.name} may cancel ${listed(refusal.context.subscriptionIds)}, and the application does it`,
    () =>
      ResultAsync.combine(
        active.map((subscription) =>
          service.authorize({
            customerId: customer.id,
            partnerId: partner.id,
            operation: 'cancel-subscription',
            subscription,
          }),
        ),
      ),
  );
  tell.detail(`the permission rests on: ${listed(permission?.basis ?? [])}`);
  for (const { id } of active) application.cancelSubscription(id);
}
