import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  addCustomer,
  clearClosedPartner,
  endRelationship,
  eraseCustomer,
  foldCustomer,
  removeDelegations,
  type CustomerRelationships,
  type EraseCustomer,
  type EraseCustomerError,
  type Instant,
  type PartnerId,
} from 'partner-relationships';
import { actor, customerRelationships } from 'partner-relationships/arbitraries';
import { standingAt, terminateRoleDelegation } from 'partner-relationships/roles';
import {
  adventureWorks,
  contoso,
  earlier,
  exchange,
  fabrikam,
  later,
  litware,
  northwind,
  now,
  partnerOf,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import {
  adding,
  clearing,
  codesWhileRepairing,
  ending,
  erasing,
  everybody,
  given,
  givenState,
  removing,
} from './scene';
import {
  AGREEMENT,
  changed,
  ended,
  erased,
  granted,
  registered,
  related,
  renamed,
  stateAfter,
} from '../fixtures/history';
import { alpine } from '../fixtures/marketplace';
import { after, ENDS, held, MEANWHILE, offerIdOf, stateWith } from '../roles/delegations/scene';

/** The partners that have a relationship with the customer, or admin rights for it, by service or by role. */
function partnersIn(
  { relationships, delegations, roleDelegations = [] }: CustomerRelationships,
  at: Instant,
): readonly PartnerId[] {
  const inForce = roleDelegations.filter((one) => standingAt(one, at)._unsafeUnwrap().status === 'active');
  return [...relationships, ...delegations, ...inForce].map(({ partnerId }) => partnerId);
}

/** The same customer after all its partners have ended their relationships, and it the roles that they held. */
function alone(state: CustomerRelationships): CustomerRelationships {
  const unrelated = state.relationships.reduce((before, { partnerId }) => {
    const by = { kind: 'partner', partnerId } as const;
    const command = { partnerId, agreement: AGREEMENT, subscriptions: [], by, at: later };
    return changed(before, endRelationship(before, command)._unsafeUnwrap());
  }, state);
  const by = theCustomer(state.customer);
  return (state.roleDelegations ?? []).reduce((before, { id: offerId }) => {
    return changed(before, terminateRoleDelegation(before, { offerId, by, at: later })._unsafeUnwrap());
  }, unrelated);
}

describe('a customer is erased', () => {
  it('operator-keeps-accounts: by the operator, for a reason, and both are recorded', () => {
    given().when(eraseCustomer, erasing()).thenItChanges(erased());
    const by = { ...theOperator, userId: 'support-7' };
    given()
      .when(eraseCustomer, erasing({ by, reason: 'ticket 2026-61' }))
      .thenItChanges({ ...erased('ticket 2026-61'), by });
  });

  it('operator-keeps-accounts: by no partner and no customer, not even itself', () => {
    const namesake = partnerOf(northwind.id, 'direct-bill');
    for (const by of [theCustomer(northwind), theCustomer(adventureWorks), thePartner(contoso), thePartner(namesake)]) {
      given()
        .when(eraseCustomer, erasing({ by }))
        .thenItIsRefused('operator-keeps-accounts', 'not-the-operator', { by });
    }
  });

  it('erasure-needs-no-rights: not while a partner has a relationship, even without admin rights', () => {
    given(related(contoso))
      .when(eraseCustomer, erasing())
      .thenItIsRefused('erasure-needs-no-rights', 'rights-in-force', {
        customerId: northwind.id,
        partnerIds: [contoso.id],
      });
  });

  it('erasure-needs-no-rights: each partner that has something is named, once, also an indirect reseller', () => {
    given(...everybody)
      .when(eraseCustomer, erasing())
      .thenItIsRefused('erasure-needs-no-rights', 'rights-in-force', {
        customerId: northwind.id,
        partnerIds: [contoso.id, litware.id, tailspin.id, alpine.id, wingtip.id],
      });
  });

  it('erasure-needs-no-rights: taking away all admin rights is not enough', () => {
    const { state } = given(related(contoso), granted(contoso, exchange));
    const after = changed(state, removeDelegations(state, removing('all', 'all'))._unsafeUnwrap());

    expect(eraseCustomer(after, erasing())._unsafeUnwrapErr()).toMatchObject({ code: 'rights-in-force' });
  });

  it('erasure-needs-no-rights: when the last relationship has ended, or was cleared with a closed partner', () => {
    const { state } = given(related(contoso), granted(contoso, exchange));
    for (const changes of [endRelationship(state, ending(contoso)), clearClosedPartner(state, clearing(contoso))]) {
      expect(eraseCustomer(changed(state, changes._unsafeUnwrap()), erasing())._unsafeUnwrap()).toEqual([erased()]);
    }
  });

  it('erasure-needs-no-rights: not while a partner holds roles, which rest on no relationship', () => {
    const others = [held({ partnerId: wingtip.id, throughPartnerId: tailspin.id }), held({ id: offerIdOf('o2') })];
    givenState(stateWith(...others, held({ id: offerIdOf('o3') })))
      .when(eraseCustomer, erasing({ at: MEANWHILE }))
      .thenItIsRefused('erasure-needs-no-rights', 'rights-in-force', {
        customerId: northwind.id,
        partnerIds: [wingtip.id, contoso.id],
      });
  });

  it('erasure-needs-no-rights: roles whose end has passed are no right, though that is not written down', () => {
    const off = stateWith(held({ extends: false }));
    givenState(off)
      .when(eraseCustomer, erasing({ at: ENDS }))
      .thenItChanges({ ...erased(), at: ENDS });
    expect(eraseCustomer(off, erasing({ at: after(ENDS, -1) })).isErr()).toBe(true);
    expect(eraseCustomer(stateWith(held()), erasing({ at: ENDS })).isErr()).toBe(true);
  });

  it('under whatever name it has by then', () => {
    given(renamed('Northwind East')).when(eraseCustomer, erasing()).thenItChanges(erased());
  });

  it('a time before the last change counts as the time of that change', () => {
    given().when(eraseCustomer, erasing({ at: earlier })).thenItChanges(erased());
    given()
      .when(eraseCustomer, erasing({ at: later }))
      .thenItChanges({ ...erased(), at: later });
  });

  it('nobody is there then, so that a partner may add a customer under the same id', () => {
    const state = foldCustomer([registered(), related(contoso), ended(contoso), erased()])._unsafeUnwrap();

    expect(state).toBeNull();
    expect(addCustomer(state, adding(fabrikam, []))._unsafeUnwrap()).toHaveLength(2);
  });
});

describe('any customer', () => {
  it('erasure-needs-no-rights: is erased exactly if no partner has anything of it', () =>
    fc.assert(
      fc.property(customerRelationships(), fc.boolean(), (drawn, isAlone) => {
        const state = isAlone ? alone(drawn) : drawn;
        const partnerIds = new Set(partnersIn(state, [state.changedAt ?? later, later].sort().at(-1) ?? later));
        const decision = eraseCustomer(state, erasing({ at: later }));
        expect(decision.isOk()).toBe(partnerIds.size === 0);
        if (decision.isOk()) return;
        const { id: customerId } = state.customer;
        expect(decision.error).toMatchObject({ rule: 'erasure-needs-no-rights', context: { customerId } });
        if (decision.error.code !== 'rights-in-force') throw new Error('the operator was refused');
        expect(decision.error.context.partnerIds).toEqual([...partnerIds]);
        expect(Object.isFrozen(decision.error.context.partnerIds)).toBe(true);
      }),
    ));

  it('operator-keeps-accounts: is erased by nobody but the operator, whatever state it is in', () =>
    fc.assert(
      fc.property(customerRelationships(), actor(), (state, by) => {
        const { kind } = by;
        const decision = eraseCustomer(alone(state), erasing({ by, at: later }));
        expect(decision.isOk()).toBe(kind === 'operator');
        if (decision.isErr()) expect(decision.error).toMatchObject({ code: 'not-the-operator', context: { by } });
      }),
    ));

  it('leaves one change, which names the operator and the reason and nothing of the customer', () =>
    fc.assert(
      fc.property(customerRelationships(), (state) => {
        const left = alone(state);
        const [change, ...more] = eraseCustomer(left, erasing({ at: later }))._unsafeUnwrap();
        expect(more).toEqual([]);
        expect(Object.isFrozen(change)).toBe(true);
        const at = [left.changedAt ?? later, later].sort().at(-1);
        expect(change).toStrictEqual({ ...erased(), at });
      }),
    ));
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = erasing();
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', null],
      ['command.reason', { ...command, reason: undefined }],
      ['command.reason', { ...command, reason: '' }],
      ['command.reason', { ...command, reason: ' \t' }],
      ['command.reason', { ...command, reason: 'two\nlines' }],
      ['command.reason', { ...command, reason: 'x'.repeat(257) }],
      ['command.by', { ...command, by: undefined }],
      ['command.by.kind', { ...command, by: { kind: 'marketplace' } }],
      ['command.at', { ...command, at: 'now' }],
    ];

    for (const [path, value] of malformed) {
      given().when(eraseCustomer, value as EraseCustomer).thenItIsMalformed(path);
    }
    given().when(eraseCustomer, erasing({ reason: 'x'.repeat(256) })).thenItChanges(erased('x'.repeat(256)));
  });

  it('nobody erases a customer that is not known', () => {
    expect(eraseCustomer(null as never, erasing())._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything = erasing({ by: thePartner(contoso), at: 'yesterday' as Instant });
    const codes = codesWhileRepairing(
      (command) => eraseCustomer(stateAfter(related(contoso)), command),
      everything,
      [{ at: now }, { by: theOperator }],
    );

    expect(codes).toEqual(['malformed-input', 'not-the-operator', 'rights-in-force']);
  });

  it('are exactly those that it declares', () => {
    type Codes = 'malformed-input' | 'not-the-operator' | 'rights-in-force';
    expectTypeOf<EraseCustomerError['code']>().toEqualTypeOf<Codes>();
    const refusal = eraseCustomer(stateAfter(related(contoso)), erasing());
    expect(whatToSay(refusal._unsafeUnwrapErr())).toBe('contoso: erasure-needs-no-rights');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whatToSay(error: EraseCustomerError): string {
  switch (error.code) {
    case 'malformed-input':
      return error.context.path;
    case 'not-the-operator':
      return `${error.context.by.kind}: ${error.rule}`;
    case 'rights-in-force':
      return `${error.context.partnerIds.join()}: ${error.rule}`;
  }
}
