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
const ends = '2027-01-01T00:00:00.000Z';
const roles = (name: string, change: object = {}): object => ({
  id: name.padEnd(16, '-'),
  partnerId: 'contoso',
  throughPartnerId: null,
  name,
  roles: ['exchange', 'support'],
  activatedAt: at,
  endsAt: ends,
  extends: true,
  assignments: [],
  ...change,
});
const assigned = (groupId: string, given: readonly unknown[], assignedAt: unknown = at): object => ({
  groupId,
  roles: given,
  assignedAt,
});
const withRoles = (...roleDelegations: readonly unknown[]): object => ({ ...state([]), roleDelegations });
const many = (count: number, name = 'role'): readonly string[] => Array.from({ length: count }, (_, number) => `${name}-${number}`);
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
    ['roles of a partner without a relationship', withRoles(roles('a'))],
    ['several roles of one partner, and of others', withRoles(roles('a'), roles('b'), roles('c', { partnerId: 'wingtip' }))],
    ['roles that a reseller holds by an offer of a provider', withRoles(roles('a', through('tailspin')))],
    ['roles that are over and not settled', { ...withRoles(roles('a', { extends: false })), changedAt: '2030-01-01T00:00:00.000Z' }],
    ['roles that were over at once', withRoles(roles('a', { endsAt: at }))],
    [
      'roles of which groups have some or all',
      withRoles(roles('a', { assignments: [assigned('desk', ['support']), assigned('field', ['support', 'exchange'])] })),
    ],
  ])('can be: %s', (_what, value) => {
    expect(parseCustomerRelationships(value)._unsafeUnwrap()).toEqual(value);
  });

  it('need not tell when they last changed', () => {
    const parsed = parseCustomerRelationships({ ...contosoAnd(), changedAt: undefined })._unsafeUnwrap();
    expect(Object.keys(parsed)).toEqual(['customer', 'relationships', 'delegations']);
  });

  it('have not changed before an instant of their roles, other than the end', () => {
    const late = roles('a', { assignments: [assigned('desk', ['support'], afterwards), assigned('field', ['support'])] });
    const lately = roles('b', { activatedAt: afterwards });
    for (const value of [withRoles(late, roles('b')), withRoles(lately, roles('a'))]) {
      expect(parseCustomerRelationships({ ...value, changedAt: afterwards }).isOk()).toBe(true);
      expect(contextOf({ ...value, changedAt: at })).toMatchObject({ path: 'changedAt', received: `"${at}"` });
    }
  });

  it('without roles are read and written without them, and a list of none is as good as none', () => {
    const read = parseCustomerRelationships({ ...contosoAnd(), roleDelegations: undefined })._unsafeUnwrap();
    expect(Object.keys(read)).toEqual(['customer', 'relationships', 'delegations']);
    const empty = parseCustomerRelationships(withRoles())._unsafeUnwrap();
    expect(empty.roleDelegations ?? []).toEqual([]);
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
    ['roleDelegations', { ...state([]), roleDelegations: null }, 'an array of role delegations, at most 200'],
    ['roleDelegations[0]', withRoles('a'), 'a role delegation'],
    ['roleDelegations[0].id', withRoles(roles('a', { id: 'a' })), 'an offer id'],
    ['roleDelegations[1].partnerId', withRoles(roles('a'), roles('b', { partnerId: 'all' })), 'a partner id'],
    ['roleDelegations[0].throughPartnerId', withRoles(roles('a', through(''))), 'a partner id'],
    ['roleDelegations[0].name', withRoles(roles('a', { name: ' ' })), 'the name of an offer'],
    ['roleDelegations[0].name', withRoles(roles('a', { name: 'x'.repeat(51) })), 'the name of an offer'],
    ['roleDelegations[0].roles', withRoles(roles('a', { roles: [] })), 'roles, each once'],
    ['roleDelegations[0].roles', withRoles(roles('a', { roles: ['support', 'support'] })), 'roles, each once'],
    ['roleDelegations[0].roles', withRoles(roles('a', { roles: many(101) })), 'an array of roles, at most 100'],
    ['roleDelegations[0].roles[1]', withRoles(roles('a', { roles: ['support', ''] })), 'a role id'],
    ['roleDelegations[0].activatedAt', withRoles(roles('a', { activatedAt: null })), 'an instant'],
    ['roleDelegations[0].endsAt', withRoles(roles('a', { endsAt: '2027' })), 'an instant'],
    ['roleDelegations[0]', withRoles(roles('a', { endsAt: '2025-12-31T23:59:59.999Z' })), 'a delegation that can have come'],
    ['roleDelegations[0].extends', withRoles(roles('a', { extends: 'on' })), 'true or false'],
    ['roleDelegations[0].assignments', withRoles(roles('a', { assignments: {} })), 'an array of assignments, at most 100'],
    ['roleDelegations[0].assignments[0]', withRoles(roles('a', { assignments: [null] })), 'an assignment'],
    [
      'roleDelegations[0].assignments[0].groupId',
      withRoles(roles('a', { assignments: [assigned('', ['support'])] })),
      'a group id',
    ],
    [
      'roleDelegations[0].assignments[1].roles',
      withRoles(roles('a', { assignments: [assigned('desk', ['support']), assigned('field', [])] })),
      'roles, each once',
    ],
    [
      'roleDelegations[0].assignments[0].assignedAt',
      withRoles(roles('a', { assignments: [assigned('desk', ['support'], 0)] })),
      'an instant',
    ],
    [
      'roleDelegations[0]',
      withRoles(roles('a', { assignments: [assigned('desk', ['support']), assigned('desk', ['exchange'])] })),
      'a delegation that can have come about',
    ],
    [
      'roleDelegations[0]',
      withRoles(roles('a', { assignments: [assigned('desk', ['support', 'global'])] })),
      'a delegation that can have come about',
    ],
    [
      'roleDelegations[0]',
      withRoles(roles('a', { partnerId: 'wingtip', throughPartnerId: 'wingtip' })),
      'a delegation that can have come about',
    ],
    ['roleDelegations[2].id', withRoles(roles('a'), roles('b'), roles('a', { partnerId: 'wingtip' })), 'an id that no other has'],
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

  it('have at most 200 role delegations', () => {
    const all = Array.from({ length: 201 }, (_, number) => roles(`offer-${number}`));
    expect(parseCustomerRelationships(withRoles(...all.slice(1))).isOk()).toBe(true);
    expect(contextOf(withRoles(...all))).toMatchObject({ path: 'roleDelegations', received: 'an array of 201' });
  });

  it('have at most 100 assignments of a role delegation', () => {
    const all = many(101, 'group').map((group) => assigned(group, ['support']));
    expect(parseCustomerRelationships(withRoles(roles('a', { assignments: all.slice(1) }))).isOk()).toBe(true);
    expect(contextOf(withRoles(roles('a', { assignments: all })))).toMatchObject({
      path: 'roleDelegations[0].assignments',
      received: 'an array of 101',
    });
  });

  it('have at most 5,000 roles over all their role delegations, with those that are assigned', () => {
    const full = Array.from({ length: 49 }, (_, number) => roles(`offer-${number}`, { roles: many(100) }));
    const last = (count: number): object =>
      roles('last', { roles: many(50), assignments: [assigned('desk', many(count)), assigned('field', many(10))] });
    expect(parseCustomerRelationships(withRoles(...full, last(40))).isOk()).toBe(true);
    expect(contextOf(withRoles(...full, last(41)))).toMatchObject({
      path: 'roleDelegations',
      expected: 'at most 5000 roles',
      received: 'an array of 50',
    });
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
