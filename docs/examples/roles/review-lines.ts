import {
  partnerCenterGdap,
  type RoleService,
} from 'partner-relationships/roles';

/** A line for each right that a partner has at the customer. */
export async function reviewLines(
  roleService: RoleService,
  customerId: string,
): Promise<readonly string[]> {
  const review = (await roleService.accessReview(customerId)).unwrapOr(null);
  const names = new Map(review?.partners.map(({ id, name }) => [id, name]));
  return (review?.rights ?? []).map(
    ({ partnerId, right, until, extends: goesOn, assignments, lastChange }) => {
      const what =
        right.kind === 'service'
          ? right.serviceId
          : right.roles.map((id) => partnerCenterGdap.roles?.[id]?.name ?? id);
      const end = until === null ? 'open' : `${until}${goesOn ? ' +' : ''}`;
      const groups = assignments.map(({ groupId }) => groupId).join(' ');
      const { by } = lastChange;
      return [names.get(partnerId), what, end, groups, by.kind].join(' | ');
    },
  );
}
