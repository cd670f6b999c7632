import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_OPEN_REQUESTS_PER_PARTNER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  operations,
} from 'partner-relationships';
import {
  account,
  at,
  baseUrl,
  contoso,
  link,
  northwind,
  request,
  samples,
  state,
  subscription,
  tailspin,
  theCustomer,
  theProvider,
  wingtip,
} from '../fixtures/samples';

type Call = readonly [name: string, given: readonly unknown[]];

/** The sample arguments of a function, with these fields in the last one, and this state, if given. */
function but(name: string, fields: object, before?: unknown): Call {
  const given = samples[name] ?? [];
  const changed = given.with(-1, Object.assign({}, given.at(-1), fields));
  return [name, before === undefined ? changed : changed.with(0, before)];
}

const stranger = { kind: 'partner', partnerId: 'litware', userId: 'mallory' };
const suspended = { ...contoso, standing: 'suspended' };
const byContoso = { kind: 'partner', partnerId: 'contoso' };
const [related] = state.relationships;
const [held] = state.delegations;

const ofContoso = { ...request, partnerId: 'contoso', indirectResellerId: null };
const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `n-${index}`);
const manyRequests = numbered(MAX_OPEN_REQUESTS_PER_PARTNER).map((id) => ({
  ...request,
  id,
  token: id.padStart(16, '0'),
  indirectResellerId: id,
}));
const manyRelationships = numbered(MAX_RELATIONSHIPS_PER_CUSTOMER).map((partnerId) => ({ ...related, partnerId }));
const manyDelegations = numbered(MAX_DELEGATIONS_PER_CUSTOMER).map((serviceId) => ({ ...held, serviceId }));

const occasion = { at, by: theCustomer };
const established = { kind: 'relationship-established', ...occasion, origin: { kind: 'customer-added' } };
const granted = {
  kind: 'delegation-granted',
  ...occasion,
  partnerId: 'contoso',
  serviceId: 'teams',
  transacting: true,
  throughPartnerId: null,
  requestId: null,
};
const removed = { ...granted, kind: 'delegation-removed', reason: { kind: 'relinquished' } };
export const ended = { kind: 'relationship-ended', ...occasion, partnerId: 'contoso', agreement: 'C-1' };

/** A change of every kind. */
export const changes: readonly Call[] = [
  ['evolvePartner', [null, { kind: 'partner-registered', at, partner: tailspin }]],
  ['evolvePartner', [account, { kind: 'partner-suspended', at }]],
  ['evolvePartner', [account, { kind: 'partner-reinstated', at }]],
  ['evolvePartner', [account, { kind: 'request-opened', at, by: theProvider, request }]],
  ['evolvePartner', [account, { kind: 'request-revoked', at, by: theProvider, requestId: 'request-1' }]],
  ['evolveCustomer', [null, { kind: 'customer-registered', ...occasion, customer: northwind }]],
  ['evolveCustomer', [state, { ...established, partnerId: 'litware' }]],
  ['evolveCustomer', [state, granted]],
  ['evolveCustomer', [state, ended]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'removed-by-customer' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'relinquished' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'replaced', partnerId: 'tailspin' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'relationship-ended' } }]],
];

const question = { partner: contoso, operation: 'manage-users', serviceId: 'teams' };
const needy = { ...contoso, program: 'advisor', standing: 'suspended' };
const asked = Object.values(operations).map(({ operation, concerns }): Call => {
  const subject = concerns === 'subscription' ? { subscription } : { serviceId: 'teams' };
  return ['authorize', [null, { partner: { ...needy, id: 'litware' }, operation, ...subject }]];
});

/** A call for each way in which a function of the core can refuse well-formed arguments. */
export const refusals: readonly Call[] = [
  but('registerPartner', { partner: { ...contoso, id: 'litware' } }, account),
  but('registerPartner', { partner: { ...tailspin, name: 'Tailspin Toys' } }, account),
  but('registerPartner', { partner: { ...tailspin, program: 'advisor' } }, account),
  but('registerPartner', { partner: { ...contoso, name: '\u202eContoso' } }, null),
  but('openRequest', { by: stranger }),
  but(
    'openRequest',
    { indirectReseller: null, by: { kind: 'partner', partnerId: 'wingtip' } },
    { partner: wingtip, requests: [] },
  ),
  but('openRequest', { indirectReseller: contoso }),
  but('openRequest', { by: byContoso, indirectReseller: null }, { partner: suspended, requests: [] }),
  but('openRequest', { indirectReseller: { ...wingtip, id: 'tailspin' } }),
  but('openRequest', { requestId: 'request-1', indirectReseller: null }),
  but('openRequest', { token: request.token, indirectReseller: null }),
  but('openRequest', {}, { partner: tailspin, requests: manyRequests }),
  but('revokeRequest', { by: stranger }),
  but('revokeRequest', { requestId: 'request-9' }),
  ['composeInvitation', [{ partner: tailspin, link }]],
  ['composeInvitation', [{ partner: contoso, link, paragraphs: [`Not ${link}/`] }]],
  ['composeInvitation', [{ partner: contoso, link, paragraphs: ['\n'] }]],
  ['composeInvitation', [{ partner: contoso, link: `${link}&`, paragraphs: [] }]],
  ['checkInvitation', [{}, link]],
  ['checkInvitation', [{ text: 'x'.repeat(1_000_001) }, link]],
  ['checkInvitation', [{ text: `${link}/` }, link]],
  ['checkInvitation', [{ html: `<p>${link}/</p>` }, link]],
  ['checkInvitation', [{ html: `<p>${link}` }, link]],
  ['checkInvitation', [{ html: `<object data="${link}"></object>` }, link]],
  ['checkInvitation', [{ html: `<p style="opacity:0">${link}</p>` }, link]],
  ['checkInvitation', [{ text: 'Hello' }, link]],
  ['checkInvitation', [{ html: 'Hello' }, link]],
  ['parseInviteLink', [link, `${baseUrl}s`]],
  ['parseInviteLink', [`${link}/`, baseUrl]],
  but('acceptRequest', { by: stranger }),
  but('acceptRequest', { customer: { ...northwind, name: '\u200b' } }, null),
  but('acceptRequest', { customer: { ...northwind, id: 'adventure-works' } }),
  but('acceptRequest', { partner: contoso }),
  but('acceptRequest', { request: { ...request, indirectResellerId: null } }),
  but('acceptRequest', { request: { ...request, revokedAt: at } }),
  but('acceptRequest', { onHeldService: 'refuse' }),
  but('acceptRequest', { onHeldService: 'reject' }),
  but('acceptRequest', {}, { ...state, relationships: manyRelationships, delegations: [] }),
  but('acceptRequest', {}, { ...state, delegations: manyDelegations }),
  but('addCustomer', { by: stranger }),
  but('addCustomer', {}, state),
  but('addCustomer', { partner: wingtip, by: { kind: 'partner', partnerId: 'wingtip' } }),
  but('addCustomer', { partner: suspended, by: byContoso }),
  but('removeDelegations', { by: theProvider }),
  but('relinquishDelegations', { by: theCustomer }),
  but('endRelationship', { by: theCustomer }),
  but('endRelationship', { subscriptions: [{ ...subscription, customerId: 'adventure-works' }] }),
  but('endRelationship', {
    subscriptions: [{ ...subscription, originalResellerId: 'tailspin', status: 'active' }],
  }),
  ...asked,
  ['authorize', [state, { ...question, operation: 'audit' }]],
  ['authorize', [state, { ...question, operation: 'sell-subscription', subscription }]],
  ['authorize', [state, { ...question, subscription }]],
  ['authorize', [state, { ...question, serviceId: undefined }]],
  ['authorize', [state, { ...question, partner: { ...contoso, program: 'reseller' } }]],
  ['authorize', [state, { ...question, partner: { ...contoso, standing: 'away' } }]],
  ['authorize', [state, { ...question, operation: 'add-seats', serviceId: undefined }]],
  [
    'authorize',
    [
      state,
      { partner: contoso, operation: 'add-seats', subscription: { ...subscription, customerId: 'adventure-works' } },
    ],
  ],
  ['supportDuties', [state, 'contoso', [{ ...subscription, customerId: 'adventure-works' }]]],

  ['evolvePartner', [null, { kind: 'partner-suspended', at }]],
  ['evolvePartner', [account, { kind: 'partner-registered', at, partner: tailspin }]],
  ['evolvePartner', [account, { kind: 'partner-reinstated', at }]],
  ['evolvePartner', [{ partner: suspended, requests: [] }, { kind: 'partner-suspended', at }]],
  ['evolvePartner', [account, { kind: 'request-opened', at, by: theProvider, request: { ...request, revokedAt: at } }]],
  ['evolvePartner', [account, { kind: 'request-opened', at, by: theProvider, request: ofContoso }]],
  ['evolvePartner', [account, { kind: 'request-revoked', at, by: theProvider, requestId: 'request-0' }]],
  ['evolvePartner', [account, { kind: 'forgotten' }]],
  ['foldPartner', [[{ kind: 'partner-suspended', at }]]],

  ['evolveCustomer', [state, { kind: 'customer-registered', ...occasion, customer: northwind }]],
  ['evolveCustomer', [null, { ...established, partnerId: 'contoso' }]],
  ['evolveCustomer', [state, { ...established, partnerId: 'contoso' }]],
  [
    'evolveCustomer',
    [
      { ...state, relationships: manyRelationships, delegations: [] },
      { ...established, partnerId: 'contoso' },
    ],
  ],
  ['evolveCustomer', [state, { ...granted, partnerId: 'litware' }]],
  ['evolveCustomer', [state, { ...granted, throughPartnerId: 'contoso', transacting: false }]],
  ['evolveCustomer', [state, { ...granted, throughPartnerId: 'tailspin' }]],
  ['evolveCustomer', [state, { ...granted, partnerId: 'tailspin', serviceId: 'exchange-online' }]],
  ['evolveCustomer', [{ ...state, delegations: manyDelegations }, granted]],
  ['evolveCustomer', [state, removed]],
  ['evolveCustomer', [state, { ...ended, partnerId: 'litware' }]],
  ['evolveCustomer', [state, ended]],
  ['evolveCustomer', [state, { kind: 'forgotten' }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'forgotten' } }]],
  ['foldCustomer', [[removed]]],
];
