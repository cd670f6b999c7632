import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SUBSCRIPTIONS_PER_CALL, supportDuties, type CustomerRelationships, type PartnerId, type Subscription } from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import {
  adventureWorks,
  contoso,
  exchange,
  fabrikam,
  intune,
  sharepoint,
  subscriptionOf,
  tailspin,
} from '../fixtures/cast';
import { granted, lost, related, stateAfter } from '../fixtures/history';

const sold = [
  subscriptionOf(sharepoint, contoso),
  subscriptionOf(exchange, fabrikam),
  subscriptionOf(exchange, contoso, 'suspended'),
  subscriptionOf(intune, contoso, 'cancelled'),
  { ...subscriptionOf(intune, null), partnerOfRecordId: contoso.id },
];

describe('what a partner owes support for', () => {
  it('relationship-obliges-support: all that it sold and that is not cancelled, with or without admin rights', () => {
    const state = stateAfter(related(contoso), granted(contoso, exchange));

    expect(supportDuties(state, contoso.id, sold)._unsafeUnwrap()).toStrictEqual([
      { subscriptionId: sold[0]?.id, serviceId: sharepoint, hasAdminRights: false },
      { subscriptionId: sold[2]?.id, serviceId: exchange, hasAdminRights: true },
    ]);
  });

  it('relationship-obliges-support: losing admin rights takes nothing off the duty', () => {
    const state = stateAfter(related(contoso), granted(contoso, exchange), lost(contoso, exchange));

    expect(supportDuties(state, contoso.id, sold)._unsafeUnwrap().map(({ serviceId }) => serviceId)).toEqual([
      sharepoint,
      exchange,
    ]);
  });

  it('relationship-obliges-support: without a relationship nothing, whatever it sold or administers', () => {
    const state = stateAfter(related(tailspin), granted(contoso, exchange, { through: tailspin }));

    expect(supportDuties(stateAfter(), contoso.id, sold)._unsafeUnwrap()).toEqual([]);
    expect(state.delegations.map(({ partnerId }) => partnerId)).toEqual([contoso.id]);
    expect(supportDuties(state, contoso.id, sold)._unsafeUnwrap()).toEqual([]);
  });

  it('relationship-obliges-support: nothing for what others sold, even where it has admin rights', () => {
    const state = stateAfter(related(tailspin), granted(tailspin, exchange));

    expect(supportDuties(state, tailspin.id, sold)._unsafeUnwrap()).toEqual([]);
  });

  it('relationship-obliges-support: exactly while it lasts, exactly for what it sold, with exact rights', () =>
    fc.assert(
      fc.property(situation({ subscriptions: { min: 3, max: 6 } }), ({ state, marketplace }) =>
        marketplace.partners.every(({ id }) => {
          const isRelated = state.relationships.some(({ partnerId }) => partnerId === id);
          const owed = marketplace.subscriptions
            .filter(({ originalResellerId, status }) => isRelated && originalResellerId === id && status !== 'cancelled')
            .map((subscription) => ({
              subscriptionId: subscription.id,
              serviceId: subscription.serviceId,
              hasAdminRights: state.delegations.some(
                ({ partnerId, serviceId }) => partnerId === id && serviceId === subscription.serviceId,
              ),
            }));
          return isDeepStrictEqual(supportDuties(state, id, marketplace.subscriptions)._unsafeUnwrap(), owed);
        }),
      ),
    ));

  it('a subscription of another customer is a contradiction, named by its path, with a relationship or without', () => {
    const foreign = [subscriptionOf(exchange, null), subscriptionOf(exchange, fabrikam, 'active', adventureWorks)];

    for (const state of [stateAfter(), stateAfter(related(contoso))]) {
      expect(supportDuties(state, contoso.id, foreign)._unsafeUnwrapErr()).toMatchObject({
        code: 'contradictory-input',
        context: { path: 'subscriptions[1].customerId' },
      });
    }
  });

  it('MAX_SUBSCRIPTIONS_PER_CALL: as many subscriptions are taken, and not one more', () => {
    const state = stateAfter(related(contoso));
    const many = (count: number): readonly Subscription[] => Array<Subscription>(count).fill(subscriptionOf(exchange, contoso));

    const owed = supportDuties(state, contoso.id, many(MAX_SUBSCRIPTIONS_PER_CALL))._unsafeUnwrap();
    expect(owed).toHaveLength(MAX_SUBSCRIPTIONS_PER_CALL);
    expect(supportDuties(state, contoso.id, many(MAX_SUBSCRIPTIONS_PER_CALL + 1))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'subscriptions' },
    });
  });

  it('names a malformed argument by its path', () => {
    const paths = [
      supportDuties(JSON.parse('{}') as CustomerRelationships, contoso.id, []),
      supportDuties(stateAfter(), 'all' as PartnerId, []),
      supportDuties(stateAfter(), contoso.id, JSON.parse('[{"id":""}]') as []),
    ].map((result) => result._unsafeUnwrapErr().context.path);

    expect(paths).toEqual(['state.customer', 'partnerId', 'subscriptions[0].id']);
  });
});
