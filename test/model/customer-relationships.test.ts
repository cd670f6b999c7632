import { parseCustomerRelationships } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

const customer = { id: 'northwind', name: 'Northwind Traders' };
const at = '2026-01-01T00:00:00.000Z';
const afterwards = '2026-02-01T00:00:00.000Z';
const related = (partnerId: string, origin: object = { kind: 'customer-added' }): object => ({
  partnerId,
  establishedAt: at,
  origin,
});
const holds = (partnerId: string, serviceId: string, change: object = {}): object => ({
  partnerId,
  serviceId,
  transacting: false,
  throughPartnerId: null,
  grantedAt: at,
  ...change,
});
const transacting = { transacting: true };
const through = (throughPartnerId: string): object => ({ throughPartnerId });
const state = (relationships: readonly unknown[], delegations: readonly unknown[] = []): object => ({
  customer,
  relationships,
  delegations,
});
const contosoAnd = (...delegations: readonly unknown[]): object =>
  state([related('contoso'), related('tailspin')], delegations);
const contextOf = (value: unknown): object => parseCustomerRelationships(value)._unsafeUnwrapErr().context;

describe('A customer’s relationships', () => {
  it.each([
    ['none', state([])],
    [
      'one by each origin',
      state([
        related('contoso'),
        related('fabrikam', { kind: 'request', requestId: 'r1' }),
        related('litware', { kind: 'imported' }),
      ]),
    ],
    ['partners that differ in case only', state([related('contoso'), related('Contoso')])],
    ['one partner on several services', contosoAnd(holds('contoso', 'a', transacting), holds('contoso', 'b', transacting))],
    ['several partners on one service', contosoAnd(holds('contoso', 'a', transacting), holds('tailspin', 'a'))],
    ['an indirect reseller without a relationship', contosoAnd(holds('wingtip', 'a', through('tailspin')))],
    [
      'an indirect reseller through two providers',
      contosoAnd(holds('wingtip', 'a', through('tailspin')), holds('wingtip', 'a', through('contoso'))),
    ],
    [
      'a partner on its own and through a provider',
      contosoAnd(holds('contoso', 'a', transacting), holds('contoso', 'a', through('tailspin'))),
    ],
    ['changed at the latest instant in them', { ...contosoAnd(holds('contoso', 'a')), changedAt: at }],
    ['changed later, as by a removal', { ...contosoAnd(holds('contoso', 'a')), changedAt: afterwards }],
    ['changed at some time, and nothing in them', { ...state([]), changedAt: at }],
  ])('can be: %s', (_what, value) => {
    expect(parseCustomerRelationships(value)._unsafeUnwrap()).toEqual(value);
  });

  it('need not tell when they last changed', () => {
    const parsed = parseCustomerRelationships({ ...contosoAnd(), changedAt: undefined })._unsafeUnwrap();
    expect(Object.keys(parsed)).toEqual(['customer', 'relationships', 'delegations']);
  });

  it('have not changed before an instant in them', () => {
    const late = holds('contoso', 'a', { grantedAt: afterwards });
    const lately = { ...(related('fabrikam') as Record<string, unknown>), establishedAt: afterwards };
    for (const value of [contosoAnd(late, holds('contoso', 'b')), state([lately, related('contoso')])]) {
      expect(parseCustomerRelationships({ ...value, changedAt: afterwards }).isOk()).toBe(true);
      expect(contextOf({ ...value, changedAt: at })).toEqual({
        path: 'changedAt',
        expected: `no earlier instant than the latest in it, ${afterwards}`,
        received: `"${at}"`,
      });
    }
  });

  it.each([
    ['', 'none', "a customer's relationships"],
    ['customer', { relationships: [], delegations: [] }, 'a customer'],
    ['customer.name', { ...state([]), customer: { id: 'northwind' } }, 'a name'],
    ['changedAt', { ...state([]), changedAt: null }, 'an instant'],
    ['changedAt', { ...state([]), changedAt: '2026-01-01' }, 'an instant'],
    ['relationships', { customer, delegations: [] }, 'an array of reseller relationships, at most 500'],
    ['relationships[0]', state([null]), 'a reseller relationship'],
    ['relationships[1].partnerId', state([related('contoso'), related('all')]), 'a partner id'],
    ['relationships[0].establishedAt', state([{ partnerId: 'contoso' }]), 'an instant'],
    ['relationships[0].origin', state([{ partnerId: 'contoso', establishedAt: at }]), 'the origin of a relationship'],
    ['relationships[0].origin.kind', state([related('contoso', { kind: 'sold' })]), '"request" or "customer-added"'],
    ['relationships[0].origin.requestId', state([related('contoso', { kind: 'request' })]), 'a request id'],
    ['delegations', { customer, relationships: [] }, 'an array of service delegations, at most 2000'],
    ['delegations[0]', contosoAnd([]), 'a service delegation'],
    ['delegations[0].partnerId', contosoAnd(holds('', 'a')), 'a partner id'],
    ['delegations[1].serviceId', contosoAnd(holds('contoso', 'a'), holds('contoso', '')), 'a service id'],
    ['delegations[0].transacting', contosoAnd(holds('contoso', 'a', { transacting: 1 })), 'true or false'],
    [
      'delegations[0].throughPartnerId',
      contosoAnd(holds('contoso', 'a', through('contoso'))),
      'another partner than the one that holds it',
    ],
    ['delegations[0].throughPartnerId', contosoAnd(holds('contoso', 'a', { throughPartnerId: '' })), 'a partner id'],
    ['delegations[0].grantedAt', contosoAnd(holds('contoso', 'a', { grantedAt: null })), 'an instant'],
  ])('are refused for what is malformed: %s', (path, value, expected) => {
    const { context } = parseCustomerRelationships(value)._unsafeUnwrapErr();
    expect(context.path).toBe(path);
    expect(context.expected.startsWith(expected)).toBe(true);
  });

  it('are with at most 500 partners', () => {
    const many = Array.from({ length: 501 }, (_, number) => related(`partner-${number}`));
    expect(parseCustomerRelationships(state(many.slice(1))).isOk()).toBe(true);
    expect(contextOf(state(many))).toMatchObject({ path: 'relationships', received: 'an array of 501' });
  });

  it('bring at most 2,000 delegations', () => {
    const many = Array.from({ length: 2001 }, (_, number) => holds('contoso', `service-${number}`));
    expect(parseCustomerRelationships(contosoAnd(...many.slice(1))).isOk()).toBe(true);
    expect(contextOf(contosoAnd(...many))).toMatchObject({ path: 'delegations', received: 'an array of 2001' });
  });

  it('are one for each partner', () => {
    const twice = state([related('contoso'), related('tailspin'), related('contoso', { kind: 'request', requestId: 'r1' })]);
    expect(contextOf(twice)).toEqual({
      path: 'relationships[2].partnerId',
      expected: 'one relationship per partner',
      received: '"contoso"',
    });
  });

  it('bring one delegation for each partner and service', () => {
    expect(contextOf(contosoAnd(holds('contoso', 'a'), holds('contoso', 'b'), holds('contoso', 'a')))).toEqual({
      path: 'delegations[2].serviceId',
      expected: 'one delegation per partner and service',
      received: '"a"',
    });
  });

  it('bring one delegation for each indirect reseller, service and provider', () => {
    const one = holds('wingtip', 'a', through('tailspin'));
    expect(contextOf(contosoAnd(one, one))).toMatchObject({
      path: 'delegations[1].serviceId',
      expected: 'one delegation per partner and service',
    });
  });

  it('are what a delegation rests on', () => {
    expect(contextOf(contosoAnd(holds('contoso', 'a'), holds('fabrikam', 'a')))).toEqual({
      path: 'delegations[1].partnerId',
      expected: 'a partner with a relationship in force',
      received: '"fabrikam"',
    });
  });

  it('are what a delegation through a provider rests on: the provider’s, not the reseller’s', () => {
    expect(contextOf(contosoAnd(holds('contoso', 'a', through('fabrikam'))))).toEqual({
      path: 'delegations[0].throughPartnerId',
      expected: 'a partner with a relationship in force',
      received: '"fabrikam"',
    });
  });

  it('bring nothing transacting through a provider', () => {
    expect(contextOf(contosoAnd(holds('wingtip', 'a', { ...through('tailspin'), ...transacting })))).toEqual({
      path: 'delegations[0].transacting',
      expected: 'false for what came through a provider',
      received: 'the boolean true',
    });
  });

  it('one-transacting-partner-per-service: bring one transacting partner for each service', () => {
    expect(contextOf(contosoAnd(holds('contoso', 'a', transacting), holds('tailspin', 'a', transacting)))).toEqual({
      path: 'delegations[1].partnerId',
      expected: 'only "contoso" as the transacting partner of "a"',
      received: '"tailspin"',
    });
  });

  it('are the same object when they came out of this library, as nobody can have changed them', () => {
    const parsed = parseCustomerRelationships(contosoAnd(holds('contoso', 'a')))._unsafeUnwrap();
    expect(parseCustomerRelationships(parsed)._unsafeUnwrap()).toBe(parsed);
    expect(parseCustomerRelationships({ ...parsed })._unsafeUnwrap()).not.toBe(parsed);
  });

  it('bear no trace of having been checked, and no copy or stand-in passes for them', () => {
    const parsed = parseCustomerRelationships(contosoAnd(holds('contoso', 'a')))._unsafeUnwrap();
    expect(Reflect.ownKeys(parsed)).toEqual(['customer', 'relationships', 'delegations']);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);

    const standIns = [
      structuredClone(parsed),
      Object.defineProperties({}, Object.getOwnPropertyDescriptors(parsed)),
      Object.freeze(Object.create(parsed) as object),
      new Proxy(parsed, {}),
    ];
    for (const standIn of standIns) {
      const again = parseCustomerRelationships(standIn)._unsafeUnwrap();
      expect(again).not.toBe(standIn);
      expect(again).toStrictEqual(parsed);
    }
  });
});
