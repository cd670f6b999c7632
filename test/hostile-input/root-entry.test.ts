import { describe, expect, it } from 'vitest';
import { at, functions, functionsIn, northwind, samples, state, subscription } from '../fixtures/samples';
import { problemOf } from './error-data';
import { describeEach, problemWith, type Tried } from './every-function';

/** Functions that return no result: an error for adapters, an exception, a repository or a service. */
const makers: Tried['makers'] = {
  alongsideFailed: problemOf,
  corruptData: problemOf,
  outcomeUnknown: problemOf,
  storageFailed: problemOf,
  revisionConflict: problemOf,
  unknownCursor: problemOf,
  toException: (made) => (made instanceof Error ? null : 'it is not an Error'),
  memoryRepository: (made) => (functionsIn(made as object).length === 1 ? null : 'it is not a repository'),
  createRelationshipService: (made) => (functionsIn(made as object).length > 10 ? null : 'it is not a service'),
};

const tried: Tried = { functions, samples, makers };

describeEach('every function of the root entry and of the email', tried);

describe('a message', () => {
  const id = (index: number): string => `${String(index).padStart(5, '0')}-${'x'.repeat(122)}`;
  const many = Array.from({ length: 2000 }, (_, index) => id(index));
  const holder = id(99_999);

  it('stays short when thousands of services are held; the context lists them', () => {
    const held = {
      customer: northwind,
      relationships: [{ partnerId: holder, establishedAt: at, origin: { kind: 'customer-added' } }],
      delegations: many.map((serviceId) => ({
        partnerId: holder,
        serviceId,
        transacting: true,
        throughPartnerId: null,
        grantedAt: at,
      })),
    };
    const [, command] = samples['acceptRequest'] ?? [];
    const given = [held, Object.assign({}, command, { services: many, onHeldService: 'refuse' })];
    expect(problemWith(tried, 'acceptRequest', given)).toBeNull();
    expect(functions.get('acceptRequest')?.(...given)).toMatchObject({
      error: { code: 'service-held', context: { held: many.map((serviceId) => ({ serviceId, holderId: holder })) } },
    });
  });

  it('stays short when thousands of subscriptions are active; the context lists them', () => {
    const [, command] = samples['endRelationship'] ?? [];
    const sold = { ...subscription, originalResellerId: 'tailspin', status: 'active' };
    const subscriptions = many.map((subscriptionId) => ({ ...sold, id: subscriptionId }));
    const given = [state, Object.assign({}, command, { subscriptions })];
    expect(problemWith(tried, 'endRelationship', given)).toBeNull();
    expect(functions.get('endRelationship')?.(...given)).toMatchObject({
      error: { code: 'active-subscriptions', context: { subscriptionIds: many } },
    });
  });
});
