import { describe, expect, expectTypeOf, it } from 'vitest';
import { authorize, endRelationship } from 'partner-relationships';
import {
  terminateRoleDelegation,
  type TerminateRoleDelegation,
  type TerminateRoleDelegationError,
} from 'partner-relationships/roles';
import { codesWhileRepairing, ending, givenState } from '../../customers/scene';
import {
  adventureWorks,
  contoso,
  exchange,
  fabrikam,
  later,
  northwind,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../../fixtures/cast';
import { isFrozenInDepth } from '../../fixtures/frozen';
import { changed, ended, granted, lost, related, stateAfter } from '../../fixtures/history';
import {
  assigned,
  became,
  DESK,
  ENDS,
  EXCHANGE,
  expired,
  extended,
  given,
  held,
  instant,
  MEANWHILE,
  o1,
  offerIdOf,
  stateWith,
  terminating,
} from './scene';

const terminate = terminateRoleDelegation;

describe('a role delegation is terminated', () => {
  it('either-side-terminates: by the customer or by the partner, alone', () => {
    for (const by of [theCustomer(northwind), thePartner(contoso)]) {
      const command = terminating({ by });
      given(held()).when(terminate, command).thenItChanges(became('role-delegation-terminated', command, held()));
    }
  });

  it('either-side-terminates: an indirect reseller’s by itself, and not by its provider', () => {
    const delegation = held({ partnerId: wingtip.id, throughPartnerId: tailspin.id });
    const command = terminating({ by: thePartner(wingtip) });
    given(delegation).when(terminate, command).thenItChanges(became('role-delegation-terminated', command, delegation));
    const by = thePartner(tailspin);
    given(delegation)
      .when(terminate, terminating({ by }))
      .thenItIsRefused('either-side-terminates', 'not-a-party', { by });
  });

  it('either-side-terminates: by nobody else, not even the operator', () => {
    for (const by of [theOperator, thePartner(fabrikam), theCustomer(adventureWorks)]) {
      given(held()).when(terminate, terminating({ by })).thenItIsRefused('either-side-terminates', 'not-a-party', { by });
    }
  });

  it('ended-is-final: terminating again changes nothing, nor does terminating what has expired', () => {
    const state = stateWith(held());
    const once = changed(state, terminate(state, terminating())._unsafeUnwrap());
    expect(once.roleDelegations).toBeUndefined();
    givenState(once).when(terminate, terminating()).thenNothingChanges();
    givenState(once).when(terminate, terminating({ by: thePartner(contoso) })).thenNothingChanges();
    given(held({ extends: false })).when(terminate, terminating({ at: ENDS })).thenNothingChanges();
  });

  it('either-side-terminates: what is over is no concern of the operator or another customer either', () => {
    for (const by of [theOperator, theCustomer(adventureWorks)]) {
      given().when(terminate, terminating({ by })).thenItIsRefused('either-side-terminates', 'not-a-party', { by });
    }
  });

  it('assignment-needs-a-delegation-in-force: its assignments end with it', () => {
    const delegation = held({ assignments: [assigned(DESK, [EXCHANGE])] });
    const other = held({ id: offerIdOf('o2'), assignments: [assigned(DESK, [EXCHANGE])] });
    const state = stateWith(delegation, other);
    expect(changed(state, terminate(state, terminating())._unsafeUnwrap()).roleDelegations).toEqual([other]);
  });

  it('termination-touches-nothing-commercial: relationships and service delegations stay as they are', () => {
    const { changedAt, ...before } = stateAfter(related(contoso), granted(contoso, exchange));
    const other = held({ id: offerIdOf('o2'), partnerId: fabrikam.id });
    const state = { ...before, changedAt, roleDelegations: [held(), other] };
    const after = changed(state, terminate(state, terminating({ by: thePartner(contoso) }))._unsafeUnwrap());
    expect(after).toEqual({ ...before, changedAt: MEANWHILE, roleDelegations: [other] });
    const sale = { operation: 'sell-subscription', partner: contoso, serviceId: exchange } as const;
    expect(authorize(after, sale).isOk()).toBe(true);
  });

  it('roles-outlive-the-relationship: ending it takes the service delegations and leaves the roles', () => {
    const before = { ...stateAfter(related(contoso), granted(contoso, exchange)), roleDelegations: [held()] };
    const command = ending(contoso, { at: later });
    givenState(before)
      .when(endRelationship, command)
      .thenItChanges(
        {
          ...lost(contoso, exchange, { reason: { kind: 'relationship-ended' }, by: thePartner(contoso) }),
          at: later,
        },
        { ...ended(contoso), at: later },
      );
    const after = changed(before, endRelationship(before, command)._unsafeUnwrap());
    expect(after).toEqual({
      customer: northwind,
      changedAt: later,
      relationships: [],
      delegations: [],
      roleDelegations: [held()],
    });
    expect(terminate(after, terminating())._unsafeUnwrap()).toHaveLength(1);
  });

  it('what time has done until then is written down before, also to the delegation itself', () => {
    const over = held({ id: offerIdOf('over'), extends: false });
    const command = terminating({ at: ENDS });
    const moved = held({ endsAt: instant('2027-07-09T09:00:00.000Z') });
    given(over, held())
      .when(terminate, command)
      .thenItChanges(
        extended(command, ENDS, moved),
        expired(command, over),
        became('role-delegation-terminated', command, moved),
      );
    given(over).when(terminate, command).thenNothingChanges();
  });

  it('the changes are frozen', () => {
    const changes = terminate(stateWith(held()), terminating({ at: ENDS }))._unsafeUnwrap();
    expect(changes).toHaveLength(2);
    expect(changes.every(isFrozenInDepth)).toBe(true);
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', [terminating()]],
      ['command.offerId', { ...terminating(), offerId: 'o1' }],
      ['command.by.customerId', { ...terminating(), by: { kind: 'customer', customerId: 7 } }],
      ['command.at', { ...terminating(), at: new Date(0) }],
    ];
    for (const [path, value] of malformed) {
      given(held()).when(terminate, value as TerminateRoleDelegation).thenItIsMalformed(path);
    }
    expect(terminate(null as never, terminating())._unsafeUnwrapErr()).toMatchObject({ context: { path: 'state' } });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const broken = terminating({ by: theOperator, at: 'now' as never });
    const codes = codesWhileRepairing((command) => terminate(stateWith(held()), command), broken, [{ at: MEANWHILE }]);
    expect(codes).toEqual(['malformed-input', 'not-a-party']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<TerminateRoleDelegationError['code']>().toEqualTypeOf<'malformed-input' | 'not-a-party'>();
    expect(terminate(stateWith(held()), terminating({ offerId: o1 })).isOk()).toBe(true);
  });
});
