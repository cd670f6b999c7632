import {
  operations,
  type AuthorizationQuestion,
  type Customer,
  type Operation,
  type Partner,
  type RelationshipRequest,
  type ServiceId,
  type Subscription,
} from 'partner-relationships';
import type { RelationshipCommand } from 'partner-relationships/arbitraries';
import {
  adventureWorks,
  closed,
  contoso,
  exchange,
  fabrikam,
  litware,
  northwind,
  now,
  requestOf,
  revokedRequest,
  sharepoint,
  subscriptionOf,
  suspended,
  tailspin,
  theCustomer,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import type { OracleQuestion } from './oracle';

/** The one customer whose relationships are searched. */
export const customer: Customer = northwind;
const customerId = customer.id;

/** Two direct-bill partners, an indirect provider, its indirect reseller and an advisor. */
export const partners: readonly Partner[] = [contoso, fabrikam, tailspin, wingtip, litware];

export const services: readonly ServiceId[] = [exchange, sharepoint];

const invitations: readonly { readonly partner: Partner; readonly request: RelationshipRequest }[] = [
  { partner: contoso, request: requestOf(contoso) },
  { partner: fabrikam, request: requestOf(fabrikam) },
  { partner: tailspin, request: requestOf(tailspin) },
  { partner: tailspin, request: requestOf(tailspin, wingtip) },
  { partner: litware, request: requestOf(litware) },
];

const choices: readonly (readonly ServiceId[])[] = [[], [exchange], [sharepoint], [exchange, sharepoint]];
const choicesOrAll: readonly (readonly ServiceId[] | 'all')[] = [...choices, 'all'];

/** Every command of every party, rightful or not. */
export const commands: readonly RelationshipCommand[] = [
  ...acceptances(),
  ...additions(),
  ...removals(),
  ...relinquishments(),
  ...ends(),
];

function acceptances(): readonly RelationshipCommand[] {
  return invitations.flatMap(({ partner, request }) =>
    choices.flatMap((chosen) =>
      (partner === tailspin ? choices : [[]]).flatMap((indirectResellerServices) =>
        (['refuse', 'replace'] as const).flatMap((onHeldService) =>
          [theCustomer(customer), thePartner(partner), theCustomer(adventureWorks)].flatMap((by) =>
            [request, revokedRequest(request)].map((shown): RelationshipCommand => {
              const what = { partner, request: shown, services: chosen, indirectResellerServices, onHeldService };
              return { kind: 'accept-request', customerId, command: { customer, ...what, by, at: now } };
            }),
          ),
        ),
      ),
    ),
  );
}

function additions(): readonly RelationshipCommand[] {
  return partners.flatMap((adding) =>
    [adding, suspended(adding)].flatMap((partner) =>
      choices.flatMap((chosen) =>
        [thePartner(adding), thePartner(another(adding)), theCustomer(customer)].map((by): RelationshipCommand => {
          const command = { customer, partner, services: chosen, by, at: now };
          return { kind: 'add-customer', customerId, command };
        }),
      ),
    ),
  );
}

function removals(): readonly RelationshipCommand[] {
  return (['all', ...partners] as const).flatMap((partner) =>
    choicesOrAll.flatMap((chosen) => {
      const from = partner === 'all' ? partner : partner.id;
      const aPartner = thePartner(partner === 'all' ? contoso : partner);
      return [theCustomer(customer), theCustomer(adventureWorks), aPartner].map((by): RelationshipCommand => {
        return { kind: 'remove-delegations', customerId, command: { from, services: chosen, by, at: now } };
      });
    }),
  );
}

function relinquishments(): readonly RelationshipCommand[] {
  return partners.flatMap((partner) =>
    choicesOrAll.flatMap((chosen) =>
      [thePartner(partner), thePartner(another(partner)), theCustomer(customer)].map((by): RelationshipCommand => {
        const command = { partnerId: partner.id, services: chosen, by, at: now };
        return { kind: 'relinquish-delegations', customerId, command };
      }),
    ),
  );
}

function ends(): readonly RelationshipCommand[] {
  return partners.flatMap((partner) => {
    const active = services.map((service) => subscriptionOf(service, partner));
    const cancelled = subscriptionOf(sharepoint, partner, 'cancelled');
    const bundles: readonly (readonly Subscription[])[] = [
      [],
      [subscriptionOf(exchange, another(partner)), subscriptionOf(exchange, partner, 'suspended'), cancelled],
      [subscriptionOf(exchange, null), cancelled, ...active],
    ];
    const actors = [thePartner(partner), theCustomer(customer), thePartner(another(partner))];
    return bundles.flatMap((sold) =>
      actors.map((by): RelationshipCommand => {
        const agreement = `renegotiated with ${partner.id}`;
        const command = { partnerId: partner.id, agreement, subscriptions: sold, by, at: now };
        return { kind: 'end-relationship', customerId, command };
      }),
    );
  });
}

function another(partner: Partner): Partner {
  return partner === contoso ? tailspin : contoso;
}

/** The customer's subscriptions, by every possible seller: what support is owed for, or not. */
export const subscriptions: readonly Subscription[] = [null, ...partners].flatMap((seller) => [
  subscriptionOf(exchange, seller),
  subscriptionOf(sharepoint, seller, 'suspended'),
  subscriptionOf(sharepoint, seller, 'cancelled'),
]);

/** A question to the library, and the same one to the oracle. */
export interface Question {
  readonly asked: AuthorizationQuestion;
  readonly oracle: OracleQuestion;
}

/** Every question about every partner, in every standing: each operation, service and original reseller. */
export const questions: readonly Question[] = partners
  .flatMap((partner) => [partner, suspended(partner), closed(partner)])
  .flatMap((partner) => Object.values(operations).flatMap(({ operation }) => questionsOn(partner, operation)));

function questionsOn(partner: Partner, operation: Operation): readonly Question[] {
  return services.flatMap((serviceId) => [
    ...[null, ...partners].flatMap((seller) => onSubscription(partner, operation, soldBy(seller, serviceId, partner))),
    ...onService(partner, operation, serviceId),
  ]);
}

/** A subscription of which the asking partner is the partner of record unless it sold it: that must not matter. */
function soldBy(seller: Partner | null, serviceId: ServiceId, asking: Partner): Subscription {
  return { ...subscriptionOf(serviceId, seller), partnerOfRecordId: seller?.id === asking.id ? null : asking.id };
}

function onSubscription(partner: Partner, operation: Operation, subscription: Subscription): readonly Question[] {
  if (operation === 'sell-subscription') return [];
  const soldByWhom = subscription.originalResellerId;
  return [
    {
      asked: { partner, operation, subscription },
      oracle: { partner, operation, service: subscription.serviceId, soldBy: soldByWhom },
    },
  ];
}

function onService(partner: Partner, operation: Operation, serviceId: ServiceId): readonly Question[] {
  switch (operation) {
    case 'provision-service':
    case 'administer-service':
    case 'manage-users':
    case 'view-service-health':
    case 'file-service-request':
    case 'sell-subscription':
      return [
        {
          asked: { partner, operation, serviceId },
          oracle: { partner, operation, service: serviceId, soldBy: undefined },
        },
      ];
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
      return [];
  }
}
