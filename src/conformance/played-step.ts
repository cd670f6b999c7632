import fc from 'fast-check';
import type { ResultAsync } from 'neverthrow';
import { inviteLink } from '../invitation/invite-link';
import type { Instant } from '../model/instant';
import type { AuthorizationQuestion } from '../rules/authorize';
import type { RelationshipService } from '../service/relationship-service';
import { anyQuestion } from '../arbitraries/authorization-question';
import type { Marketplace } from '../arbitraries/marketplace';
import type { InMarketplace } from '../arbitraries/occasion';
import { choice, pick } from '../arbitraries/pick';
import { anyCommand, type RelationshipCommand } from '../arbitraries/relationship-command';
import { actingPartner, wellFormed } from './documents';
import { shown } from './shown';

/** Where a random history takes place. */
export const LINK_BASE_URL = 'https://portal.example/invitation';

type ServiceAnswer = ResultAsync<unknown, unknown>;

/** One thing that is asked of the service. */
export interface PlayedStep {
  /** For a message. */
  readonly text: string;
  /** What the clock says then. */
  readonly at: Instant;
  readonly ask: (service: RelationshipService) => ServiceAnswer;
}

/** Steps of a random history, mostly commands, for whatever marketplace it turns out to be. */
export function playedStep(): fc.Arbitrary<(marketplace: Marketplace) => PlayedStep> {
  return fc.oneof(
    { weight: 12, arbitrary: anyCommand().map(inMarketplace(ofCommand)) },
    { weight: 4, arbitrary: anyQuestion().map(inMarketplace(ofQuestion)) },
    { weight: 4, arbitrary: ofAccount() },
  );
}

function inMarketplace<T>(
  stepOf: (drawn: T, marketplace: Marketplace) => PlayedStep,
): (resolve: InMarketplace<T>) => (marketplace: Marketplace) => PlayedStep {
  return (resolve) => (marketplace) => stepOf(resolve(marketplace, {}), marketplace);
}

function ofCommand(drawn: RelationshipCommand): PlayedStep {
  const { kind, customerId, command } = drawn;
  const step = { text: `${kind} ${shown(command)}`, at: command.at };
  switch (kind) {
    case 'accept-request': {
      const { request, customer, services, by, indirectResellerServices, onHeldService } = drawn.command;
      const link = wellFormed(inviteLink(request, LINK_BASE_URL));
      const rest = {
        ...(indirectResellerServices === undefined ? {} : { indirectResellerServices }),
        ...(onHeldService === undefined ? {} : { onHeldService }),
      };
      return { ...step, ask: (service) => service.acceptRequest({ link, customer, services, by, ...rest }) };
    }
    case 'add-customer': {
      const { partner, customer, services, by } = drawn.command;
      return { ...step, ask: (service) => service.addCustomer({ partnerId: partner.id, customer, services, by }) };
    }
    case 'remove-delegations': {
      const { from, services, by } = drawn.command;
      return { ...step, ask: (service) => service.removeDelegations({ customerId, from, services, by }) };
    }
    case 'relinquish-delegations': {
      const { partnerId, services, by } = drawn.command;
      return { ...step, ask: (service) => service.relinquishDelegations({ customerId, partnerId, services, by }) };
    }
    case 'end-relationship': {
      const { partnerId, agreement, subscriptions, by } = drawn.command;
      const input = { customerId, partnerId, agreement, subscriptions, by };
      return { ...step, ask: (service) => service.endRelationship(input) };
    }
  }
}

function ofQuestion(question: AuthorizationQuestion, { asOf, customers }: Marketplace): PlayedStep {
  const { partner, operation, subscription, serviceId } = question;
  const customerId = subscription?.customerId ?? customers[0]?.id ?? 'nobody';
  const about = { customerId, partnerId: partner.id };
  return {
    text: `authorize ${shown({ operation, ...about, subscription, serviceId })}`,
    at: asOf,
    ask: (service) => service.authorize({ ...question, ...about }),
  };
}

function ofAccount(): fc.Arbitrary<(marketplace: Marketplace) => PlayedStep> {
  return fc
    .record({
      what: fc.constantFrom('suspend', 'reinstate', 'open', 'open', 'open for a reseller', 'revoke', 'register'),
      partner: choice(),
      reseller: choice(),
      request: choice(),
    })
    .map(({ what, ...chosen }) => ({ partners, accounts, asOf: at }) => {
      const partner = pick(partners, chosen.partner);
      if (partner === undefined) throw new Error('a marketplace without partners');
      const { id: partnerId, name, program } = partner;
      const by = actingPartner(partnerId);
      const step = (text: string, ask: PlayedStep['ask']): PlayedStep => ({
        text: `${text} ${shown(partnerId)}`,
        at,
        ask,
      });
      switch (what) {
        case 'suspend':
          return step('suspend', (service) => service.suspendPartner(partnerId));
        case 'reinstate':
          return step('reinstate', (service) => service.reinstatePartner(partnerId));
        case 'revoke': {
          const requestId = pick(accounts.find((one) => one.partner === partner)?.requests ?? [], chosen.request)?.id;
          const input = { partnerId, requestId: requestId ?? 'no-such-request', by };
          return step(`revoke the request ${shown(input.requestId)} of`, (service) => service.revokeRequest(input));
        }
        case 'register':
          return step('register', (service) => service.registerPartner({ id: partnerId, name, program }));
        case 'open':
        case 'open for a reseller': {
          const resellers = partners.filter((one) => one.program === 'indirect-reseller');
          const indirectResellerId = what === 'open' ? null : (pick(resellers, chosen.reseller)?.id ?? null);
          const input = { partnerId, indirectResellerId, by };
          return step(`open a request for ${shown(indirectResellerId)} of`, (service) => service.openRequest(input));
        }
      }
    });
}
