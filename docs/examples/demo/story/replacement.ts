import type { Partner } from 'partner-relationships';
import { byCustomer, byPartner, remember, type Stage } from '../stage';
import { inWords } from './changes';
import { holdsAll, isRelatedWith } from './holdings';
import { isRefused, mustHold, succeeds } from './step';

/** A second transacting partner for a service is refused, unless the customer says that it replaces the first. */
export async function replacement(stage: Stage, rival: Partner): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { seller, customer } = cast;
  const [serviceId] = cast.services;
  tell.chapter('3  One transacting partner per service', [
    'one-transacting-partner-per-service',
    'replacement-is-explicit',
  ]);

  const { link } = await succeeds(stage, `${rival.name} asks for a relationship as well`, () =>
    service.openRequest({ partnerId: rival.id, by: byPartner(rival) }),
  );
  stage.links.set(rival.id, link);
  const acceptance = { link, customer, services: [serviceId], by: byCustomer(customer) };
  const refusal = await isRefused(
    stage,
    `${customer.name} tries to accept it for ${serviceId}`,
    { code: 'service-held', rule: 'one-transacting-partner-per-service' },
    () => service.acceptRequest(acceptance),
  );
  for (const held of refusal.context.held) {
    tell.detail(`holder of ${held.serviceId}: ${application.partnerName(held.holderId)}`);
  }
  mustHold(`${seller.name} is the holder`, refusal.context.held.some(({ holderId }) => holderId === seller.id));

  const { changes, relationships } = await succeeds(
    stage,
    `${customer.name} accepts it, saying that it replaces the holder`,
    () => service.acceptRequest({ ...acceptance, onHeldService: 'replace' }),
    isRelatedWith(rival, [serviceId]),
  );
  tell.changed(inWords(changes, application));
  mustHold(`${seller.name} is replaced`, !holdsAll(relationships, seller, [serviceId]));
  const isKept = relationships.relationships.some(({ partnerId }) => partnerId === seller.id);
  mustHold(`${seller.name} keeps its relationship`, isKept);
  tell.detail(`${seller.name} keeps its reseller relationship with ${customer.name}`);
  remember(stage, 'after chapter 3');
}
