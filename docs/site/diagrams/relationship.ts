import { customerSubject, holds, isRelated, partner } from './customer-moves';
import { stepsOf, type Step } from './state-space';

/** What becomes of the relationship of one partner with one customer. */
export const relationshipSteps: readonly Step[] = stepsOf(
  customerSubject((state) => {
    if (!isRelated(state, partner)) return 'no relationship';
    return holds(state, partner) ? 'relationship with admin rights' : 'relationship';
  }),
);
