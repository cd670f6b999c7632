import type { ErrorData } from '../model/error-data';
import type { RuleName } from './rule-name';

/** A rule of the catalog forbids it: `rule` says which. */
export interface RuleViolation<Code extends string, Rule extends RuleName, Context>
  extends ErrorData<'rule-violation', Code, Context> {
  readonly rule: Rule;
}

export function violation<Code extends string, Rule extends RuleName, Context extends object>(
  rule: Rule,
  code: Code,
  message: string,
  context: Context,
): RuleViolation<Code, Rule, Context> {
  return Object.freeze({ kind: 'rule-violation', code, rule, message, context: Object.freeze(context) });
}
