import { authorizeAt, partnerCenterGdap } from 'partner-relationships/roles';
import type { Asked, RoleWorkload } from '../../fixtures/role-workload';
import { judge, type Contestant } from './contestant';

export const library: Contestant<RoleWorkload, Asked> = {
  name: 'authorizeAt',
  prepare: ({ state }) =>
    judge(
      (asked) => asked,
      ({ question, at }) => authorizeAt(state, question, at, partnerCenterGdap).isOk(),
    ),
};
