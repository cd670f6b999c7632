import { parseInstant } from 'partner-relationships';
import { roleFunctions, roleSamples } from '../fixtures/role-samples';
import { functionsIn } from '../fixtures/samples';
import { describeEach } from './every-function';

describeEach('every function of the entry for roles', {
  functions: roleFunctions,
  samples: roleSamples,
  makers: {
    nextChangeAt: (made) => (made === null || parseInstant(made).isOk() ? null : 'it is no instant'),
    withServices: (made) => (made !== null && typeof made === 'object' && 'id' in made ? null : 'it is no profile'),
    createRoleService: (made) => (functionsIn(made as object).length > 10 ? null : 'it is not a service'),
  },
});
