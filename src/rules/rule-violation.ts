import type { Actor } from '../model/actor';
import type { ErrorData } from '../model/invalid-input';
import type { RuleName } from './rule-name';

/** A rule of the catalog forbids it: `rule` says which. */
export interface RuleViolation<Code extends string, Rule extends RuleName, Context>
  extends ErrorData<'rule-violation', Code, Context> {
  readonly rule: Rule;
}

/** The customer itself would have to do it. */
export type NotTheCustomer<Rule extends RuleName> = RuleViolation<'not-the-customer', Rule, { readonly by: Actor }>;

/** The partner itself would have to do it. */
export type NotThePartner<Rule extends RuleName> = RuleViolation<'not-the-partner', Rule, { readonly by: Actor }>;

export function violation<Code extends string, Rule extends RuleName, Context extends object>(
  rule: Rule,
  code: Code,
  message: string,
  context: Context,
): RuleViolation<Code, Rule, Context> {
  return Object.freeze({ kind: 'rule-violation', code, rule, message, context: Object.freeze(context) });
}
