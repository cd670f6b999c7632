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
  closedAccount,
  contoso,
  link,
  northwind,
  request,
  samples,
  state,
  subscription,
  tailspin,
  theCustomer,
  theOperator,
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
const closed = { ...contoso, standing: 'closed' };
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
export const ended = {
  kind: 'relationship-ended',
  ...occasion,
  partnerId: 'contoso',
  reason: { kind: 'renegotiated', agreement: 'C-1' },
};
const cleared = { kind: 'partner-closed', reason: 'left the marketplace' };
const byOperator = { at, by: theOperator, reason: 'an unpaid bill' };
const imported = { ...established, by: theOperator, partnerId: 'litware', origin: { kind: 'imported' } };
const before = '2025-03-01T09:00:00.000Z';
const tomorrow = '2026-03-02T09:00:00.000Z';

/** A change of every kind. */
export const changes: readonly Call[] = [
  ['evolvePartner', [null, { kind: 'partner-registered', at, partner: tailspin }]],
  ['evolvePartner', [account, { kind: 'partner-renamed', at, by: theProvider, name: 'Tailspin Ltd' }]],
  ['evolvePartner', [account, { kind: 'partner-suspended', ...byOperator }]],
  ['evolvePartner', [account, { kind: 'partner-reinstated', ...byOperator }]],
  ['evolvePartner', [account, { kind: 'program-changed', at, by: theOperator, program: 'indirect-provider' }]],
  ['evolvePartner', [account, { kind: 'partner-closed', ...byOperator }]],
  ['evolvePartner', [account, { kind: 'request-opened', at, by: theProvider, request }]],
  ['evolvePartner', [account, { kind: 'request-revoked', at, by: theProvider, requestId: 'request-1' }]],
  ['evolveCustomer', [null, { kind: 'customer-registered', ...occasion, customer: northwind }]],
  ['evolveCustomer', [state, { kind: 'customer-renamed', ...occasion, name: 'Northwind Ltd' }]],
  ['evolveCustomer', [state, { kind: 'customer-erased', at, by: theOperator, reason: 'asked to be forgotten' }]],
  ['evolveCustomer', [state, { ...established, partnerId: 'litware' }]],
  ['evolveCustomer', [state, { ...imported, establishedAt: before }]],
  ['evolveCustomer', [state, granted]],
  ['evolveCustomer', [state, { ...granted, grantedAt: before }]],
  ['evolveCustomer', [state, ended]],
  ['evolveCustomer', [state, { ...ended, reason: cleared }]],
  ['evolveCustomer', [state, { ...ended, reason: undefined, agreement: 'C-1' }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'removed-by-customer' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'removed-by-operator', reason: 'an incident' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'relinquished' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'replaced', partnerId: 'tailspin' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'holder-closed' } }]],
  ['evolveCustomer', [state, { ...removed, reason: { kind: 'relationship-ended' } }]],
  ['evolveCustomer', [state, { ...removed, reason: cleared }]],
];

const resold = {
  partnerId: 'wingtip',
  serviceId: 'intune',
  throughPartnerId: 'tailspin',
  grantedAt: at,
};

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
  but('registerPartner', { partner: closed }, null),
  but('registerPartner', { partner: contoso }, closedAccount),
  but('renamePartner', { by: stranger }),
  but('renamePartner', { name: '\u200b' }),
  but('suspendPartner', { by: theProvider }),
  but('suspendPartner', {}, closedAccount),
  but('reinstatePartner', { by: theProvider }),
  but('reinstatePartner', {}, closedAccount),
  but('changeProgram', { by: theProvider }),
  but('changeProgram', {}, closedAccount),
  but('changeProgram', { program: 'advisor' }),
  but('closePartner', { by: theProvider }),
  but('openRequest', { by: stranger }),
  but(
    'openRequest',
    { indirectReseller: null, by: { kind: 'partner', partnerId: 'wingtip' } },
    { partner: wingtip, requests: [] },
  ),
  but('openRequest', { indirectReseller: contoso }),
  but('openRequest', { indirectReseller: { ...wingtip, standing: 'closed' } }),
  but('openRequest', { by: byContoso, indirectReseller: null }, closedAccount),
  but('openRequest', { by: byContoso, indirectReseller: null }, { partner: suspended, requests: [] }),
  but('openRequest', { indirectReseller: { ...wingtip, id: 'tailspin' } }),
  but('openRequest', { requestId: 'request-1', indirectReseller: null }),
  but('openRequest', { token: request.token, indirectReseller: null }),
  but('openRequest', {}, { partner: tailspin, requests: manyRequests }),
  but('revokeRequest', { by: stranger }),
  but('revokeRequest', { requestId: 'request-9' }),
  but('composeInvitation', { partner: tailspin, paragraphs: undefined }),
  but('composeInvitation', { paragraphs: [`Not ${link}/`] }),
  but('composeInvitation', { paragraphs: ['\n'] }),
  but('composeInvitation', { link: `${link}&`, paragraphs: [] }),
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
  but('acceptRequest', { indirectReseller: { ...wingtip, id: 'fabrikam' } }),
  but('acceptRequest', { onHeldService: { replace: [{ serviceId: 'sharepoint-online', holderId: 'contoso' }] } }),
  but('acceptRequest', { partner: { ...tailspin, standing: 'closed' } }),
  but('acceptRequest', { indirectReseller: { ...wingtip, standing: 'closed' } }),
  but('acceptRequest', { request: { ...request, revokedAt: at } }),
  but('acceptRequest', { onHeldService: 'refuse', closedHolders: [] }),
  but('acceptRequest', { onHeldService: { replace: [] }, closedHolders: [] }),
  but('acceptRequest', { onHeldService: 'reject' }),
  but('acceptRequest', {}, { ...state, relationships: manyRelationships, delegations: [] }),
  but('acceptRequest', {}, { ...state, delegations: manyDelegations }),
  but('addCustomer', { by: stranger }),
  but('addCustomer', {}, state),
  but('addCustomer', { partner: wingtip, by: { kind: 'partner', partnerId: 'wingtip' } }),
  but('addCustomer', { partner: suspended, by: byContoso }),
  but('addCustomer', { partner: closed, by: byContoso }),
  but('importCustomer', { customer: { ...northwind, id: 'adventure-works' } }, state),
  but('importCustomer', { customer: { ...northwind, name: '\u200b' } }),
  but('importCustomer', { by: theCustomer }),
  but('importCustomer', { partners: [] }),
  but('importCustomer', { partners: [{ ...tailspin, standing: 'closed' }, wingtip] }),
  but('importCustomer', { relationships: [{ partnerId: 'wingtip', establishedAt: at }] }),
  but('importCustomer', { relationships: [{ partnerId: 'tailspin', establishedAt: tomorrow }] }),
  but('importCustomer', { delegations: [{ ...resold, partnerId: 'litware' }] }),
  but('importCustomer', { delegations: [{ ...resold, throughPartnerId: null }] }),
  but('importCustomer', { delegations: [{ ...resold, partnerId: 'tailspin' }] }),
  but('importCustomer', { delegations: [{ ...resold, throughPartnerId: 'litware' }] }),
  but('importCustomer', {
    delegations: [{ ...resold, throughPartnerId: 'contoso' }],
    partners: [contoso, tailspin, wingtip],
  }),
  but('importCustomer', { delegations: [{ ...resold, grantedAt: tomorrow }] }),
  but('importCustomer', { relationships: [] }),
  but('importCustomer', { delegations: [resold, resold] }),
  but('importCustomer', {}, state),
  but('renameCustomer', { by: theProvider }),
  but('renameCustomer', { name: '\u200b' }),
  but('removeDelegations', { by: theProvider }),
  but('removeDelegations', { by: theCustomer }),
  but('removeDelegations', { reason: undefined }),
  but('relinquishDelegations', { by: theCustomer }),
  but('endRelationship', { by: theCustomer }),
  but('endRelationship', { subscriptions: [{ ...subscription, customerId: 'adventure-works' }] }),
  but('endRelationship', {
    subscriptions: [{ ...subscription, originalResellerId: 'tailspin', status: 'active' }],
  }),
  but('eraseCustomer', { by: theCustomer }),
  but('eraseCustomer', {}, state),
  but('clearClosedPartner', { by: theCustomer }),
  but('clearClosedPartner', { account }),
  ...asked,
  ['authorize', [state, { ...question, partner: closed }]],
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

  ['evolvePartner', [null, { kind: 'partner-suspended', ...byOperator }]],
  ['evolvePartner', [null, { kind: 'partner-registered', at, partner: closed }]],
  ['evolvePartner', [account, { kind: 'partner-registered', at, partner: tailspin }]],
  ['evolvePartner', [account, { kind: 'partner-reinstated', ...byOperator }]],
  ['evolvePartner', [{ partner: suspended, requests: [] }, { kind: 'partner-suspended', ...byOperator }]],
  ['evolvePartner', [account, { kind: 'program-changed', at, by: theOperator, program: 'advisor' }]],
  ['evolvePartner', [closedAccount, { kind: 'partner-closed', ...byOperator }]],
  ['evolvePartner', [account, { kind: 'request-opened', at, by: theProvider, request: { ...request, revokedAt: at } }]],
  ['evolvePartner', [account, { kind: 'request-opened', at, by: theProvider, request: ofContoso }]],
  ['evolvePartner', [account, { kind: 'request-revoked', at, by: theProvider, requestId: 'request-0' }]],
  ['evolvePartner', [account, { kind: 'forgotten' }]],
  ['foldPartner', [[{ kind: 'partner-suspended', ...byOperator }]]],
  ['parsePartnerAccount', [{ ...closedAccount, closure: undefined }]],
  ['parsePartnerAccount', [{ ...account, closure: closedAccount.closure }]],

  ['evolveCustomer', [state, { kind: 'customer-registered', ...occasion, customer: northwind }]],
  ['evolveCustomer', [null, { ...established, partnerId: 'contoso' }]],
  ['evolveCustomer', [state, { ...established, partnerId: 'contoso' }]],
  ['evolveCustomer', [null, { kind: 'customer-renamed', ...occasion, name: 'Northwind Ltd' }]],
  ['evolveCustomer', [state, { ...imported, establishedAt: tomorrow }]],
  ['evolveCustomer', [state, { ...granted, grantedAt: tomorrow }]],
  ['evolveCustomer', [state, { ...ended, reason: undefined }]],
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
