import fc from 'fast-check';
import type { ServiceId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { Subscription } from '../model/subscription';
import type { AuthorizationQuestion } from '../rules/authorization-question';
import { operations, type Operation } from '../rules/operations';
import { certain } from './lawful';
import type { Marketplace } from './marketplace';
import { customerOn, type CustomerChoice, type InMarketplace } from './occasion';
import { choice, pick } from './pick';
import { oneIn } from './one-in';
import { subscription } from './subscription';

/**
 * Well-formed questions about one customer of a marketplace, over all operations. Any of its partners asks about any of
 * its services, about one of the customer's subscriptions, or about a subscription that the customer could have. The
 * partner that asks originally sold about half of the subscriptions.
 *
 * @param constraints `customerId`: the customer in question; if left out, the first one of the marketplace
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { authorize } from 'partner-relationships';
 * import {
 *   authorizationQuestion,
 *   marketplace,
 * } from 'partner-relationships/arbitraries';
 *
 * const question = marketplace().chain((world) => authorizationQuestion(world));
 *
 * // Nobody may do anything for an unknown customer.
 * fc.assert(fc.property(question, (asked) => authorize(null, asked).isErr()));
 * ```
 */
export function authorizationQuestion(
  marketplace: Marketplace,
  constraints: CustomerChoice = {},
): fc.Arbitrary<AuthorizationQuestion> {
  return anyQuestion().map((resolve) => resolve(marketplace, constraints));
}

/** Made once, as chained generators ask for it again with every marketplace. */
let questions: fc.Arbitrary<InMarketplace<AuthorizationQuestion>> | undefined;

export function anyQuestion(): fc.Arbitrary<InMarketplace<AuthorizationQuestion>> {
  return (questions ??= fc
    .record({
      operation: fc.constantFrom(...Object.values(operations).map(({ operation }) => operation)),
      partner: choice(),
      service: choice(),
      subscription: subscription(),
      seller: choice(),
      isKnown: fc.boolean(),
      soldByAsking: fc.boolean(),
      bySubscription: oneIn(3),
    })
    .map((chosen) => (marketplace, constraints) => {
      const partner = certain(pick(marketplace.partners, chosen.partner));
      const serviceId = certain(pick(marketplace.serviceIds, chosen.service));
      const { id: customerId } = customerOn({ customer: 0 }, marketplace, constraints);
      const seller = chosen.soldByAsking ? partner : certain(pick(marketplace.partners, chosen.seller));
      const { originalResellerId } = chosen.subscription;
      const another: Subscription = {
        ...chosen.subscription,
        customerId,
        serviceId,
        originalResellerId: originalResellerId === null && !chosen.soldByAsking ? null : seller.id,
      };
      const known = marketplace.subscriptions.filter((one) => one.customerId === customerId);
      const asked = (chosen.isKnown ? pick(known, chosen.service) : undefined) ?? another;
      return ask(chosen.operation, partner, { serviceId, subscription: asked, bySubscription: chosen.bySubscription });
    }));
}

interface Subject {
  readonly serviceId: ServiceId;
  readonly subscription: Subscription;
  readonly bySubscription: boolean;
}

function ask(operation: Operation, partner: Partner, about: Subject): AuthorizationQuestion {
  const { serviceId, subscription: asked, bySubscription } = about;
  switch (operation) {
    case 'provision-service':
    case 'administer-service':
    case 'manage-users':
    case 'view-service-health':
    case 'file-service-request':
      return bySubscription ? { partner, operation, subscription: asked } : { partner, operation, serviceId };
    case 'receive-bill':
    case 'change-partner-of-record':
    case 'suspend-subscription':
    case 'reactivate-subscription':
    case 'cancel-subscription':
    case 'convert-trial':
    case 'add-seats':
    case 'remove-seats':
    case 'order-add-ons':
    case 'transition-subscription':
    case 'migrate-subscription':
      return { partner, operation, subscription: asked };
    case 'sell-subscription':
      return { partner, operation, serviceId };
  }
}
