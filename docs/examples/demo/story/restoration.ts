import type { Partner, ServiceDelegation } from 'partner-relationships';
import { partnersIn } from '../cast';
import { byCustomer, byPartner, linkOf, type Moment, type Stage } from '../stage';
import { inWords } from './changes';
import { isRelatedWith } from './holdings';
import { delegationsAt } from './look-back';
import { isRefused, mustHold, succeeds, valueOf } from './step';

/** The customer restores lost admin rights by accepting the same links again. */
export async function restoration(stage: Stage, before: Moment): Promise<void> {
  const { service, cast, tell, clock } = stage;
  const { customer, seller, services } = cast;
  tell.chapter('6  The same links bring them back', [
    'restoration-is-a-new-acceptance',
    'invitation-is-reusable',
    'only-customer-accepts',
  ]);

  await isRefused(
    stage,
    `${seller.name} tries to accept its own link for ${customer.name}`,
    { code: 'not-the-customer', rule: 'only-customer-accepts' },
    () => service.acceptRequest({ link: linkOf(stage, seller), customer, services, by: byPartner(seller) }),
  );

  const held = await delegationsAt(stage, customer, before.at);
  for (const partner of partnersIn(cast)) {
    const lost = held.filter(({ partnerId }) => partnerId === partner.id).map(({ serviceId }) => serviceId);
    if (lost.length > 0) await restore(stage, partner, lost);
  }
  const restored = await delegationsAt(stage, customer, clock.now().toISOString());
  mustHold('everybody has the same rights as before', sameHolders(restored, held));
}

async function restore(stage: Stage, partner: Partner, services: readonly string[]): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { customer } = cast;
  const request = { partnerId: partner.id, by: byPartner(partner) };
  const { link } = valueOf(`the link of ${partner.name}`, await service.openRequest(request));
  mustHold('the link is the one that was accepted before', link === linkOf(stage, partner));
  const { changes } = await succeeds(
    stage,
    `${customer.name} accepts the same link of ${partner.name} once more`,
    () => service.acceptRequest({ link, customer, services, by: byCustomer(customer) }),
    isRelatedWith(partner, services),
  );
  tell.changed(inWords(changes, application));
}

function sameHolders(one: readonly ServiceDelegation[], other: readonly ServiceDelegation[]): boolean {
  const holders = (held: readonly ServiceDelegation[]): readonly string[] =>
    held.map(({ partnerId, serviceId }) => `${serviceId} ${partnerId}`).sort();
  return JSON.stringify(holders(one)) === JSON.stringify(holders(other));
}
