import type { OnHeldService } from 'partner-relationships';
import type { Invitation, Market } from '../../fixtures/market';

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

/** One thing that a customer does, and what it has to be told. */
export interface Step {
  readonly name: string;
  readonly acceptance: Acceptance;
  readonly answer: Answer;
}

/** What each customer does, one after the other. */
export function stepsOf({ seller, rival, adviser }: Market, customerId: string): readonly Step[] {
  const services = ['exchange-online', 'sharepoint-online'];
  const first: Acceptance = { invitation: seller, customerId, services, onHeldService: 'refuse' };
  const further: Acceptance = { ...first, invitation: adviser, services: ['exchange-online'] };
  const replacing: Acceptance = { ...further, invitation: rival, onHeldService: 'replace' };
  return [
    { name: 'accept, as a new customer', acceptance: first, answer: 'accepted' },
    { name: 'accept again', acceptance: first, answer: 'nothing to change' },
    { name: 'accept a further partner', acceptance: further, answer: 'accepted' },
    { name: 'accept, and be refused', acceptance: { ...first, invitation: rival }, answer: 'held by another partner' },
    { name: 'accept, and replace the holder', acceptance: replacing, answer: 'accepted' },
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
