/**
 * The rule catalog: what each rule states, where it is documented, and which part of it this library decides. It is
 * prose for people, so it has an entry of its own: errors carry only the names of rules.
 *
 * @module partner-relationships/catalog
 */

export { rules } from './rule-catalog';
export type { Rule, RuleTopic } from './rule-catalog';
export type { RuleSource } from './sources';
