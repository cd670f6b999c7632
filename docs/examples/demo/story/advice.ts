import type { Partner } from 'partner-relationships';
import { byCustomer, byPartner, type Stage } from '../stage';
import { inWords } from './changes';
import { listed } from './enumeration';
import { isRelatedWith } from './holdings';
import { mustHold, succeeds } from './step';

/** An advisor sells nothing, so it may hold admin rights together with the transacting partner. */
export async function advice(stage: Stage, advisor: Partner): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { customer, services } = cast;
  tell.chapter('4  An advisor beside them', ['non-transacting-partners-are-not-capped']);

  const { link } = await succeeds(stage, `${advisor.name} asks for a relationship`, () =>
    service.openRequest({ partnerId: advisor.id, by: byPartner(advisor) }),
  );
  stage.links.set(advisor.id, link);
  const { changes } = await succeeds(
    stage,
    `${customer.name} accepts it for ${listed(services)}`,
    () => service.acceptRequest({ link, customer, services, by: byCustomer(customer) }),
    isRelatedWith(advisor, services),
  );
  tell.changed(inWords(changes, application));
  mustHold('nobody lost anything', changes.every(({ kind }) => kind !== 'delegation-removed'));
}
