import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import type { AuthorizationQuestion } from 'partner-relationships';
import { judge, OPERATION_SETS, servicesOf, type Contestant } from './contestant';

/** One ability for each partner, built beforehand; subjects are tagged beforehand as well. */
export const casl: Contestant = {
  name: '@casl/ability',
  prepare: (workload) => {
    const nobody = createMongoAbility();
    const abilities = new Map<string, MongoAbility>();
    for (const { id, standing } of workload.partners) {
      const { can, build } = new AbilityBuilder(createMongoAbility);
      can([...OPERATION_SETS.administration], 'Service', { id: { $in: [...servicesOf(workload, id)] } });
      can([...OPERATION_SETS.billing], 'Subscription', { originalResellerId: id });
      if (standing === 'active') can([...OPERATION_SETS.growth], 'Subscription', { originalResellerId: id });
      abilities.set(id, build());
    }
    return judge(formOf, ({ partnerId, operation, about }) => {
      const rule = (abilities.get(partnerId) ?? nobody).relevantRuleFor(operation, about);
      return rule !== null && !rule.inverted;
    });
  },
};

interface Form {
  readonly partnerId: string;
  readonly operation: string;
  readonly about: object & { readonly __caslSubjectType__: string };
}

function formOf({ partner, operation, subscription, serviceId }: AuthorizationQuestion): Form {
  return {
    partnerId: partner.id,
    operation,
    about: subscription === undefined ? subject('Service', { id: serviceId }) : subject('Subscription', { ...subscription }),
  };
}
