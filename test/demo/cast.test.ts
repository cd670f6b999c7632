import { describe, expect, it } from 'vitest';
import { castOf, partnersIn } from '../../docs/examples/demo/cast';
import { marketOf } from './performance';

const soldBy = (id: string, originalResellerId: string, customerId: string, more = {}) => ({
  id,
  originalResellerId,
  customerId,
  ...more,
});

describe('The cast', () => {
  const market = marketOf({
    partners: [
      { id: 'asleep', standing: 'suspended' },
      { id: 'provider', program: 'indirect-provider' },
      { id: 'small' },
      { id: 'large' },
      { id: 'reseller-asleep', program: 'indirect-reseller', standing: 'suspended' },
      { id: 'reseller', program: 'indirect-reseller' },
      { id: 'advisor', program: 'advisor' },
    ],
    customers: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'd' }, { id: 'e' }],
    subscriptions: [
      soldBy('1', 'provider', 'a', { status: 'suspended' }),
      soldBy('2', 'provider', 'a', { status: 'suspended' }),
      soldBy('3', 'provider', 'd'),
      soldBy('4', 'small', 'b', { status: 'cancelled' }),
      soldBy('5', 'small', 'b', { status: 'cancelled' }),
      soldBy('6', 'small', 'b', { status: 'cancelled' }),
      soldBy('7', 'large', 'c', { serviceId: 'teams' }),
      soldBy('8', 'large', 'c', { serviceId: 'teams' }),
    ],
  });
  const cast = castOf(market)._unsafeUnwrap();

  it('has the direct-bill partner and the customer with the most business in the leading roles', () => {
    expect(cast.seller.id).toBe('large');
    expect(cast.customer.id).toBe('c');
    expect(cast.services).toEqual(['teams', 'intune']);
    expect(cast.otherCustomers.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  });

  it('gives every other partner one role, active ones before suspended ones', () => {
    expect(cast.rival?.id).toBe('small');
    expect(cast.advisor?.id).toBe('advisor');
    expect(cast.provider?.id).toBe('provider');
    expect(cast.indirectReseller?.id).toBe('reseller');
    expect(cast.secondIndirectReseller?.id).toBe('reseller-asleep');
    expect(cast.suspended?.id).toBe('asleep');
    expect(cast.leaver?.id).toBe('small');
  });

  it('lets a partner part from a customer that has an active subscription from it', () => {
    expect(cast.parting.partner.id).toBe('provider');
    expect(cast.parting.customer.id).toBe('d');
  });

  it('lets a partner leave that has no other role, if there is one', () => {
    const partners = [{ id: 'p' }, { id: 'q' }, { id: 'r', program: 'indirect-provider' }, { id: 's' }, { id: 't' }];
    const large = castOf(marketOf({ partners, customers: [{ id: 'c' }] }))._unsafeUnwrap();
    expect(large).toMatchObject({ seller: { id: 'p' }, rival: { id: 'q' }, provider: { id: 'r' }, leaver: { id: 's' } });
  });

  it('has no role for a partner whose account is closed', () => {
    const partners = [
      { id: 'p' },
      { id: 'q', standing: 'closed' },
      { id: 'r', program: 'indirect-reseller', standing: 'closed' },
      { id: 's', program: 'advisor', standing: 'closed' },
    ];
    const cast = castOf(marketOf({ partners, customers: [{ id: 'c' }] }))._unsafeUnwrap();
    expect(partnersIn(cast).map(({ id }) => id)).toEqual(['p']);
    expect(cast).toMatchObject({ leaver: null, secondIndirectReseller: null });
  });

  it('of a small market leaves roles empty that nobody can play, and gives somebody two roles', () => {
    const small = castOf(marketOf({ partners: [{ id: 'p', program: 'indirect-provider' }], customers: [{ id: 'c' }] }));
    expect(small._unsafeUnwrap()).toMatchObject({
      seller: { id: 'p' },
      provider: { id: 'p' },
      customer: { id: 'c' },
      otherCustomers: [],
      services: ['exchange-online'],
      rival: null,
      advisor: null,
      indirectReseller: null,
      secondIndirectReseller: null,
      suspended: null,
      leaver: null,
      parting: { partner: { id: 'p' }, customer: { id: 'c' } },
    });
  });

  it.each([
    ['a seller', [{ id: 'p', program: 'advisor' }, { id: 'q', standing: 'suspended' }], [{ id: 'c' }], ['partners']],
    ['a customer', [{ id: 'p' }], [], ['customers']],
    ['both', [], [], ['partners', 'customers']],
  ])('cannot do without %s', (_who, partners, customers, missing) => {
    const problems = castOf(marketOf({ partners, customers }))._unsafeUnwrapErr();
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(missing);
  });
});
