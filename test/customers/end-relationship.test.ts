import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  acceptRequest,
  endRelationship,
  MAX_SUBSCRIPTIONS_PER_CALL,
  partnersByService,
  supportDuties,
  type EndRelationship,
  type EndRelationshipError,
  type Instant,
} from 'partner-relationships';
import {
  adventureWorks,
  contoso,
  exchange,
  fabrikam,
  intune,
  litware,
  northwind,
  now,
  sharepoint,
  subscriptionOf,
  tailspin,
  theCustomer,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { accepting, codesWhileRepairing, ending, everybody, given } from './scene';
import { changed, ended, granted, lost, related, stateAfter, type Loss } from '../fixtures/history';

describe('a partner ends its relationship', () => {
  it('ending-takes-everything-of-the-partner: its delegations end, then the relationship, and nothing else', () => {
    const by = thePartner(contoso);

    given(...everybody)
      .when(endRelationship, ending(contoso))
      .thenItChanges(lost(contoso, exchange, { reason: { kind: 'relationship-ended' }, by }), ended(contoso));
  });

  it('ending-takes-everything-of-the-partner: with the provider goes what an indirect reseller got through it', () => {
    const gone: Loss = { reason: { kind: 'relationship-ended' }, by: thePartner(tailspin) };

    given(...everybody)
      .when(endRelationship, ending(tailspin))
      .thenItChanges(
        lost(wingtip, exchange, { ...gone, through: tailspin }),
        lost(tailspin, intune, gone),
        lost(wingtip, intune, { ...gone, through: tailspin }),
        ended(tailspin),
      );
  });

  it('ending-takes-everything-of-the-partner: the support duty and the place on the customer’s page go too', () => {
    const sold = [subscriptionOf(exchange, contoso, 'suspended')];
    const before = stateAfter(related(contoso), granted(contoso, exchange));
    const after = changed(before, endRelationship(before, ending(contoso))._unsafeUnwrap());

    expect(supportDuties(before, contoso.id, sold)._unsafeUnwrap()).toHaveLength(1);
    expect(supportDuties(after, contoso.id, sold)._unsafeUnwrap()).toEqual([]);
    expect(partnersByService(after, [exchange])._unsafeUnwrap()).toEqual([{ serviceId: exchange, partners: [] }]);
    expect(after).toEqual({ customer: northwind, changedAt: now, relationships: [], delegations: [] });
  });

  it('ending-takes-everything-of-the-partner: a new acceptance starts afresh, with nothing of what there was', () => {
    given(related(contoso), granted(contoso, exchange), lost(contoso, exchange), ended(contoso))
      .when(acceptRequest, accepting(contoso, [sharepoint]))
      .thenItChanges(related(contoso), granted(contoso, sharepoint));
  });

  it('customer-cannot-end-relationship: the customer alone cannot, nor can another partner', () => {
    for (const by of [theCustomer(northwind), thePartner(fabrikam), thePartner(litware)]) {
      given(...everybody)
        .when(endRelationship, ending(contoso, { by }))
        .thenItIsRefused('customer-cannot-end-relationship', 'not-the-partner', { by });
    }
  });

  it('customer-cannot-end-relationship: what both have renegotiated is recorded', () => {
    given(related(contoso))
      .when(endRelationship, ending(contoso, { agreement: 'amendment 2 of 2026-02-28' }))
      .thenItChanges(ended(contoso, 'amendment 2 of 2026-02-28'));
    given(related(contoso))
      .when(endRelationship, ending(contoso, { agreement: ' ' }))
      .thenItIsMalformed('command.agreement');
  });

  it('active-subscriptions-keep-relationship: each active one that the partner sold is named', () => {
    const kept = [subscriptionOf(exchange, contoso), subscriptionOf(intune, contoso)];
    const subscriptions = [...kept, subscriptionOf(sharepoint, contoso, 'suspended')];

    given(...everybody)
      .when(endRelationship, ending(contoso, { subscriptions }))
      .thenItIsRefused('active-subscriptions-keep-relationship', 'active-subscriptions', {
        partnerId: contoso.id,
        subscriptionIds: kept.map(({ id }) => id),
      });
  });

  it('active-subscriptions-keep-relationship: what is suspended, cancelled or sold by others does not keep it', () => {
    const subscriptions = [
      subscriptionOf(exchange, contoso, 'suspended'),
      subscriptionOf(exchange, contoso, 'cancelled'),
      subscriptionOf(exchange, fabrikam),
      { ...subscriptionOf(exchange, null), partnerOfRecordId: contoso.id },
    ];

    given(related(contoso)).when(endRelationship, ending(contoso, { subscriptions })).thenItChanges(ended(contoso));
  });

  it('a relationship that is not in force has ended already, whatever is active', () => {
    const subscriptions = [subscriptionOf(exchange, fabrikam)];

    given(...everybody).when(endRelationship, ending(fabrikam, { subscriptions })).thenNothingChanges();
    given(...everybody).when(endRelationship, ending(wingtip)).thenNothingChanges();
  });
});

describe('errors', () => {
  it('a subscription of another customer is a contradiction, named by its path', () => {
    const foreign = subscriptionOf(exchange, fabrikam, 'cancelled', adventureWorks);

    given(related(contoso))
      .when(endRelationship, ending(contoso, { subscriptions: [subscriptionOf(exchange, null), foreign] }))
      .thenItIsContradictory('command.subscriptions[1].customerId');
  });

  it('a malformed argument is named by its path', () => {
    const command = ending(contoso);
    const switchedOn = { ...subscriptionOf(exchange, null), status: 'on' };
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', []],
      ['command.partnerId', { ...command, partnerId: 'all' }],
      ['command.agreement', { ...command, agreement: undefined }],
      ['command.subscriptions', { ...command, subscriptions: undefined }],
      ['command.subscriptions[0].status', { ...command, subscriptions: [switchedOn] }],
      ['command.by', { ...command, by: contoso.id }],
      ['command.at', { ...command, at: null }],
    ];

    for (const [path, value] of malformed) {
      given(...everybody).when(endRelationship, value as EndRelationship).thenItIsMalformed(path);
    }
  });

  it('MAX_SUBSCRIPTIONS_PER_CALL: more subscriptions than that are not even read', () => {
    const subscriptions = Array(MAX_SUBSCRIPTIONS_PER_CALL + 1).fill(subscriptionOf(exchange, contoso, 'suspended'));
    const command = ending(contoso, { subscriptions });
    given(...everybody).when(endRelationship, command).thenItIsMalformed('command.subscriptions');
    const few = { ...command, subscriptions: subscriptions.slice(1) };
    expect(endRelationship(stateAfter(...everybody), few)._unsafeUnwrap()).not.toEqual([]);
  });

  it('no relationship of a customer that nobody knows can end', () => {
    expect(endRelationship(null as never, ending(contoso))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const active = subscriptionOf(exchange, contoso);
    const everything: EndRelationship = {
      ...ending(contoso),
      subscriptions: [active, subscriptionOf(exchange, null, 'active', adventureWorks)],
      by: theCustomer(northwind),
      at: 'yesterday' as Instant,
    };

    const codes = codesWhileRepairing((command) => endRelationship(stateAfter(related(contoso)), command), everything, [
      { at: now },
      { subscriptions: [active] },
      { by: thePartner(contoso) },
    ]);
    expect(codes).toEqual(['malformed-input', 'contradictory-input', 'not-the-partner', 'active-subscriptions']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<EndRelationshipError['code']>().toEqualTypeOf<
      'malformed-input' | 'contradictory-input' | 'not-the-partner' | 'active-subscriptions'
    >();
    const subscriptions = [subscriptionOf(exchange, contoso)];
    const refusal = endRelationship(stateAfter(related(contoso)), ending(contoso, { subscriptions }));
    expect(whatToDo(refusal._unsafeUnwrapErr())).toBe('cancel or suspend exchange-online-sold-by-contoso-active');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whatToDo(error: EndRelationshipError): string {
  switch (error.code) {
    case 'malformed-input':
    case 'contradictory-input':
      return `mend ${error.context.path}`;
    case 'not-the-partner':
      return `renegotiate: ${error.rule}`;
    case 'active-subscriptions':
      return `cancel or suspend ${error.context.subscriptionIds.join(' and ')}`;
  }
}
