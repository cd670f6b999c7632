import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { partnerCenterGdap } from 'partner-relationships/roles';
import type { Asked, RoleWorkload } from '../../fixtures/role-workload';
import { judge, type Contestant } from './contestant';
import { ADMINISTRATION, coveredBy, termsOf } from './role-grants';

/**
 * One ability for each person, built beforehand; subjects are tagged beforehand as well, and bear the moment. The last
 * rule that matches decides: what service delegations give, what assignments hide of it, and what roles give.
 */
export const casl: Contestant<RoleWorkload, Asked> = {
  name: '@casl/ability',
  prepare: ({ state, partner, people }) => {
    const nobody = createMongoAbility();
    const services = state.delegations.filter((one) => one.partnerId === partner.id).map(({ serviceId }) => serviceId);
    const abilities = new Map<string, MongoAbility>();
    for (const { userId, agentRoles, groups } of people) {
      const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
      for (const role of agentRoles) {
        const permitted = [...partnerCenterGdap.agentRoles[role]];
        if (permitted.length === 0) continue;
        can(permitted, 'Service', { id: { $in: services } });
        can(permitted, 'Subscription', { originalResellerId: partner.id });
      }
      const terms = termsOf(state, partner.id).filter(({ groupId }) => groups.some((group) => group === groupId));
      for (const { from, until } of terms) cannot([...ADMINISTRATION], 'Service', { at: { $gte: from, $lt: until } });
      for (const { roles, from, until } of terms) {
        for (const { operation, service } of coveredBy(roles)) {
          const at = { $gte: from, $lt: until };
          if (service === 'all') can(operation, 'Service', { at });
          else can(operation, 'Service', { id: service, at });
        }
      }
      abilities.set(userId, build());
    }
    return judge(formOf, ({ userId, operation, about }) => {
      const rule = (abilities.get(userId) ?? nobody).relevantRuleFor(operation, about);
      return rule !== null && !rule.inverted;
    });
  },
};

interface Form {
  readonly userId: string;
  readonly operation: string;
  readonly about: object & { readonly __caslSubjectType__: string };
}

function formOf({ question: { operation, subscription, serviceId, person }, at }: Asked): Form {
  return {
    userId: person.userId,
    operation,
    about:
      subscription === undefined
        ? subject('Service', { id: serviceId, at })
        : subject('Subscription', { ...subscription, at }),
  };
}
