import { partnersIn } from '../cast';
import { byPartner, type Stage } from '../stage';
import { inWords } from './changes';
import { hasOnlyLost } from './holdings';
import { delegationsAt } from './look-back';
import { isRefused, mustHold, succeeds } from './step';

/** A partner gives up admin rights: its own, but nobody else's. */
export async function relinquishment(stage: Stage): Promise<void> {
  const { service, cast, clock, tell, application } = stage;
  const { customer, advisor } = cast;
  tell.chapter('8  A partner gives up its own admin rights', ['partner-may-relinquish']);

  const held = await delegationsAt(stage, customer, clock.now().toISOString());
  const holders = partnersIn(cast).filter(({ id }) => held.some(({ partnerId }) => partnerId === id));
  const giver = holders.find((partner) => partner === advisor) ?? holders[0];
  const own = held.findLast(({ partnerId }) => partnerId === giver?.id);
  mustHold('somebody holds admin rights', giver !== undefined && own !== undefined);

  const other = holders.find((partner) => partner !== giver);
  if (other !== undefined) {
    await isRefused(
      stage,
      `${giver.name} tries to give up what ${other.name} holds`,
      { code: 'not-the-partner', rule: 'partner-may-relinquish' },
      () =>
        service.relinquishDelegations({
          customerId: customer.id,
          partnerId: other.id,
          services: 'all',
          by: byPartner(giver),
        }),
    );
  }
  const { changes } = await succeeds(
    stage,
    `${giver.name} gives up ${own.serviceId}`,
    () =>
      service.relinquishDelegations({
        customerId: customer.id,
        partnerId: giver.id,
        services: [own.serviceId],
        by: byPartner(giver),
      }),
    hasOnlyLost(giver.id, own.serviceId),
  );
  tell.changed(inWords(changes, application));
}
