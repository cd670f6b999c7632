import fc from 'fast-check';
import {
  evolveCustomer,
  parseCustomerRelationships,
  type CustomerRelationships,
  type RelationshipChange,
} from 'partner-relationships';
import { instant, roleDelegation } from 'partner-relationships/arbitraries';
import {
  MAX_ASSIGNMENTS_PER_DELEGATION,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
  MAX_ROLES_PER_DOCUMENT,
  MAX_ROLES_PER_OFFER,
} from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { northwind, theOperator } from '../fixtures/cast';
import { relationshipChangeKinds } from '../fixtures/kinds';
import { APPROVED, assigned, DESK, ENDS, EXCHANGE, FIELD, held, MEANWHILE, offerIdOf, SUPPORT, USER } from '../roles/delegations/scene';

function stateWith(...roleDelegations: readonly object[]): object {
  return { customer: northwind, changedAt: MEANWHILE, relationships: [], delegations: [], roleDelegations };
}

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `id-${at}`);
const numbered = (count: number): readonly object[] =>
  ids(count).map((id) => held({ id: offerIdOf(id), roles: [EXCHANGE] }));
const groups = (count: number): readonly object[] =>
  ids(count).map((groupId) => ({ groupId, roles: [EXCHANGE], assignedAt: APPROVED }));
const wide = ids(MAX_ROLES_PER_OFFER);

describe('The role delegations of a customer', () => {
  it.each<[string, object]>([
    ['with one', stateWith(held())],
    ['with assignments to two groups', stateWith(held({ assignments: [assigned(DESK, [SUPPORT]), assigned(FIELD, [EXCHANGE])] }))],
    ['as many as there can be', stateWith(...numbered(MAX_ROLE_DELEGATIONS_PER_CUSTOMER))],
    ['one with as many assignments as there can be', stateWith({ ...held(), assignments: groups(MAX_ASSIGNMENTS_PER_DELEGATION) })],
    ['whose end is later than the last change', stateWith(held({ endsAt: ENDS }))],
    ['none', { customer: northwind, relationships: [], delegations: [] }],
  ])('are read: %s', (_, state) => {
    expect(parseCustomerRelationships(state)._unsafeUnwrap()).toEqual(state);
  });

  it.each<[string, string, object]>([
    ['of one id twice', 'roleDelegations[1].id', stateWith(held(), held({ extends: false }))],
    ['one more than there can be', 'roleDelegations', stateWith(...numbered(MAX_ROLE_DELEGATIONS_PER_CUSTOMER + 1))],
    ['more roles than there can be', 'roleDelegations', stateWith(
      ...ids(MAX_ROLES_PER_DOCUMENT / MAX_ROLES_PER_OFFER).map((id) => ({ ...held({ id: offerIdOf(id) }), roles: wide })),
      held(),
    )],
    ['without a role', 'roleDelegations[0].roles', stateWith(held({ roles: [] }))],
    ['with a role twice', 'roleDelegations[0].roles', stateWith(held({ roles: [EXCHANGE, EXCHANGE] }))],
    ['with more roles than an offer has', 'roleDelegations[0].roles', stateWith({ ...held(), roles: [...wide, 'more'] })],
    ['with a name of 51 characters', 'roleDelegations[0].name', stateWith(held({ name: '\u{1f600}'.repeat(51) }))],
    ['with an id that is no token', 'roleDelegations[0].id', stateWith({ ...held(), id: 'o1' })],
    ['that ends before it begins', 'roleDelegations[0]', stateWith(held({ activatedAt: MEANWHILE, endsAt: APPROVED }))],
    ['with a group twice', 'roleDelegations[0]', stateWith(held({ assignments: [assigned(DESK, [SUPPORT]), assigned(DESK, [EXCHANGE])] }))],
    ['that gives a group what it does not hold', 'roleDelegations[0]', stateWith(held({ assignments: [assigned(DESK, [USER])] }))],
    ['with an assignment of nothing', 'roleDelegations[0].assignments[0].roles', stateWith(held({ assignments: [assigned(DESK, [])] }))],
    ['with one assignment too many', 'roleDelegations[0].assignments', stateWith({ ...held(), assignments: groups(MAX_ASSIGNMENTS_PER_DELEGATION + 1) })],
    ['with an extension that is no boolean', 'roleDelegations[0].extends', stateWith({ ...held(), extends: 1 })],
    ['that began after the last change', 'changedAt', stateWith(held({ activatedAt: ENDS, endsAt: '9999-12-31T23:59:59.999Z' as typeof ENDS }))],
    ['assigned after the last change', 'changedAt', stateWith(held({ assignments: [assigned(DESK, [SUPPORT], ENDS)] }))],
  ])('are refused: %s', (_, path, state) => {
    expect(parseCustomerRelationships(state)._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path },
    });
  });
});

describe('Folding a change of a role delegation', () => {
  const before = parseCustomerRelationships(stateWith(held()))._unsafeUnwrap();
  const change = (kind: string, delegation = held(), more: object = {}): RelationshipChange =>
    ({ kind, at: MEANWHILE, by: theOperator, delegation, ...more }) as RelationshipChange;
  const after = (state: CustomerRelationships, one: RelationshipChange): unknown =>
    evolveCustomer(state, one).match((next) => next?.roleDelegations, ({ code }) => code);

  it('puts it in its place, or takes it out at its end', () => {
    const other = held({ id: offerIdOf('o2'), extends: false });
    const two = parseCustomerRelationships(stateWith(held(), other))._unsafeUnwrap();
    expect(after(before, change('role-delegation-approved', other))).toEqual([held(), other]);
    const switched = held({ extends: false });
    expect(after(two, change('extension-set', switched))).toEqual([switched, other]);
    for (const kind of ['role-delegation-terminated', 'role-delegation-expired']) {
      expect(after(two, change(kind, held(), { dueAt: MEANWHILE }))).toEqual([other]);
      expect(after(before, change(kind, held(), { dueAt: MEANWHILE }))).toBeUndefined();
    }
  });

  it('refuses one that is there to begin, and one that is not there to change or end', () => {
    expect(after(before, change('role-delegation-approved'))).toBe('contradictory-input');
    const missing = held({ id: offerIdOf('o2') });
    for (const kind of Object.keys(relationshipChangeKinds).filter((one) => /^(role-|extension-|access-)/.test(one))) {
      if (kind === 'role-delegation-approved') continue;
      const more = { dueAt: MEANWHILE, groupId: DESK, roleId: EXCHANGE };
      expect(after(before, change(kind, missing, more)), kind).toBe('contradictory-input');
    }
  });

  it('refuses one more than there can be', () => {
    const full = parseCustomerRelationships(stateWith(...numbered(MAX_ROLE_DELEGATIONS_PER_CUSTOMER)))._unsafeUnwrap();
    expect(after(full, change('role-delegation-approved'))).toBe('contradictory-input');
  });

  it('leads to relationships that are read as they were written, whatever the instants in the changes', () => {
    const kinds = ['role-delegation-approved', 'extension-set', 'access-assigned', 'role-delegation-expired'];
    const changes = fc.array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        at: instant(),
        by: fc.constant(theOperator),
        dueAt: instant(),
        groupId: fc.constant(DESK),
        delegation: fc
          .tuple(roleDelegation(), fc.constantFrom('one', 'two'))
          .map(([delegation, id]) => ({ ...delegation, id: offerIdOf(id) })),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(changes, (drawn) => {
        let state: CustomerRelationships = { customer: northwind, relationships: [], delegations: [] };
        for (const one of drawn) {
          const next = evolveCustomer(state, one as unknown as RelationshipChange);
          if (next.isErr() || next.value === null) continue;
          state = next.value;
          const copy: unknown = JSON.parse(JSON.stringify(state));
          expect(parseCustomerRelationships(copy)._unsafeUnwrap()).toEqual(state);
        }
      }),
    );
  });
});
