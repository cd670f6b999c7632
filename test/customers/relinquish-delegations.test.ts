import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  relinquishDelegations,
  type Instant,
  type RelationshipChange,
  type RelinquishDelegations,
  type RelinquishDelegationsError,
} from 'partner-relationships';
import {
  contoso,
  exchange,
  fabrikam,
  intune,
  litware,
  northwind,
  now,
  partnerOf,
  sharepoint,
  tailspin,
  theCustomer,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { codesWhileRepairing, given, relinquishing } from './scene';
import { granted, lost, related, stateAfter, type Loss } from '../fixtures/history';

const alpine = partnerOf('alpine', 'indirect-provider');

const everybody: readonly RelationshipChange[] = [
  related(contoso),
  granted(contoso, exchange),
  granted(contoso, sharepoint),
  related(litware),
  granted(litware, exchange),
  related(tailspin),
  granted(tailspin, intune),
  granted(wingtip, intune, { through: tailspin }),
  related(alpine),
  granted(wingtip, intune, { through: alpine }),
];

describe('a partner gives up admin rights', () => {
  it('partner-may-relinquish: for one service, several or all, and nothing else changes', () => {
    const givenUp: Loss = { reason: { kind: 'relinquished' }, by: thePartner(contoso) };

    given(...everybody)
      .when(relinquishDelegations, relinquishing([exchange], contoso))
      .thenItChanges(lost(contoso, exchange, givenUp));
    for (const services of [[sharepoint, exchange], 'all'] as const) {
      given(...everybody)
        .when(relinquishDelegations, relinquishing(services, contoso))
        .thenItChanges(lost(contoso, exchange, givenUp), lost(contoso, sharepoint, givenUp));
    }
  });

  it('partner-may-relinquish: a provider does not give up what its indirect reseller received through it', () => {
    given(...everybody)
      .when(relinquishDelegations, relinquishing('all', tailspin))
      .thenItChanges(lost(tailspin, intune, { reason: { kind: 'relinquished' }, by: thePartner(tailspin) }));
  });

  it('partner-may-relinquish: an indirect reseller gives up what it received, through whichever provider', () => {
    const givenUp: Loss = { reason: { kind: 'relinquished' }, by: thePartner(wingtip) };

    given(...everybody)
      .when(relinquishDelegations, relinquishing([intune], wingtip))
      .thenItChanges(
        lost(wingtip, intune, { ...givenUp, through: tailspin }),
        lost(wingtip, intune, { ...givenUp, through: alpine }),
      );
  });

  it('partner-may-relinquish: nobody gives up another’s, neither its provider nor the customer', () => {
    for (const by of [thePartner(tailspin), thePartner(contoso), theCustomer(northwind)]) {
      given(...everybody)
        .when(relinquishDelegations, relinquishing('all', wingtip, { by }))
        .thenItIsRefused('partner-may-relinquish', 'not-the-partner', { by });
    }
  });

  it('partner-may-relinquish: what it does not hold is given up already', () => {
    for (const command of [
      relinquishing([intune], contoso),
      relinquishing([], contoso),
      relinquishing('all', fabrikam),
    ]) {
      given(...everybody).when(relinquishDelegations, command).thenNothingChanges();
    }
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = relinquishing([exchange], contoso);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', 'all'],
      ['command.partnerId', { ...command, partnerId: 'all' }],
      ['command.services', { ...command, services: null }],
      ['command.services[0]', { ...command, services: [null] }],
      ['command.by.userId', { ...command, by: { ...thePartner(contoso), userId: '' } }],
      ['command.at', { ...command, at: '2026-03-01' }],
    ];

    for (const [path, value] of malformed) {
      given(...everybody).when(relinquishDelegations, value as RelinquishDelegations).thenItIsMalformed(path);
    }
  });

  it('nothing can be given up of a customer that nobody knows', () => {
    expect(relinquishDelegations(null as never, relinquishing('all', contoso))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything = { ...relinquishing('all', contoso), by: theCustomer(northwind), at: 'yesterday' as Instant };

    const decide = (command: RelinquishDelegations) => relinquishDelegations(stateAfter(), command);

    expect(codesWhileRepairing(decide, everything, [{ at: now }])).toEqual(['malformed-input', 'not-the-partner']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<RelinquishDelegationsError['code']>().toEqualTypeOf<'malformed-input' | 'not-the-partner'>();
    const refusal = relinquishDelegations(stateAfter(), relinquishing('all', contoso, { by: thePartner(fabrikam) }));
    expect(whatToSay(refusal._unsafeUnwrapErr())).toBe('partner: partner-may-relinquish');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whatToSay(error: RelinquishDelegationsError): string {
  switch (error.code) {
    case 'malformed-input':
      return error.context.path;
    case 'not-the-partner':
      return `${error.context.by.kind}: ${error.rule}`;
  }
}
