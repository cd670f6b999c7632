import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  authorize,
  type AuthorizationQuestion,
  type ContradictoryInput,
  type CustomerRelationships,
  type OperationDenied,
  type MalformedInput,
  type Operation,
  type Permission,
  type QuestionAbout,
} from 'partner-relationships';
import type { Result } from 'neverthrow';
import { adventureWorks, closed, contoso, exchange, subscriptionOf, suspended } from '../fixtures/cast';
import { granted, related, stateAfter } from '../fixtures/history';
import { ADMINISTRATION, ALL, asking } from './question';

const subscription = subscriptionOf(exchange, contoso);
const bill = asking(contoso, 'receive-bill', { subscription });
const users = asking(contoso, 'manage-users', { serviceId: exchange });
const sale = asking(contoso, 'sell-subscription', { serviceId: exchange });

const malformed: readonly (readonly [path: string, question: unknown])[] = [
  ['', null],
  ['', undefined],
  ['', 'receive-bill'],
  ['', [bill]],
  ['', () => bill],
  ['operation', {}],
  ['operation', { ...bill, operation: 'Receive-Bill' }],
  ['operation', { ...bill, operation: ['receive-bill'] }],
  ['partner', { ...bill, partner: undefined }],
  ['partner', { ...bill, partner: contoso.id }],
  ['partner', { ...bill, partner: [contoso] }],
  ['partner.id', { ...bill, partner: { ...contoso, id: 7 } }],
  ['partner.id', { ...bill, partner: { ...contoso, id: null } }],
  ['partner.program', { ...bill, partner: { ...contoso, program: 'reseller' } }],
  ['partner.program', { ...bill, partner: { ...contoso, program: '__proto__' } }],
  ['partner.standing', { ...bill, partner: { ...contoso, standing: undefined } }],
  ['partner.standing', { ...bill, partner: { ...contoso, standing: true } }],
  ['partner.standing', { ...bill, partner: { ...contoso, standing: 'Closed' } }],
  ['subscription', { ...bill, subscription: undefined }],
  ['subscription', { ...bill, subscription: null }],
  // Not that the service is one thing too many: what is missing helps more.
  ['subscription', { ...bill, subscription: undefined, serviceId: exchange }],
  ['subscription', { ...bill, subscription: subscription.id }],
  ['subscription.customerId', { ...bill, subscription: { ...subscription, customerId: undefined } }],
  ['subscription.originalResellerId', { ...bill, subscription: { ...subscription, originalResellerId: undefined } }],
  ['subscription.originalResellerId', { ...bill, subscription: { ...subscription, originalResellerId: 7 } }],
  ['subscription.serviceId', { ...bill, subscription: { ...subscription, serviceId: null } }],
  ['subscription', { ...users, subscription: null, serviceId: undefined }],
  ['subscription', { ...sale, subscription }],
  ['serviceId', { ...users, serviceId: undefined }],
  ['serviceId', { ...users, serviceId: 7 }],
  ['serviceId', { ...users, serviceId: null }],
  ['serviceId', { ...users, subscription }],
  ['serviceId', { ...bill, serviceId: exchange }],
  ['serviceId', { ...bill, serviceId: null }],
  ['serviceId', { ...sale, serviceId: undefined }],
];

/** The same question about the same partner after its account was closed; the same if it names no partner. */
function aboutClosed(question: unknown): unknown {
  if (typeof question !== 'object' || question === null || !('partner' in question)) return question;
  const { partner } = question;
  if (typeof partner !== 'object' || partner === null || Array.isArray(partner)) return question;
  return 'standing' in partner && partner.standing === 'active'
    ? { ...question, partner: { ...partner, standing: 'closed' } }
    : question;
}

describe('a malformed question', () => {
  it.each(malformed)('is malformed also if the partner’s account is closed: "%s"', (path, question) => {
    const asked = aboutClosed(question) as AuthorizationQuestion;
    for (const state of [null, stateAfter(related(contoso), granted(contoso, exchange))]) {
      expect(authorize(state, asked)).toEqual(authorize(state, question as AuthorizationQuestion));
      expect(authorize(state, asked)._unsafeUnwrapErr()).toMatchObject({ code: 'malformed-input', context: { path } });
    }
  });

  it.each(malformed)('is answered by where it is wrong: "%s"', (path, question) => {
    for (const state of [null, stateAfter(related(contoso), granted(contoso, exchange))]) {
      const error = authorize(state, question as AuthorizationQuestion)._unsafeUnwrapErr();

      expect(error).toMatchObject({ kind: 'invalid-input', code: 'malformed-input', context: { path } });
      expect(error.message.startsWith(path === '' ? 'expected ' : `${path}: expected `)).toBe(true);
      expect(Object.isFrozen(error) && Object.isFrozen(error.context)).toBe(true);
    }
  });

  it('is one for every operation that is asked about the wrong thing', () => {
    for (const operation of ALL) {
      const isAdministration = ADMINISTRATION.some((one) => one === operation);
      const answers = [{ subscription }, { serviceId: exchange }].map((about) =>
        authorize(null, asking(contoso, operation, about)).match(
          () => 'decided',
          ({ kind }) => (kind === 'rule-violation' ? 'decided' : 'malformed'),
        ),
      );
      const decided = operation === 'sell-subscription' ? ['malformed', 'decided'] : ['decided', 'malformed'];
      expect(answers).toEqual(isAdministration ? ['decided', 'decided'] : decided);
    }
  });
});

describe('malformed relationships', () => {
  const state = stateAfter(related(contoso), granted(contoso, exchange));
  const [relationship] = state.relationships;
  const [delegation] = state.delegations;
  const withNumber = { ...relationship, partnerId: 7 };
  const wrong: readonly (readonly [path: string, state: unknown])[] = [
    ['state', undefined],
    ['state', 'northwind'],
    ['state', [state]],
    ['state.customer', { ...state, customer: undefined }],
    ['state.customer.id', { ...state, customer: { name: 'Northwind' } }],
    ['state.relationships', { ...state, relationships: { 0: relationship, length: 1 } }],
    ['state.relationships[0]', { ...state, relationships: [contoso.id] }],
    ['state.relationships[1].partnerId', { ...state, relationships: [relationship, withNumber] }],
    ['state.delegations', { ...state, delegations: null }],
    ['state.delegations[0].serviceId', { ...state, delegations: [{ ...delegation, serviceId: null }] }],
    ['state.delegations[1].partnerId', { ...state, delegations: [delegation, { serviceId: exchange }] }],
  ];

  it.each(wrong)('are answered by where they are wrong: %s', (path, value) => {
    const ofClosed = [bill, users, sale].map((one) => aboutClosed(one) as AuthorizationQuestion);
    for (const question of [bill, users, sale, ...ofClosed]) {
      expect(authorize(value as CustomerRelationships, question)._unsafeUnwrapErr()).toMatchObject({
        kind: 'invalid-input',
        code: 'malformed-input',
        context: { path },
      });
    }
  });
});

describe('a contradictory question', () => {
  it('is one about a subscription of another customer, whatever the operation and whoever asks', () => {
    const foreign = subscriptionOf(exchange, contoso, 'active', adventureWorks);
    const state = stateAfter(related(contoso), granted(contoso, exchange));

    for (const operation of ALL.filter((one) => one !== 'sell-subscription')) {
      for (const partner of [contoso, suspended(contoso), closed(contoso)]) {
        const error = authorize(state, asking(partner, operation, { subscription: foreign }))._unsafeUnwrapErr();
        expect(error).toMatchObject({ code: 'contradictory-input', context: { path: 'subscription.customerId' } });
        expect(error.message).toBe(
          'subscription.customerId: expected the customer concerned, "northwind", ' +
            'received "adventure-works"',
        );
      }
    }
  });
});

describe('types', () => {
  it('declare exactly what can come of it', () => {
    expectTypeOf(authorize).returns.toEqualTypeOf<Result<Permission, OperationDenied | MalformedInput | ContradictoryInput>>();
  });

  it('keep a question from naming what its operation is not about', () => {
    const answers = [
      // @ts-expect-error a commercial operation is about a subscription
      authorize(null, { partner: contoso, operation: 'receive-bill', serviceId: exchange }),
      // @ts-expect-error there is no subscription yet
      authorize(null, { partner: contoso, operation: 'sell-subscription', subscription }),
      // @ts-expect-error one or the other
      authorize(null, { partner: contoso, operation: 'manage-users', serviceId: exchange, subscription }),
    ];

    for (const answer of answers) expect(answer._unsafeUnwrapErr().code).toBe('malformed-input');

    // @ts-expect-error and so may no question be kept that does
    const kept: AuthorizationQuestion = { partner: contoso, operation: 'receive-bill', serviceId: exchange };
    expect(authorize(null, kept)._unsafeUnwrapErr().code).toBe('malformed-input');
  });

  it('take a question about any operation with a service or a subscription, where only the table knows which it needs', () => {
    const ofAny = (operation: Operation): readonly (readonly [about: string, code: string])[] => {
      const byService = authorize(null, { partner: contoso, operation, serviceId: exchange });
      const bySubscription = authorize(null, { partner: contoso, operation, subscription });
      const answers = [
        // @ts-expect-error no operation is about both
        authorize(null, { partner: contoso, operation, serviceId: exchange, subscription }),
        // @ts-expect-error and none is about nothing
        authorize(null, { partner: contoso, operation }),
      ];
      for (const answer of answers) expect(answer._unsafeUnwrapErr().code).toBe('malformed-input');
      const code = ({ code: its }: OperationDenied | MalformedInput | ContradictoryInput): string => its;
      return [
        ['service', byService.match(() => 'allowed', code)],
        ['subscription', bySubscription.match(() => 'allowed', code)],
      ];
    };
    const malformedFor = (operation: Operation): readonly string[] =>
      ofAny(operation).flatMap(([about, code]) => (code === 'malformed-input' ? [about] : []));

    expect(malformedFor('manage-users')).toEqual([]);
    expect(malformedFor('receive-bill')).toEqual(['service']);
    expect(malformedFor('sell-subscription')).toEqual(['subscription']);
  });

  it('let a function of one’s own hand a question on, as exact as it is asked', () => {
    const may = <Asked extends Operation>(question: QuestionAbout<Asked>): boolean => authorize(null, question).isOk();
    const some: readonly QuestionAbout<Operation>[] = [bill, users, sale];

    expect(some.map((question) => may(question))).toEqual([false, false, false]);
    expect(may({ partner: contoso, operation: 'manage-users', serviceId: exchange })).toBe(false);
    // @ts-expect-error a commercial operation is about a subscription
    expect(may({ partner: contoso, operation: 'receive-bill', serviceId: exchange })).toBe(false);
  });
});
