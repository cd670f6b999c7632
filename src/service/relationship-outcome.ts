import type { CustomerRelationships } from '../model/customer-relationships';
import type { RelationshipChange } from '../model/relationship-change';

/** What a command has done to a customer's relationships. */
export interface RelationshipOutcome {
  /** The relationships after it. */
  readonly relationships: CustomerRelationships;
  /** What it changed, in order; empty when everything asked for was in force already. */
  readonly changes: readonly RelationshipChange[];
}
