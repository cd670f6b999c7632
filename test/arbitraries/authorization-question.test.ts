import fc from 'fast-check';
import { authorize, operations } from 'partner-relationships';
import { authorizationQuestion, marketplace, situation } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

describe('Authorization questions', () => {
  it('are well formed and about the same customer, so that each is allowed or denied', () => {
    fc.assert(
      fc.property(situation(), ({ state, question, marketplace: { partners, serviceIds } }) => {
        const answer = authorize(state, question);
        if (answer.isErr()) expect(answer.error.kind).toBe('rule-violation');
        expect(partners).toContain(question.partner);
        expect(serviceIds).toContain(question.serviceId ?? question.subscription.serviceId);
      }),
    );
  });

  it('are about the customer that is asked for, the first one when none is', () => {
    const several = marketplace({ customers: { min: 3, max: 3 } });
    const questions = several.chain((world) => {
      const [first, , third] = world.customers;
      if (first === undefined || third === undefined) throw new Error('three customers were asked for');
      return fc.record({
        first: fc.constant(first),
        third: fc.constant(third),
        aboutFirst: authorizationQuestion(world),
        aboutThird: authorizationQuestion(world, { customerId: third.id }),
      });
    });
    fc.assert(
      fc.property(questions, ({ first, third, aboutFirst, aboutThird }) => {
        expect([undefined, first.id]).toContain(aboutFirst.subscription?.customerId);
        expect([undefined, third.id]).toContain(aboutThird.subscription?.customerId);
      }),
    );
  });

  const sampled = fc.sample(situation(), { seed: 9, numRuns: 2000 });
  const answered = sampled.map(({ state, question }) => ({ question, answer: authorize(state, question) }));

  it.each(Object.values(operations))('are about $operation, sometimes allowed, sometimes denied', ({ operation }) => {
    const about = answered.filter(({ question }) => question.operation === operation);
    const allowed = about.filter(({ answer }) => answer.isOk()).length;
    expect(allowed).toBeGreaterThanOrEqual(4);
    expect(about.length - allowed).toBeGreaterThanOrEqual(20);
  });

  it('are about each fact, missing alone and with others', () => {
    const missing = answered.map(({ answer }) =>
      answer.isErr() && answer.error.kind === 'rule-violation' ? answer.error.context.missing : [],
    );
    for (const fact of ['relationship-in-force', 'original-reseller', 'admin-rights', 'active-standing'] as const) {
      expect(missing.filter((facts) => facts.length === 1 && facts[0] === fact).length, fact).toBeGreaterThan(10);
      expect(missing.filter((facts) => facts.length > 1 && facts.includes(fact)).length, fact).toBeGreaterThan(20);
    }
    expect(missing.filter((facts) => facts.includes('transacting-program')).length).toBeGreaterThan(20);
  });

  it('name a service of its own or by a subscription, also by one that was bought directly', () => {
    const questions = answered.map(({ question }) => question);
    const administration = questions.filter(({ operation }) => operation === 'manage-users');
    expect(administration.filter(({ serviceId }) => serviceId !== undefined).length).toBeGreaterThan(20);
    expect(administration.filter(({ subscription }) => subscription !== undefined).length).toBeGreaterThan(20);
    const boughtDirectly = questions.filter(({ subscription }) => subscription?.originalResellerId === null);
    expect(boughtDirectly.length).toBeGreaterThan(100);
    const none = marketplace({ subscriptions: { min: 0, max: 0 } }).chain((world) => authorizationQuestion(world));
    const sellers = fc.sample(none, { seed: 13, numRuns: 500 }).map((one) => one.subscription?.originalResellerId);
    expect(sellers.filter((seller) => seller === null).length).toBeGreaterThan(10);
  });

  it('are about subscriptions half of which the partner that asks has sold', () => {
    const concerned = answered.flatMap(({ question: { partner, subscription } }) =>
      subscription === undefined ? [] : [subscription.originalResellerId === partner.id],
    );
    expect(concerned.filter((sold) => sold).length).toBeGreaterThan(concerned.length * 0.3);
    expect(concerned.filter((sold) => !sold).length).toBeGreaterThan(concerned.length * 0.3);
  });
});
