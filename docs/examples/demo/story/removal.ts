import { supportDuties, type CustomerRelationships, type Partner } from 'partner-relationships';
import { partnersIn } from '../cast';
import { byCustomer, remember, type Moment, type Stage } from '../stage';
import type { Cell } from '../table';
import { inWords } from './changes';
import { customerListOf, isIn } from './customer-list';
import { listed } from './enumeration';
import { hasOnlyLost } from './holdings';
import { mustHold, succeeds, valueOf } from './step';

/** The customer removes the admin rights of one partner, then of all. Returns the moment before the first removal. */
export async function removal(stage: Stage): Promise<Moment> {
  const { service, cast, tell, application } = stage;
  const { customer, seller } = cast;
  tell.chapter('5  The customer takes admin rights away', [
    'customer-removes-any-admin-rights',
    'commercial-relationship-survives-removal',
  ]);

  const moment = remember(stage, 'after chapter 4');
  const before = valueOf('the state', await service.stateAt(customer.id, moment.at));
  const held = before?.delegations ?? [];
  const first = held.find(({ partnerId }) => partnerId === seller.id) ?? held[0];
  mustHold('somebody holds admin rights', before !== null && first !== undefined);
  const name = application.partnerName(first.partnerId);
  const one = await succeeds(
    stage,
    `${customer.name} removes ${name} from ${first.serviceId}`,
    () =>
      service.removeDelegations({
        customerId: customer.id,
        from: first.partnerId,
        services: [first.serviceId],
        by: byCustomer(customer),
      }),
    hasOnlyLost(first.partnerId, first.serviceId),
  );
  tell.changed(inWords(one.changes, application));

  const { changes, relationships } = await succeeds(
    stage,
    `${customer.name} removes everybody from everything`,
    () =>
      service.removeDelegations({ customerId: customer.id, from: 'all', services: 'all', by: byCustomer(customer) }),
    (outcome) => outcome.relationships.delegations.length === 0,
  );
  tell.changed(inWords(changes, application));
  if (changes.length === 0) tell.detail('Nobody had any left; the removal succeeds and changes nothing.');

  tell.gap();
  tell.remark('What remains:');
  await showSurvivors(stage, before, relationships);
  remember(stage, 'after chapter 5');
  return moment;
}

async function showSurvivors(
  stage: Stage,
  before: CustomerRelationships,
  after: CustomerRelationships,
): Promise<void> {
  const { cast, tell } = stage;
  mustHold('every relationship survives', JSON.stringify(after.relationships) === JSON.stringify(before.relationships));
  const related = partnersIn(cast).filter((partner) =>
    after.relationships.some(({ partnerId }) => partnerId === partner.id),
  );
  const rows: (readonly Cell[])[] = [];
  for (const partner of related) {
    const duties = dutiesOf(stage, after, partner);
    mustHold(`${partner.name} supports as much as before`, String(duties) === String(dutiesOf(stage, before, partner)));
    rows.push([
      partner.name,
      listed(servicesOf(after, partner), 'none'),
      { text: 'in force', colour: 'good' },
      await placeInCustomerList(stage, partner),
      listed(duties, '–'),
    ]);
  }
  tell.table({
    columns: ['Partner', 'Admin rights', 'Relationship', 'Customer list', 'Has to support'],
    groups: [rows],
  });
}

function servicesOf({ delegations }: CustomerRelationships, partner: Partner): readonly string[] {
  return delegations.filter(({ partnerId }) => partnerId === partner.id).map(({ serviceId }) => serviceId);
}

function dutiesOf({ cast, application }: Stage, state: CustomerRelationships, partner: Partner): readonly string[] {
  const subscriptions = application.subscriptionsOf(cast.customer.id);
  const duties = valueOf('support duties', supportDuties(state, partner.id, subscriptions));
  return duties.map(({ subscriptionId }) => subscriptionId);
}

async function placeInCustomerList(stage: Stage, partner: Partner): Promise<Cell> {
  const { customer } = stage.cast;
  const isListed = isIn(await customerListOf(stage, partner), customer);
  mustHold(`${customer.name} is in the customer list of ${partner.name}`, isListed);
  return { text: 'in it', colour: 'good' };
}
