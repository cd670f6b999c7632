import type { RuleName } from 'partner-relationships';
import { rules, type Rule, type RuleTopic } from 'partner-relationships/catalog';
import { describe, expect, expectTypeOf, it } from 'vitest';

/** The names of all rules, and the topic of each. The compiler sees to it that none is missing and none is made up. */
const TOPICS = {
  'operator-keeps-accounts': 'accounts',
  'program-keeps-its-side': 'accounts',
  'closing-is-final': 'accounts',
  'import-is-the-operators': 'accounts',
  'invitation-carries-no-customer-data': 'inviting',
  'invitation-is-reusable': 'inviting',
  'invitation-link-is-left-as-is': 'inviting',
  'link-survives-additions': 'inviting',
  'suspended-partner-cannot-invite': 'inviting',
  'indirect-reseller-uses-provider-invitation': 'inviting',
  'revoked-invitation-cannot-be-accepted': 'inviting',
  'partner-acts-for-itself': 'inviting',
  'only-customer-accepts': 'accepting',
  'acceptance-establishes-relationship': 'accepting',
  'customer-chooses-services': 'accepting',
  'acceptance-adds-admin-rights-only': 'accepting',
  'one-transacting-partner-per-service': 'accepting',
  'replacement-is-explicit': 'accepting',
  'replacement-names-what-was-seen': 'accepting',
  'non-transacting-partners-are-not-capped': 'accepting',
  'indirect-reseller-receives-through-provider': 'accepting',
  'existing-customer-needs-request': 'accepting',
  'acceptance-is-idempotent': 'accepting',
  'admin-rights-cover-administration': 'acting',
  'commercial-operations-need-original-reseller': 'acting',
  'moving-a-subscription-also-needs-admin-rights': 'acting',
  'new-sale-needs-relationship': 'acting',
  'suspended-partner-manages-what-exists': 'acting',
  'closed-partner-may-do-nothing': 'acting',
  'customer-removes-any-admin-rights': 'removing',
  'operator-removes-with-reason': 'removing',
  'commercial-relationship-survives-removal': 'removing',
  'restoration-is-a-new-acceptance': 'removing',
  'partner-may-relinquish': 'removing',
  'customer-cannot-end-relationship': 'removing',
  'active-subscriptions-keep-relationship': 'removing',
  'ending-takes-everything-of-the-partner': 'removing',
  'erasure-needs-no-rights': 'removing',
  'customer-reviews-partners-by-service': 'seeing',
  'partner-sees-only-its-customers': 'seeing',
  'relationship-obliges-support': 'seeing',
  'profile-grants-roles': 'offering',
  'offer-names-roles-and-term': 'offering',
  'offer-is-editable-as-a-draft': 'offering',
  'locked-offer-waits': 'offering',
  'locked-offer-lapses': 'offering',
  'offer-serves-one-customer': 'offering',
  'reseller-consents-to-its-offer': 'offering',
  'resellers-ask-themselves': 'offering',
  'customer-approves-the-whole-offer': 'offering',
  'silence-is-the-only-no': 'offering',
  'approval-touches-nothing-commercial': 'offering',
  'term-starts-at-activation': 'offering',
  'roles-share-one-end': 'holding',
  'role-covers-the-operation': 'holding',
  'role-delegations-add-up': 'holding',
  'delegation-ends-on-time': 'holding',
  'extension-moves-the-end': 'holding',
  'either-side-sets-the-extension': 'holding',
  'global-administrator-never-extends': 'holding',
  'only-that-role-can-be-dropped': 'holding',
  'ended-is-final': 'holding',
  'either-side-terminates': 'holding',
  'termination-touches-nothing-commercial': 'holding',
  'roles-outlive-the-relationship': 'holding',
  'roles-reach-people-through-groups': 'assigning',
  'assignment-stays-within-the-delegation': 'assigning',
  'assignment-needs-a-delegation-in-force': 'assigning',
  'one-assignment-per-group': 'assigning',
  'agent-role-limits-the-person': 'assigning',
  'granular-takes-precedence': 'assigning',
} as const satisfies Record<RuleName, RuleTopic>;

const all = Object.values(rules);

describe('The rule catalog', () => {
  it('has exactly the rules that have a name', () => {
    expectTypeOf<keyof typeof rules>().toEqualTypeOf<RuleName>();
    expectTypeOf<keyof typeof TOPICS>().toEqualTypeOf<RuleName>();
    expect(Object.keys(rules)).toEqual(Object.keys(TOPICS));
  });

  it('has each rule under its own name', () => {
    expect(Object.fromEntries(all.map(({ name }) => [name, name]))).toEqual(
      Object.fromEntries(Object.keys(rules).map((name) => [name, name])),
    );
  });

  it('is frozen in depth', () => {
    const inside = (value: unknown): readonly unknown[] =>
      typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(inside)] : [];
    expect(inside(rules).length).toBeGreaterThan(all.length * 2);
    expect(inside(rules).every(Object.isFrozen)).toBe(true);
  });

  it('is data: what is written to JSON is all there is', () => {
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  it('says no two rules in the same words', () => {
    expect(new Set(all.map(({ statement }) => statement)).size).toBe(all.length);
  });
});

describe.each(all)('The rule $name', ({ name, topic, statement, basis, sources, decided }: Rule) => {
  it('has the topic that its name is listed under', () => {
    expect(topic).toBe(TOPICS[name]);
  });

  it('has a statement of whole sentences', () => {
    expect(statement).toMatch(/^[A-Z].{20,}[^.]\.$/);
    expect(statement).not.toMatch(/\s\s|\s$|\n/);
  });

  it('is documented by a source, or decided in words', () => {
    expect(['documented', 'decision']).toContain(basis);
    if (basis === 'documented') expect(sources).not.toEqual([]);
    if (basis === 'decision') expect(decided).not.toBeNull();
    if (decided !== null) expect(decided).toMatch(/^[A-Z].{10,}[^.]\.$/);
  });

  it('names sources that can be looked up: by title, and by date or year where they have one', () => {
    for (const source of sources) {
      expect(Object.keys(source).sort()).toEqual(['date', 'title']);
      expect(source.title).toMatch(/^[A-Z].{10,}[^.\s]$/);
      if (source.date !== null) expect(source.date).toMatch(/^20\d\d(?:-[01]\d-[0-3]\d|–20\d\d)?$/);
    }
    expect(new Set(sources.map(({ title }) => title)).size).toBe(sources.length);
  });
});
