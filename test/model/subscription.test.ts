import { parseSubscription } from 'partner-relationships';
import { describe, expect, it } from 'vitest';

const subscription = {
  id: 's-1',
  customerId: 'northwind',
  serviceId: 'exchange-online',
  originalResellerId: 'contoso',
  partnerOfRecordId: 'fabrikam',
  status: 'active',
};

describe('A subscription', () => {
  it.each(['active', 'suspended', 'cancelled'])('can be %s', (status) => {
    expect(parseSubscription({ ...subscription, status })._unsafeUnwrap()).toEqual({ ...subscription, status });
  });

  it('can have been bought directly, and be credited to nobody', () => {
    const direct = { ...subscription, originalResellerId: null, partnerOfRecordId: null };
    expect(parseSubscription(direct)._unsafeUnwrap()).toEqual(direct);
  });

  it.each([
    ['', undefined],
    ['id', { ...subscription, id: '' }],
    ['customerId', { ...subscription, customerId: null }],
    ['serviceId', { ...subscription, serviceId: 'exchange online' }],
    ['originalResellerId', { ...subscription, originalResellerId: undefined }],
    ['originalResellerId', { ...subscription, originalResellerId: 'all' }],
    ['partnerOfRecordId', { ...subscription, partnerOfRecordId: '' }],
    ['status', { ...subscription, status: 'deleted' }],
  ])('is refused for its %s', (path, value) => {
    expect(parseSubscription(value)._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});
