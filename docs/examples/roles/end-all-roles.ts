import type { RoleService } from 'partner-relationships/roles';

/** Ends all roles of all partners at a customer; false to call it again. */
export async function endAllRoles(
  roleService: RoleService,
  customerId: string,
): Promise<boolean> {
  const by = { kind: 'customer', customerId } as const;
  const review = await roleService.accessReview(customerId);
  if (review.isErr()) return false;
  for (const { right } of review.value?.rights ?? []) {
    if (right.kind !== 'roles') continue;
    const { offerId } = right;
    const place = { customerId, offerId, by };
    const ended = await roleService.terminateRoleDelegation(place);
    if (ended.isErr()) return false;
  }
  return true;
}
