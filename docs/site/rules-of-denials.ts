import { operations, type RuleName } from 'partner-relationships';

/** The rules that a denial can carry: those of the decision table. */
export const rulesOfDenials: ReadonlySet<RuleName> = new Set(
  Object.values(operations).flatMap(({ needs }) => needs.map(({ rule }) => rule)),
);
