import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptRequest,
  authorize,
  evolveCustomer,
  parseCustomerRelationships,
  parseSubscriptionId,
  type AuthorizationQuestion,
  type CustomerRelationships,
  type Partner,
  type Subscription,
} from 'partner-relationships';
import { situation, type Situation } from 'partner-relationships/arbitraries';
import { inOraclesWords } from '../model-check/inspection';
import { oracle } from '../model-check/oracle';
import { modelOf, UNKNOWN_CUSTOMER } from '../model-check/set-model';
import {
  closed,
  contoso,
  exchange,
  fabrikam,
  northwind,
  now,
  partnerOf,
  requestOf,
  serviceIdOf,
  sharepoint,
  subscriptionOf,
  suspended,
  theCustomer,
} from '../fixtures/cast';
import { changed, granted, lost, related, stateAfter } from '../fixtures/history';
import { ALL, asking, toOracle } from './question';

/** Every operation that this partner could ask for, about one service and one subscription of it. */
function everyQuestion(partner: Partner, subscription: Subscription): readonly AuthorizationQuestion[] {
  const { serviceId } = subscription;
  return ALL.flatMap((operation) => {
    if (operation === 'sell-subscription') return [asking(partner, operation, { serviceId })];
    return [asking(partner, operation, { subscription })];
  });
}

/** Every question that any partner of a situation could ask about any of its subscriptions and services. */
function everyQuestionIn({ marketplace, state }: Situation): readonly AuthorizationQuestion[] {
  const own = marketplace.subscriptions.filter(({ customerId }) => customerId === state.customer.id);
  return marketplace.partners.flatMap((partner) => own.flatMap((one) => everyQuestion(partner, one)));
}

describe('a decision', () => {
  it('is what the decision table says, in every state that can come to be', () =>
    fc.assert(
      fc.property(situation({ subscriptions: { min: 1, max: 3 } }), (scene) => {
        const model = modelOf(scene.state);
        return [scene.question, ...everyQuestionIn(scene)].every((question) =>
          isDeepStrictEqual(inOraclesWords(authorize(scene.state, question)), oracle(model, toOracle(question))),
        );
      }),
    ));

  it('is the same for an unknown customer as for one without relationships', () =>
    fc.assert(
      fc.property(situation(), (scene) => {
        const { customer } = scene.state;
        const known: CustomerRelationships = { customer, relationships: [], delegations: [] };
        const answer = authorize(null, scene.question);

        expect(answer).toBe(authorize(known, scene.question));
        expect(inOraclesWords(answer)).toEqual(oracle(UNKNOWN_CUSTOMER, toOracle(scene.question)));
      }),
    ));

  it('is the same whether the relationships were made here, parsed, or are plain JSON', () =>
    fc.assert(
      fc.property(situation(), ({ state, question }) => {
        const json = JSON.parse(JSON.stringify(state)) as CustomerRelationships;

        expect(authorize(json, question)).toBe(authorize(state, question));
        expect(authorize(parseCustomerRelationships(json)._unsafeUnwrap(), question)).toBe(authorize(state, question));
      }),
    ));

  it('rests on nothing of the question but what the table names', () =>
    fc.assert(
      fc.property(situation(), fc.constantFrom('active', 'suspended', 'cancelled'), ({ state, question }, status) => {
        const { partner, subscription } = question;
        const renamed = { ...question, partner: { ...partner, name: 'another name' }, note: 'not read' };
        const another = { id: parseSubscriptionId('another')._unsafeUnwrap(), status, partnerOfRecordId: partner.id };
        const altered =
          subscription === undefined ? renamed : { ...renamed, subscription: { ...subscription, ...another } };

        expect(authorize(state, altered as AuthorizationQuestion)).toBe(authorize(state, question));
      }),
    ));

  it('is refused, never made, about a subscription of another customer', () =>
    fc.assert(
      fc.property(situation({ subscriptions: { min: 1, max: 3 } }), (scene) =>
        everyQuestionIn(scene).every((question) => {
          if (question.subscription === undefined) return true;
          const customerId = adjacentId(question.subscription.customerId);
          const foreign = { ...question, subscription: { ...question.subscription, customerId } };
          return authorize(scene.state, foreign as AuthorizationQuestion).match(
            () => false,
            ({ code, context }) => code === 'contradictory-input' && context.path === 'subscription.customerId',
          );
        }),
      ),
    ));
});

/** An id that a careless comparison could take for the same. */
function adjacentId(id: string): string {
  return id === id.toUpperCase() ? `${id.slice(0, 127)}~` : id.toUpperCase();
}

describe('closing a partner’s account', () => {
  it('closed-partner-may-do-nothing: denies it every operation by one answer each, whatever the customer’s state', () =>
    fc.assert(
      fc.property(situation({ subscriptions: { min: 1, max: 3 } }), (scene) => {
        for (const question of everyQuestionIn(scene)) {
          const withClosed = { ...question, partner: closed(question.partner) };
          const answer = authorize(scene.state, withClosed);
          expect(answer._unsafeUnwrapErr()).toMatchObject({
            rule: 'closed-partner-may-do-nothing',
            context: { operation: question.operation, missing: ['open-account'] },
          });
          // The very answer that every closed partner gets.
          const bought = { subscription: subscriptionOf(exchange, null) };
          const about = question.subscription === undefined ? { serviceId: exchange } : bought;
          expect(authorize(null, asking(closed(fabrikam), question.operation, about))).toBe(answer);
        }
      }),
    ));

  it('closed-partner-may-do-nothing: leaves every other partner’s answers as they were, and its own of before', () =>
    fc.assert(
      fc.property(situation({ subscriptions: { min: 1, max: 3 } }), fc.nat(), (scene, chosen) => {
        const { partners } = scene.marketplace;
        const leaving = partners[chosen % partners.length];
        const questions = everyQuestionIn(scene);
        const before = questions.map((question) => authorize(scene.state, question));
        for (const question of questions.filter(({ partner }) => partner.id === leaving?.id)) {
          const withClosed = { ...question, partner: closed(question.partner) };
          expect(authorize(scene.state, withClosed).isErr()).toBe(true);
        }
        for (const [at, question] of questions.entries()) {
          expect(authorize(scene.state, question)).toBe(before[at]);
        }
      }),
    ));
});

describe('an answer', () => {
  const state = stateAfter(related(contoso), granted(contoso, exchange));
  const questions = [contoso, suspended(contoso), fabrikam].flatMap((partner) =>
    [contoso, null].flatMap((seller) => everyQuestion(partner, subscriptionOf(exchange, seller))),
  );

  it('is one frozen object, shared by all who ask the like', () => {
    const elsewhere = stateAfter(related(contoso), granted(contoso, exchange), granted(contoso, sharepoint));

    for (const question of questions) {
      const answer = authorize(state, question);
      expect(authorize(state, structuredClone(question))).toBe(answer);
      expect(authorize(elsewhere, question)).toBe(answer);
      expect(isFrozenInDepth(answer)).toBe(true);
    }
  });

  it('cannot be tampered with for those who ask next', () => {
    const question = asking(fabrikam, 'receive-bill', { subscription: subscriptionOf(exchange, contoso) });
    const denied = authorize(state, question);
    const before = structuredClone(denied._unsafeUnwrapErr());

    expect(() => Object.assign(denied, { error: null })).toThrow(TypeError);
    expect(() => Object.assign(denied._unsafeUnwrapErr().context, { missing: [] })).toThrow(TypeError);
    expect(denied._unsafeUnwrapErr()).toEqual(before);
  });

  it('names in a denial the rule of the first missing fact, and one remedy for each', () => {
    for (const question of questions) {
      const answer = authorize(state, question);
      if (answer.isOk()) continue;
      expect(answer.error.code).toBe('operation-denied');
      if (answer.error.code !== 'operation-denied') continue;
      const { rule, context } = answer.error;
      const expected = oracle(modelOf(state), toOracle(question));
      expect(expected).toMatchObject({ allowed: false, rule, missing: context.missing });
      expect(context.remedies.map(({ fact }) => fact)).toEqual(context.missing);
    }
  });

  it('tells a developer in one line what is missing', () => {
    const { message } = authorize(
      null,
      asking(suspended(contoso), 'add-seats', { subscription: subscriptionOf(exchange, fabrikam) }),
    )._unsafeUnwrapErr();

    expect(message).toBe(
      'the partner may not add-seats: it has no reseller relationship with the customer; ' +
        'it did not originally sell this subscription; it is suspended',
    );
  });
});

function isFrozenInDepth(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenInDepth);
}

describe('relationships that changed', () => {
  const question = asking(contoso, 'administer-service', { serviceId: exchange });

  it('are decided afresh when a plain object was edited between two questions', () => {
    const made = stateAfter(related(contoso), granted(contoso, exchange));
    const plain = JSON.parse(JSON.stringify(made)) as { delegations: unknown[] } & CustomerRelationships;

    expect(authorize(plain, question).isOk()).toBe(true);
    plain.delegations.length = 0;
    expect(authorize(plain, question).isErr()).toBe(true);
    plain.delegations.push(...made.delegations);
    expect(authorize(plain, question).isOk()).toBe(true);
  });

  it('are decided afresh when the plain object was frozen, but not what is in it', () => {
    const made = stateAfter(related(contoso), granted(contoso, exchange));
    const delegations = [...made.delegations];
    const shallow = Object.freeze({ ...made, delegations });

    expect(authorize(shallow, question).isOk()).toBe(true);
    delegations.pop();
    expect(authorize(shallow, question).isErr()).toBe(true);
  });

  it('are other relationships: what was decided on those before still stands for those before', () => {
    const before = stateAfter(related(contoso), granted(contoso, exchange));
    expect(authorize(before, question).isOk()).toBe(true);
    const after = evolveCustomer(before, lost(contoso, exchange))._unsafeUnwrap();

    expect(authorize(after, question).isErr()).toBe(true);
    expect(authorize(before, question).isOk()).toBe(true);
  });
});

describe('ids that mean something elsewhere', () => {
  const treacherous = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '0', 'null'];

  it.each(treacherous)('%s is a partner and a service like any other', (id) => {
    const partner = partnerOf(id, 'direct-bill');
    const serviceId = serviceIdOf(id);
    const administering = asking(partner, 'administer-service', { serviceId });
    const command = {
      customer: northwind,
      partner,
      request: { ...requestOf(contoso), partnerId: partner.id },
      services: [serviceId],
      by: theCustomer(northwind),
      at: now,
    };
    const accepted = acceptRequest(stateAfter(related(contoso), granted(contoso, exchange)), command)._unsafeUnwrap();
    const state = changed(stateAfter(related(contoso)), accepted);

    for (const nobody of [null, stateAfter(), stateAfter(related(contoso), granted(contoso, exchange))]) {
      expect(authorize(nobody, administering).isErr()).toBe(true);
    }
    expect(authorize(state, administering).isOk()).toBe(true);
    expect(authorize(state, asking(contoso, 'administer-service', { serviceId })).isErr()).toBe(true);
    expect(authorize(state, asking(partner, 'administer-service', { serviceId: exchange })).isErr()).toBe(true);
    expect(authorize(state, asking(partner, 'sell-subscription', { serviceId })).isOk()).toBe(true);
  });

  it.each(treacherous)('%s is no operation', (operation) => {
    const question = { ...asking(contoso, 'manage-users', { serviceId: exchange }), operation };

    expect(authorize(null, question as AuthorizationQuestion)._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'operation' },
    });
  });

  it('ids are compared byte for byte: case makes another partner and another service', () => {
    const state = stateAfter(related(contoso), granted(contoso, exchange));

    for (const question of [
      asking(partnerOf('Contoso', 'direct-bill'), 'manage-users', { serviceId: exchange }),
      asking(contoso, 'manage-users', { serviceId: serviceIdOf('Exchange-Online') }),
    ]) {
      expect(authorize(state, question).isErr()).toBe(true);
    }
  });
});
