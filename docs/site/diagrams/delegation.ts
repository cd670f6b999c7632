import { customerSubject, holds, other, partner } from './customer-moves';
import { stepsOf, type Step } from './state-space';

/** Which transacting partner may administer one service of one customer. */
export const delegationSteps: readonly Step[] = stepsOf(
  customerSubject((state) => {
    if (holds(state, partner)) return 'the partner holds it';
    return holds(state, other) ? 'the other holds it' : 'nobody holds it';
  }),
);
