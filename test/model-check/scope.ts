import {
  operations,
  type AcceptRequest,
  type AuthorizationQuestion,
  type Customer,
  type ImportCustomer,
  type Instant,
  type OnHeldService,
  type Operation,
  type Partner,
  type PartnerId,
  type RelationshipRequest,
  type ImportedDelegation,
  type ServiceId,
  type Subscription,
} from 'partner-relationships';
import type { Attempt } from './attempt';
import {
  adventureWorks,
  closed,
  contoso,
  earlier,
  exchange,
  fabrikam,
  intune,
  later,
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
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { accountOf } from '../fixtures/account';
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

/** The same customer under another name. */
const renamed: Customer = { ...customer, name: 'Northwind Ltd' };

/** Every command of every party, rightful or not. */
export const commands: readonly Attempt[] = [
  ...acceptances(),
  ...acceptancesAmongOthers(),
  ...acceptancesOfTheClosed(),
  ...additions(),
  ...removals(),
  ...removalsWithReason(),
  ...relinquishments(),
  ...ends(),
  ...clearings(),
  ...erasures(),
  ...imports(),
  ...renamings(),
  ...underAnotherName(),
];

function acceptances(): readonly Attempt[] {
  return invitations.flatMap(({ partner, request }) =>
    choices.flatMap((chosen) =>
      (partner === tailspin ? choices : [[]]).flatMap((indirectResellerServices) =>
        (['refuse', 'replace'] as const).flatMap((onHeldService) =>
          [theCustomer(customer), thePartner(partner), theCustomer(adventureWorks)].flatMap((by) =>
            [request, revokedRequest(request)].map((shown): Attempt => {
              const what = { partner, request: shown, services: chosen, indirectResellerServices, onHeldService };
              return { kind: 'accept-request', customerId, command: { customer, ...what, by, at: now } };
            }),
          ),
        ),
      ),
    ),
  );
}

/**
 * Acceptances with everything that decides about other holders: which of them the customer has seen, and whose accounts
 * are closed. For the provider, the request that names nobody stands for both, and the first service for each.
 */
function acceptancesAmongOthers(): readonly Attempt[] {
  const by = theCustomer(customer);
  return invitations
    .filter(({ partner, request }) => partner !== litware && request.indirectResellerId === null)
    .flatMap(({ partner, request }) =>
      [[exchange], [exchange, sharepoint]].flatMap((chosen) => {
        const [one = contoso, other = contoso] = [contoso, fabrikam, tailspin].filter((rival) => rival !== partner);
        const seeing = (holder: Partner): OnHeldService => ({
          replace: chosen.map((serviceId) => ({ serviceId, holderId: holder.id })),
        });
        const seeingNobody: OnHeldService = { replace: [] };
        const seeingOneForTheFirst = {
          replace: [
            { serviceId: exchange, holderId: one.id },
            { serviceId: exchange, holderId: other.id },
          ],
        };
        const unchosen = { replace: [{ serviceId: chosen.length === 1 ? sharepoint : intune, holderId: one.id }] };
        const choices: readonly (readonly [OnHeldService, readonly PartnerId[]])[] = [
          [seeing(one), []],
          [seeing(other), []],
          [seeingOneForTheFirst, []],
          [seeingNobody, [one.id]],
          [seeing(other), [one.id]],
          ['refuse', [one.id]],
          ['refuse', [one.id, other.id]],
          ['replace', [other.id]],
          [unchosen, []],
        ];
        return choices.map(([onHeldService, closedHolders]): Attempt => {
          const what = { partner, request, services: chosen, onHeldService, closedHolders };
          return { kind: 'accept-request', customerId, command: { customer, ...what, by, at: now } };
        });
      }),
    );
}

/** Acceptances of closed partners, and of requests that name one. */
function acceptancesOfTheClosed(): readonly Attempt[] {
  const by = theCustomer(customer);
  type Offered = Pick<AcceptRequest, 'partner' | 'request'> & Partial<AcceptRequest>;
  const accepting = (what: Offered): Attempt => ({
    kind: 'accept-request',
    customerId,
    command: { customer, services: [exchange], by, at: now, ...what },
  });
  const naming = requestOf(tailspin, wingtip);
  return [
    ...invitations.flatMap(({ partner, request }) =>
      [request, revokedRequest(request)].map((shown) => accepting({ partner: closed(partner), request: shown })),
    ),
    accepting({ partner: closed(contoso), request: requestOf(contoso), by: thePartner(contoso) }),
    accepting({ partner: tailspin, request: naming, indirectReseller: wingtip }),
    accepting({ partner: tailspin, request: naming, indirectReseller: suspended(wingtip) }),
    accepting({ partner: tailspin, request: naming, indirectReseller: closed(wingtip) }),
    accepting({ partner: suspended(tailspin), request: naming }),
  ];
}

/** The name that is given with a command matters only where it tells whether the very same customer is there. */
function underAnotherName(): readonly Attempt[] {
  const given = { customer: renamed, partner: contoso, services: [exchange], at: now };
  const accepting = { ...given, request: requestOf(contoso), by: theCustomer(customer) };
  return [
    { kind: 'accept-request', customerId, command: accepting },
    { kind: 'add-customer', customerId, command: { ...given, by: thePartner(contoso) } },
  ];
}

/**
 * Imports of nothing, of a seller and of a provider with its reseller, and of what cannot be. What is imported began
 * earlier than everything else.
 */
function imports(): readonly Attempt[] {
  type Held = Pick<ImportCustomer, 'relationships' | 'delegations'>;
  const since = (establishedAt: Instant, ...those: readonly Partner[]): ImportCustomer['relationships'] =>
    those.map(({ id }) => ({ partnerId: id, establishedAt }));
  const related = (...those: readonly Partner[]): ImportCustomer['relationships'] => since(earlier, ...those);
  const held = (partner: Partner, serviceId: ServiceId, through: Partner | null = null): ImportedDelegation => ({
    partnerId: partner.id,
    serviceId,
    ...(through === null ? {} : { throughPartnerId: through.id }),
    grantedAt: earlier,
  });
  const importing = (what: Held & Partial<ImportCustomer>): Attempt => ({
    kind: 'import-customer',
    customerId,
    command: { customer, partners, by: theOperator, at: now, ...what },
  });
  const ofSeller = { relationships: related(contoso), delegations: [held(contoso, exchange)] };
  const ofProvider = { relationships: related(tailspin), delegations: [held(wingtip, sharepoint, tailspin)] };
  const fromContoso = held(contoso, exchange);
  const impossible: readonly Held[] = [
    { relationships: related(wingtip), delegations: [] },
    { relationships: related(contoso, contoso), delegations: [] },
    { relationships: [{ partnerId: contoso.id, establishedAt: later }], delegations: [] },
    { relationships: [], delegations: [fromContoso] },
    { relationships: related(contoso), delegations: [fromContoso, fromContoso] },
    { relationships: related(contoso), delegations: [{ ...fromContoso, grantedAt: later }] },
    { relationships: related(contoso, fabrikam), delegations: [fromContoso, held(fabrikam, exchange)] },
    { relationships: related(contoso), delegations: [{ ...fromContoso, throughPartnerId: fabrikam.id }] },
    { relationships: related(tailspin), delegations: [held(wingtip, exchange)] },
    { relationships: related(contoso), delegations: [held(wingtip, exchange, contoso)] },
    { relationships: related(contoso), delegations: [held(wingtip, exchange, tailspin)] },
    { relationships: since(now, contoso), delegations: [fromContoso] },
    { relationships: since(now, tailspin), delegations: [held(wingtip, exchange, tailspin)] },
  ];
  return [
    importing({ relationships: [], delegations: [] }),
    importing(ofSeller),
    importing(ofProvider),
    importing({ ...ofSeller, customer: renamed }),
    importing({ ...ofSeller, by: theCustomer(customer) }),
    importing({ ...ofSeller, by: thePartner(contoso) }),
    importing({ ...ofSeller, partners: [] }),
    importing({ ...ofSeller, partners: [closed(contoso)] }),
    importing({ ...ofProvider, partners: [tailspin, closed(wingtip)] }),
    importing({ ...ofProvider, partners: [closed(tailspin), wingtip] }),
    ...impossible.map(importing),
  ];
}

function renamings(): readonly Attempt[] {
  return [customer, renamed].flatMap(({ name }) =>
    [theCustomer(customer), theOperator, theCustomer(adventureWorks), thePartner(contoso)].map(
      (by): Attempt => ({ kind: 'rename-customer', customerId, command: { name, by, at: now } }),
    ),
  );
}

function additions(): readonly Attempt[] {
  return partners.flatMap((adding) =>
    [adding, suspended(adding), closed(adding)].flatMap((partner) =>
      choices.flatMap((chosen) =>
        [thePartner(adding), thePartner(another(adding)), theCustomer(customer)].map((by): Attempt => {
          const command = { customer, partner, services: chosen, by, at: now };
          return { kind: 'add-customer', customerId, command };
        }),
      ),
    ),
  );
}

function removals(): readonly Attempt[] {
  return (['all', ...partners] as const).flatMap((partner) =>
    choicesOrAll.flatMap((chosen) => {
      const from = partner === 'all' ? partner : partner.id;
      const aPartner = thePartner(partner === 'all' ? contoso : partner);
      return [theCustomer(customer), theCustomer(adventureWorks), aPartner].map((by): Attempt => {
        return { kind: 'remove-delegations', customerId, command: { from, services: chosen, by, at: now } };
      });
    }),
  );
}

/** The operator removes as the customer does: one service or all stand for all choices. */
function removalsWithReason(): readonly Attempt[] {
  const reasons = [
    { by: theOperator, reason: 'an incident' },
    { by: theOperator },
    { by: theCustomer(customer), reason: 'an incident' },
    { by: thePartner(contoso), reason: 'an incident' },
  ];
  return (['all', ...partners] as const).flatMap((partner) =>
    ([[exchange], 'all'] as const).flatMap((chosen) =>
      reasons.map((given): Attempt => {
        const from = partner === 'all' ? partner : partner.id;
        return { kind: 'remove-delegations', customerId, command: { from, services: chosen, at: now, ...given } };
      }),
    ),
  );
}

function relinquishments(): readonly Attempt[] {
  return partners.flatMap((partner) =>
    choicesOrAll.flatMap((chosen) =>
      [thePartner(partner), thePartner(another(partner)), theCustomer(customer)].map((by): Attempt => {
        const command = { partnerId: partner.id, services: chosen, by, at: now };
        return { kind: 'relinquish-delegations', customerId, command };
      }),
    ),
  );
}

function ends(): readonly Attempt[] {
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
      actors.map((by): Attempt => {
        const agreement = `renegotiated with ${partner.id}`;
        const command = { partnerId: partner.id, agreement, subscriptions: sold, by, at: now };
        return { kind: 'end-relationship', customerId, command };
      }),
    );
  });
}

function clearings(): readonly Attempt[] {
  return partners.flatMap((partner) => {
    const closing = { kind: 'partner-closed', at: now, by: theOperator, reason: 'left the marketplace' } as const;
    const closedAccount = accountOf(partner, closing);
    const attempts = [
      { account: closedAccount, by: theOperator },
      { account: closedAccount, by: theCustomer(customer) },
      { account: closedAccount, by: thePartner(partner) },
      { account: accountOf(partner), by: theOperator },
    ];
    return attempts.map((given): Attempt => {
      return { kind: 'clear-closed-partner', customerId, command: { ...given, at: now } };
    });
  });
}

function erasures(): readonly Attempt[] {
  return [theOperator, theCustomer(customer), thePartner(contoso)].map((by): Attempt => {
    return { kind: 'erase-customer', customerId, command: { reason: 'asked to be forgotten', by, at: now } };
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
