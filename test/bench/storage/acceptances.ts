import type { OnHeldService } from 'partner-relationships';
import type { Invitation, Market } from './market';

/** What a customer sends when it accepts. */
export interface Acceptance {
  readonly invitation: Invitation;
  readonly customerId: string;
  readonly services: readonly string[];
  readonly onHeldService: OnHeldService;
}

/** How it ended. */
export type Answer = 'accepted' | 'nothing to change' | 'held by another partner';

/** Somebody who takes acceptances, and keeps all the rules, the history and the customer lists. */
export interface Contestant {
  readonly name: string;
  readonly accept: (acceptance: Acceptance) => Promise<Answer>;
}

/** What each customer does, one after the other, and what it has to be told. */
export function acceptancesOf(
  { seller, rival, adviser }: Market,
  customerId: string,
): readonly (readonly [Acceptance, Answer])[] {
  const services = ['exchange-online', 'sharepoint-online'];
  const first: Acceptance = { invitation: seller, customerId, services, onHeldService: 'refuse' };
  return [
    [first, 'accepted'],
    [first, 'nothing to change'],
    [{ ...first, invitation: adviser, services: ['exchange-online'] }, 'accepted'],
    [{ ...first, invitation: rival }, 'held by another partner'],
    [{ ...first, invitation: rival, services: ['exchange-online'], onHeldService: 'replace' }, 'accepted'],
  ];
}

/** The library. */
export function byService({ service }: Market): Contestant {
  return {
    name: 'the service',
    accept: async ({ invitation, customerId, ...chosen }) => {
      const accepted = await service.acceptRequest({
        ...chosen,
        link: invitation.link,
        customer: { id: customerId, name: customerId },
        by: { kind: 'customer', customerId },
      });
      if (accepted.isOk()) return accepted.value.changes.length > 0 ? 'accepted' : 'nothing to change';
      if (accepted.error.code === 'service-held') return 'held by another partner';
      throw new Error(accepted.error.message);
    },
  };
}
