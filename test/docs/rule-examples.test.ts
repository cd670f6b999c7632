import type { RuleName } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { describe, expect, it } from 'vitest';
import { ruleExamples } from '../../docs/examples/rules';
import { openMarket } from '../../docs/examples/rules/market';
import { codeOfDeed } from '../../docs/site/pages/example-code';

// The answer to the refused example of a rule, if it is not a violation of the rule itself: a rule that says what
// happens forbids nothing by itself, and its example shows where it ends.
const otherwise: Partial<Record<RuleName, string>> = {
  'invitation-carries-no-customer-data': 'invitation-link-is-left-as-is',
  'invitation-is-reusable': 'revoked-invitation-cannot-be-accepted',
  'link-survives-additions': 'malformed-input',
  'acceptance-establishes-relationship': 'new-sale-needs-relationship',
  'customer-chooses-services': 'admin-rights-cover-administration',
  'acceptance-adds-admin-rights-only': 'commercial-operations-need-original-reseller',
  'replacement-is-explicit': 'one-transacting-partner-per-service',
  'non-transacting-partners-are-not-capped': 'one-transacting-partner-per-service',
  'acceptance-is-idempotent': 'one-transacting-partner-per-service',
  'commercial-relationship-survives-removal': 'admin-rights-cover-administration',
  'restoration-is-a-new-acceptance': 'only-customer-accepts',
  'ending-takes-everything-of-the-partner': 'admin-rights-cover-administration',
  'customer-reviews-partners-by-service': 'admin-rights-cover-administration',
  'partner-sees-only-its-customers': 'new-sale-needs-relationship',
  'relationship-obliges-support': 'admin-rights-cover-administration',
  'offer-serves-one-customer': 'unknown-offer',
  'resellers-ask-themselves': 'admin-rights-cover-administration',
  'silence-is-the-only-no': 'reseller-consents-to-its-offer',
  'approval-touches-nothing-commercial': 'new-sale-needs-relationship',
  'term-starts-at-activation': 'admin-rights-cover-administration',
  'roles-share-one-end': 'only-that-role-can-be-dropped',
  'role-covers-the-operation': 'admin-rights-cover-administration',
  'role-delegations-add-up': 'admin-rights-cover-administration',
  'delegation-ends-on-time': 'admin-rights-cover-administration',
  'extension-moves-the-end': 'admin-rights-cover-administration',
  'termination-touches-nothing-commercial': 'admin-rights-cover-administration',
  'roles-outlive-the-relationship': 'new-sale-needs-relationship',
};

const reasonOf = (error: { code: string; rule?: unknown }): unknown => error.rule ?? error.code;

describe('the examples of the rules', () => {
  it.each(Object.values(rules))('$name: the code has lines of at most 80 characters, and unwraps no result', ({ name, topic }) => {
    const lines = (['allowed', 'refused'] as const).flatMap((deed) => codeOfDeed(topic, name, deed).split('\n'));
    expect(lines.filter((line) => line.length > 80 || line.includes('_unsafeUnwrap'))).toEqual([]);
  });

  it.each(Object.values(rules))('$name: the first example is allowed, the second refused', async ({ name }) => {
    const { allowed, refused } = ruleExamples[name];
    expect(await allowed.run(await openMarket())).toSatisfy((answer: { isOk(): boolean }) => answer.isOk());
    const answer = await refused.run(await openMarket());
    expect(answer.isErr() && reasonOf(answer.error)).toBe(otherwise[name] ?? name);
  });
});
