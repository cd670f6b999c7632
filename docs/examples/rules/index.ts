import type { RuleName } from 'partner-relationships';
import { accepting } from './accepting';
import { accounts } from './accounts';
import { acting } from './acting';
import { assigning } from './assigning';
import { holding } from './holding';
import { inviting } from './inviting';
import { offering } from './offering';
import { removing } from './removing';
import type { RuleExample } from './rule-example';
import { seeing } from './seeing';

/** For every rule of the catalog, something it allows and something it refuses. */
export const ruleExamples: Readonly<Record<RuleName, RuleExample>> = {
  ...accounts,
  ...inviting,
  ...accepting,
  ...acting,
  ...removing,
  ...seeing,
  ...offering,
  ...holding,
  ...assigning,
};
