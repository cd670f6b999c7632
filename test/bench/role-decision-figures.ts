import { byHand } from './contestants/roles-by-hand';
import { library } from './contestants/roles-library';
import { figuresOfDecisions, type DecisionFigures } from './decision-figures';
import { roleWorkloadOf } from '../fixtures/role-workload';

/** What the budgets of a decision about a person are about, to be run by itself. */
export function roleDecisionFigures(): Promise<DecisionFigures> {
  return figuresOfDecisions([1, 190], roleWorkloadOf, [library, byHand]);
}
