import fc from 'fast-check';
import * as library from 'partner-relationships';
import { nearMiss } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { anythingAtAll, unreadable } from './exotic';
import { problemOf } from './error-data';

const at = '2026-03-01T09:00:00.000Z';
const baseUrl = 'https://portal.example/invitation';
const link = `${baseUrl}?partner=contoso&token=token-0000000000000001`;
const contoso = { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' };
const tailspin = { id: 'tailspin', name: 'Tailspin', program: 'indirect-provider', standing: 'active' };
const wingtip = { id: 'wingtip', name: 'Wingtip', program: 'indirect-reseller', standing: 'active' };
const northwind = { id: 'northwind', name: 'Northwind Traders' };
const theCustomer = { kind: 'customer', customerId: 'northwind', userId: 'alice' };
const theProvider = { kind: 'partner', partnerId: 'tailspin', userId: 'bob' };
const request = {
  id: 'request-1',
  partnerId: 'tailspin',
  indirectResellerId: 'wingtip',
  token: 'token-0000000000000001',
  openedAt: at,
  revokedAt: null,
};
const account = {
  partner: tailspin,
  requests: [request, { ...request, id: 'request-0', token: 'an-older-token-0001', revokedAt: at }],
};
const state = {
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
const subscription = {
  id: 'subscription-1',
  customerId: 'northwind',
  serviceId: 'exchange-online',
  originalResellerId: 'contoso',
  partnerOfRecordId: null,
  status: 'cancelled',
};
const partnerChange = { kind: 'partner-registered', at, partner: tailspin };
const relationshipChange = { kind: 'customer-registered', at, by: theCustomer, customer: northwind };

/** For every function of the root entry, and every function of an object that it exports, arguments that it takes. */
const samples: Readonly<Record<string, readonly unknown[]>> = {
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

/** Makers for adapters and callers: they give the error itself, an exception, a repository or a service. */
const makers: Readonly<Record<string, (made: unknown) => string | null>> = {
  corruptData: problemOf,
  outcomeUnknown: problemOf,
  storageFailed: problemOf,
  revisionConflict: problemOf,
  unknownCursor: problemOf,
  toException: (made) => (made instanceof Error ? null : 'it is no Error'),
  memoryRepository: (made) => (functionsIn(made as object).length === 1 ? null : 'it is no repository'),
  createRelationshipService: (made) => (functionsIn(made as object).length > 10 ? null : 'it is no service'),
};

type AnyFunction = (...given: readonly unknown[]) => unknown;

function functionsIn(exported: object): readonly (readonly [name: string, run: AnyFunction])[] {
  return Object.entries(exported).flatMap(([name, value]: readonly [string, unknown]) =>
    typeof value === 'function' ? [[name, value as AnyFunction] as const] : [],
  );
}

/** Every function that the root entry exports, by itself or in an object. */
const functions: ReadonlyMap<string, AnyFunction> = new Map([
  ...functionsIn(library),
  ...Object.entries(library).flatMap(([name, value]: readonly [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? functionsIn(value).map(([key, run]) => [`${name}.${key}`, run] as const)
      : [],
  ),
]);

/** Asks a function; what is wrong with its answer, or null. */
function problemWith(name: string, given: readonly unknown[]): string | null {
  let answer: unknown;
  try {
    answer = functions.get(name)?.(...given);
  } catch (error) {
    return `${name} threw ${String(error)}`;
  }
  const problem = makers[name] === undefined ? problemOfResult(answer) : makers[name](answer);
  return problem === null ? null : `${name}: ${problem}`;
}

function problemOfResult(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('isErr' in answer)) return 'its answer is no result';
  return 'error' in answer ? problemOf(answer.error) : null;
}

/** The arguments with this value in each place in turn, and in all of them. */
function inEachPlace(given: readonly unknown[], value: unknown): readonly (readonly unknown[])[] {
  return [...given.map((_, place) => given.with(place, value)), given.map(() => value)];
}

describe('every function of the root entry', () => {
  it('has sample arguments here, so that none is left out of what follows', () => {
    expect([...functions.keys()].sort()).toEqual(Object.keys(samples).sort());
  });

  it('takes its sample arguments', () => {
    for (const [name, given] of Object.entries(samples)) {
      expect(problemWith(name, given)).toBeNull();
      if (makers[name] === undefined) expect(functions.get(name)?.(...given), name).toHaveProperty('value');
    }
  });

  it('answers whatever it is given in whatever place, and every error is data as documented', () => {
    fc.assert(
      fc.property(anythingAtAll(), (value) => {
        for (const [name, given] of Object.entries(samples)) {
          for (const tried of inEachPlace(given, value)) expect(problemWith(name, tried)).toBeNull();
        }
      }),
    );
  });

  it('answers when anything stands in place of one field of what it takes', () => {
    const withOneField = Object.entries(samples).filter(([, given]) => given.length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...withOneField), fc.nat(), anythingAtAll(), ([name, given], place, value) => {
        expect(problemWith(name, withField(given, place, value))).toBeNull();
      }),
    );
  });

  it('answers whatever is given that differs in one place from what it takes', () => {
    const misses = Object.entries(samples).flatMap(([name, given]) =>
      given.map((valid, place) =>
        nearMiss(fc.constant(valid)).map((near) => ({ name, given: given.with(place, near) })),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(...misses), { minLength: 10, maxLength: 10 }), (tries) => {
        for (const { name, given } of tries) expect(problemWith(name, given)).toBeNull();
      }),
    );
  });

  it('answers when something that it takes throws as it is read, in whatever place and field', () => {
    for (const [name, given] of Object.entries(samples)) {
      for (const value of unreadable()) {
        for (const tried of inEachPlace(given, value)) expect(problemWith(name, tried)).toBeNull();
        for (const path of fieldsIn(given)) expect(problemWith(name, replaced(given, path, value))).toBeNull();
      }
    }
  });

  it('needs none of its arguments to answer', () => {
    for (const [name, given] of Object.entries(samples)) {
      for (let count = 0; count < given.length; count += 1) {
        expect(problemWith(name, given.slice(0, count))).toBeNull();
      }
    }
  });
});

describe('a message', () => {
  const id = (index: number): string => `${String(index).padStart(5, '0')}-${'x'.repeat(122)}`;
  const many = Array.from({ length: 2000 }, (_, index) => id(index));
  const holder = id(99_999);

  it('stays short when thousands of services are held, which its context lists', () => {
    const held = {
      customer: northwind,
      relationships: [{ partnerId: holder, establishedAt: at, origin: { kind: 'customer-added' } }],
      delegations: many.map((serviceId) => ({
        partnerId: holder,
        serviceId,
        transacting: true,
        throughPartnerId: null,
        grantedAt: at,
      })),
    };
    const [, command] = samples['acceptRequest'] ?? [];
    const given = [held, Object.assign({}, command, { services: many, onHeldService: 'refuse' })];
    expect(problemWith('acceptRequest', given)).toBeNull();
    expect(functions.get('acceptRequest')?.(...given)).toMatchObject({
      error: { code: 'service-held', context: { held: many.map((serviceId) => ({ serviceId, holderId: holder })) } },
    });
  });

  it('stays short when thousands of subscriptions are active, which its context lists', () => {
    const [, command] = samples['endRelationship'] ?? [];
    const sold = { ...subscription, originalResellerId: 'tailspin', status: 'active' };
    const subscriptions = many.map((subscriptionId) => ({ ...sold, id: subscriptionId }));
    const given = [state, Object.assign({}, command, { subscriptions })];
    expect(problemWith('endRelationship', given)).toBeNull();
    expect(functions.get('endRelationship')?.(...given)).toMatchObject({
      error: { code: 'active-subscriptions', context: { subscriptionIds: many } },
    });
  });
});

/** The arguments with this value in place of one of the fields of one of them, however deep. */
function withField(given: readonly unknown[], place: number, value: unknown): readonly unknown[] {
  const fields = fieldsIn(given);
  return replaced(given, fields[place % fields.length] ?? ['0'], value);
}

/** The ways to all fields of these arguments, not to the arguments themselves. */
function fieldsIn(given: readonly unknown[]): readonly (readonly string[])[] {
  return pathsIn(given).filter(({ length }) => length > 1);
}

function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [[key], ...pathsIn(inside).map((path) => [key, ...path])]);
}

function replaced(given: readonly unknown[], path: readonly string[], by: unknown): readonly unknown[] {
  return given.map((argument, place) => (String(place) === path[0] ? inside(argument, path.slice(1), by) : argument));
}

function inside(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = Object.assign(Array.isArray(value) ? [] : {}, value);
  return Object.assign(copy, { [key]: inside(Reflect.get(copy, key), rest, by) });
}
