import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  clearClosedPartner,
  parseCustomerRelationships,
  type ClearClosedPartner,
  type ClearClosedPartnerError,
  type Instant,
} from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import { accountOf, CLOSING, closedAccountOf } from '../fixtures/account';
import {
  contoso,
  exchange,
  fabrikam,
  intune,
  later,
  northwind,
  now,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { changed, endedByClosing, lost, related, stateAfter, type Loss } from '../fixtures/history';
import { alpine } from '../fixtures/marketplace';
import { became, ENDS, expired, extended, held, instant, MEANWHILE, offerIdOf, stateWith } from '../roles/delegations/scene';
import { clearing, codesWhileRepairing, everybody, given, givenState } from './scene';

const gone: Loss = { reason: { kind: 'partner-closed', reason: CLOSING }, by: theOperator };

describe('the operator clears a partner whose account is closed', () => {
  it('its delegations end, then its relationship, each for the reason of the closing', () => {
    given(...everybody)
      .when(clearClosedPartner, clearing(contoso))
      .thenItChanges(lost(contoso, exchange, gone), endedByClosing(contoso));
  });

  it('with a provider goes what an indirect reseller holds through it, in the order in which they got it', () => {
    given(...everybody)
      .when(clearClosedPartner, clearing(tailspin))
      .thenItChanges(
        lost(wingtip, exchange, { ...gone, through: tailspin }),
        lost(tailspin, intune, gone),
        lost(wingtip, intune, { ...gone, through: tailspin }),
        endedByClosing(tailspin),
      );
  });

  it('an indirect reseller loses what it holds through every provider, and the providers keep everything', () => {
    given(...everybody)
      .when(clearClosedPartner, clearing(wingtip))
      .thenItChanges(
        lost(wingtip, exchange, { ...gone, through: tailspin }),
        lost(wingtip, intune, { ...gone, through: tailspin }),
        lost(wingtip, intune, { ...gone, through: alpine }),
      );
  });

  it('either-side-terminates: its role delegations end after the rest, and it needs no relationship for that', () => {
    const second = held({ id: offerIdOf('o2') });
    const ofFabrikam = held({ id: offerIdOf('o3'), partnerId: fabrikam.id });
    const command = clearing(contoso, { at: MEANWHILE });
    givenState(stateWith(held(), ofFabrikam, second))
      .when(clearClosedPartner, command)
      .thenItChanges(
        became('role-delegation-terminated', command, held()),
        became('role-delegation-terminated', command, second),
      );
    const state = { ...stateAfter(related(contoso)), roleDelegations: [held(), ofFabrikam] };
    const changes = clearClosedPartner(state, command)._unsafeUnwrap();
    expect(changes.map(({ kind }) => kind)).toEqual(['relationship-ended', 'role-delegation-terminated']);
    expect(changed(state, changes).roleDelegations).toEqual([ofFabrikam]);
  });

  it('delegation-ends-on-time: roles whose end has passed have expired, and are not terminated', () => {
    const off = held({ extends: false });
    const command = clearing(contoso, { at: ENDS });
    const on = held({ id: offerIdOf('o2') });
    const moved = { ...on, endsAt: instant('2027-07-09T09:00:00.000Z') };
    givenState(stateWith(off, on))
      .when(clearClosedPartner, command)
      .thenItChanges(
        expired(command, off),
        extended(command, ENDS, moved),
        became('role-delegation-terminated', command, moved),
      );
    givenState(stateWith(off)).when(clearClosedPartner, command).thenItChanges(expired(command, off));
    givenState(stateWith(off)).when(clearClosedPartner, clearing(fabrikam, { at: ENDS })).thenNothingChanges();
  });

  it('roles-outlive-the-relationship: what a reseller holds by an offer of a provider stays when that is cleared', () => {
    const ofWingtip = held({ partnerId: wingtip.id, throughPartnerId: tailspin.id });
    const state = stateWith(ofWingtip);
    givenState(state).when(clearClosedPartner, clearing(tailspin, { at: MEANWHILE })).thenNothingChanges();
    const command = clearing(wingtip, { at: MEANWHILE });
    givenState(state)
      .when(clearClosedPartner, command)
      .thenItChanges(became('role-delegation-terminated', command, ofWingtip));
  });

  it('a relationship without admin rights ends as well', () => {
    given(related(fabrikam)).when(clearClosedPartner, clearing(fabrikam)).thenItChanges(endedByClosing(fabrikam));
  });

  it('the changes say which person of the operator did it', () => {
    const by = { ...theOperator, userId: 'support-7' };

    given(related(contoso))
      .when(clearClosedPartner, clearing(contoso, { by }))
      .thenItChanges({ ...endedByClosing(contoso), by });
  });

  it('a partner that holds nothing of the customer is clear already', () => {
    given(...everybody).when(clearClosedPartner, clearing(fabrikam)).thenNothingChanges();
    given().when(clearClosedPartner, clearing(contoso)).thenNothingChanges();
  });

  it('nothing of it is left, everything of the others stays as it was, and once is enough', () => {
    const closedOne = situation().chain(({ state, marketplace }) =>
      fc.constantFrom(...marketplace.partners).map((partner) => ({ state, partner })),
    );
    fc.assert(
      fc.property(closedOne, ({ state, partner }) => {
        const command = clearing({ ...partner, standing: 'active' }, { at: later });
        const cleared = changed(state, clearClosedPartner(state, command)._unsafeUnwrap());
        const isOfOthers = (one: { readonly partnerId: string; readonly throughPartnerId?: string | null }): boolean =>
          one.partnerId !== partner.id && one.throughPartnerId !== partner.id;
        expect(cleared.customer).toEqual(state.customer);
        expect(cleared.relationships).toEqual(state.relationships.filter(isOfOthers));
        expect(cleared.delegations).toEqual(state.delegations.filter(isOfOthers));
        const ofOthers = (state.roleDelegations ?? []).filter(({ partnerId }) => partnerId !== partner.id);
        expect(cleared.roleDelegations ?? []).toEqual(ofOthers);
        const stored = JSON.parse(JSON.stringify(cleared)) as unknown;
        expect(parseCustomerRelationships(stored)._unsafeUnwrap()).toEqual(cleared);
        expect(clearClosedPartner(cleared, command)._unsafeUnwrap()).toEqual([]);
      }),
    );
  });
});

describe('errors', () => {
  it('operator-keeps-accounts: neither the customer clears it, nor the partner itself, nor another one', () => {
    for (const by of [theCustomer(northwind), thePartner(contoso), thePartner(fabrikam)]) {
      given(...everybody)
        .when(clearClosedPartner, clearing(contoso, { by }))
        .thenItIsRefused('operator-keeps-accounts', 'not-the-operator', { by });
    }
  });

  it('a partner whose account is open is a contradiction, also while it is suspended', () => {
    for (const account of [accountOf(contoso), accountOf(suspended(contoso))]) {
      given(...everybody)
        .when(clearClosedPartner, clearing(contoso, { account }))
        .thenItIsContradictory('command.account.partner.standing');
    }
  });

  it('a malformed argument is named by its path', () => {
    const command = clearing(contoso);
    const account = { ...closedAccountOf(contoso), partner: { ...contoso, standing: 0 } };
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', []],
      ['command.account', { ...command, account: contoso.id }],
      ['command.account.partner.standing', { ...command, account }],
      ['command.by.kind', { ...command, by: { kind: 'nobody' } }],
      ['command.at', { ...command, at: null }],
    ];

    for (const [path, value] of malformed) {
      given().when(clearClosedPartner, value as ClearClosedPartner).thenItIsMalformed(path);
    }
  });

  it('nothing is cleared of a customer that nobody knows', () => {
    expect(clearClosedPartner(null as never, clearing(contoso))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything: ClearClosedPartner = {
      account: accountOf(contoso),
      by: thePartner(contoso),
      at: 'yesterday' as Instant,
    };
    const codes = codesWhileRepairing((command) => clearClosedPartner(stateAfter(), command), everything, [
      { at: now },
      { by: theOperator },
    ]);

    expect(codes).toEqual(['malformed-input', 'not-the-operator', 'contradictory-input']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<ClearClosedPartnerError['code']>().toEqualTypeOf<
      'malformed-input' | 'contradictory-input' | 'not-the-operator'
    >();
    const refusal = clearClosedPartner(stateAfter(), clearing(contoso, { by: thePartner(contoso) }));
    expect(whoMay(refusal._unsafeUnwrapErr())).toBe('the operator, not a partner');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whoMay(error: ClearClosedPartnerError): string {
  switch (error.code) {
    case 'malformed-input':
    case 'contradictory-input':
      return `whoever mends ${error.context.path}`;
    case 'not-the-operator':
      return `the operator, not a ${error.context.by.kind}`;
  }
}
