import * as library from 'partner-relationships';

export const at = '2026-03-01T09:00:00.000Z';
export const baseUrl = 'https://portal.example/invitation';
export const link = `${baseUrl}?partner=contoso&token=token-0000000000000001`;
export const contoso = { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' };
export const tailspin = { id: 'tailspin', name: 'Tailspin', program: 'indirect-provider', standing: 'active' };
export const wingtip = { id: 'wingtip', name: 'Wingtip', program: 'indirect-reseller', standing: 'active' };
export const northwind = { id: 'northwind', name: 'Northwind Traders' };
export const theCustomer = { kind: 'customer', customerId: 'northwind', userId: 'alice' };
export const theProvider = { kind: 'partner', partnerId: 'tailspin', userId: 'bob' };
export const request = {
  id: 'request-1',
  partnerId: 'tailspin',
  indirectResellerId: 'wingtip',
  token: 'token-0000000000000001',
  openedAt: at,
  revokedAt: null,
};
export const account = {
  partner: tailspin,
  requests: [request, { ...request, id: 'request-0', token: 'an-older-token-0001', revokedAt: at }],
};
export const state = {
  customer: northwind,
  relationships: [
    { partnerId: 'contoso', establishedAt: at, origin: { kind: 'customer-added' } },
    { partnerId: 'tailspin', establishedAt: at, origin: { kind: 'request', requestId: 'request-1' } },
  ],
  delegations: [
    { partnerId: 'contoso', serviceId: 'exchange-online', transacting: true, throughPartnerId: null, grantedAt: at },
    { partnerId: 'wingtip', serviceId: 'intune', transacting: false, throughPartnerId: 'tailspin', grantedAt: at },
  ],
};
export const subscription = {
  id: 'subscription-1',
  customerId: 'northwind',
  serviceId: 'exchange-online',
  originalResellerId: 'contoso',
  partnerOfRecordId: null,
  status: 'cancelled',
};
export const partnerChange = { kind: 'partner-registered', at, partner: tailspin };
export const relationshipChange = { kind: 'customer-registered', at, by: theCustomer, customer: northwind };

/** For every function of the root entry, and every function of an object that it exports, arguments that it takes. */
export const samples: Readonly<Record<string, readonly unknown[]>> = {
  parseCustomerId: ['northwind'],
  parseInviteToken: ['token-0000000000000001'],
  parsePartnerId: ['contoso'],
  parseRequestId: ['request-1'],
  parseServiceId: ['exchange-online'],
  parseSubscriptionId: ['subscription-1'],
  parseInstant: [at],
  parsePartner: [contoso],
  parseCustomer: [northwind],
  parseSubscription: [subscription],
  parsePartnerAccount: [account],
  parseCustomerRelationships: [state],
  authorize: [state, { partner: contoso, operation: 'receive-bill', subscription }],
  registerPartner: [null, { partner: contoso, at }],
  suspendPartner: [account, { at }],
  reinstatePartner: [account, { at }],
  openRequest: [
    account,
    { requestId: 'request-2', token: 'token-0000000000000002', indirectReseller: wingtip, by: theProvider, at },
  ],
  revokeRequest: [account, { requestId: 'request-1', by: theProvider, at }],
  evolvePartner: [account, { kind: 'request-revoked', at, by: theProvider, requestId: 'request-1' }],
  foldPartner: [[partnerChange, { kind: 'request-opened', at, by: theProvider, request }]],
  inviteLink: [{ partnerId: 'contoso', token: 'token-0000000000000001' }, baseUrl],
  parseInviteLink: [link, baseUrl],
  composeInvitation: [{ partner: contoso, link, paragraphs: ['Dear customer,'] }],
  checkInvitation: [{ text: `Open ${link}`, html: `<p><a href="${link.replace('&', '&amp;')}">open</a></p>` }, link],
  acceptRequest: [
    state,
    {
      customer: northwind,
      partner: tailspin,
      request,
      services: ['exchange-online', 'teams'],
      indirectResellerServices: ['intune', 'teams'],
      onHeldService: 'replace',
      by: theCustomer,
      at,
    },
  ],
  addCustomer: [null, { customer: northwind, partner: tailspin, services: ['exchange-online'], by: theProvider, at }],
  removeDelegations: [state, { from: 'contoso', services: ['exchange-online'], by: theCustomer, at }],
  relinquishDelegations: [state, { partnerId: 'tailspin', services: 'all', by: theProvider, at }],
  endRelationship: [
    state,
    { partnerId: 'tailspin', agreement: 'C-1', subscriptions: [subscription], by: theProvider, at },
  ],
  evolveCustomer: [
    state,
    { kind: 'relationship-established', at, by: theCustomer, partnerId: 'litware', origin: { kind: 'customer-added' } },
  ],
  foldCustomer: [[relationshipChange]],
  partnersByService: [state, ['exchange-online', 'teams']],
  supportDuties: [state, 'contoso', [subscription]],
  'partnerCodec.encode': [account],
  'partnerCodec.decode': [{ format: 1, value: account }],
  'customerCodec.encode': [state],
  'customerCodec.decode': [JSON.stringify({ format: 1, value: state })],
  'partnerChangeCodec.encode': [partnerChange],
  'partnerChangeCodec.decode': [{ format: 1, value: partnerChange }],
  'relationshipChangeCodec.encode': [relationshipChange],
  'relationshipChangeCodec.decode': [{ format: 1, value: relationshipChange }],
  parseRevision: ['1'],
  memoryRepository: [],
  corruptData: ['half a document'],
  outcomeUnknown: [new Error('timeout')],
  storageFailed: [new Error('disk full')],
  revisionConflict: ['7'],
  unknownCursor: ['x'],
  createRelationshipService: [{ repository: library.memoryRepository(), linkBaseUrl: baseUrl, attempts: 3 }],
  toException: [{ kind: 'storage', code: 'storage-failed', message: 'disk full', context: {} }],
};

export type AnyFunction = (...given: readonly unknown[]) => unknown;

export function functionsIn(exported: object): readonly (readonly [name: string, run: AnyFunction])[] {
  return Object.entries(exported).flatMap(([name, value]: readonly [string, unknown]) =>
    typeof value === 'function' ? [[name, value as AnyFunction] as const] : [],
  );
}

/** Every function that the root entry exports, by itself or in an object. */
export const functions: ReadonlyMap<string, AnyFunction> = new Map([
  ...functionsIn(library),
  ...Object.entries(library).flatMap(([name, value]: readonly [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? functionsIn(value).map(([key, run]) => [`${name}.${key}`, run] as const)
      : [],
  ),
]);
