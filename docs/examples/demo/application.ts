import type {
  Actor,
  CustomerId,
  Partner,
  PartnerId,
  RoleId,
  Subscription,
  SubscriptionId,
} from 'partner-relationships';
import { partnerCenterGdap } from 'partner-relationships/roles';
import type { Market } from './market';

/** The data that an application keeps itself and passes to the library for decisions: names, and who bought what. */
export interface Application {
  readonly partners: readonly Partner[];
  readonly partnerName: (id: PartnerId) => string;
  readonly customerName: (id: CustomerId) => string;
  readonly actorName: (actor: Actor) => string;
  readonly roleName: (id: RoleId) => string;
  readonly subscriptionsOf: (id: CustomerId) => readonly Subscription[];
  readonly cancelSubscription: (id: SubscriptionId) => void;
}

export function applicationOf(market: Market): Application {
  const partnerNames = new Map(market.partners.map(({ id, name }) => [id, name]));
  const customerNames = new Map(market.customers.map(({ id, name }) => [id, name]));
  const subscriptions = new Map(market.subscriptions.map((subscription) => [subscription.id, subscription]));
  const partnerName = (id: PartnerId): string => partnerNames.get(id) ?? id;
  const customerName = (id: CustomerId): string => customerNames.get(id) ?? id;
  return {
    partners: market.partners,
    partnerName,
    customerName,
    actorName: (actor) => {
      switch (actor.kind) {
        case 'customer':
          return customerName(actor.customerId);
        case 'partner':
          return partnerName(actor.partnerId);
        case 'operator':
          return 'the marketplace';
      }
    },
    roleName: (id) => partnerCenterGdap.roles?.[id]?.name ?? id,
    subscriptionsOf: (id) => [...subscriptions.values()].filter(({ customerId }) => customerId === id),
    cancelSubscription: (id) => {
      const subscription = subscriptions.get(id);
      if (subscription !== undefined) subscriptions.set(id, { ...subscription, status: 'cancelled' });
    },
  };
}
