import { valueOrThrow } from 'partner-relationships';
import type { ReviewedRight, ReviewedRoles, RoleService } from 'partner-relationships/roles';

/** Roles that a partner has at a customer. */
export type HeldRoles = ReviewedRight & { readonly right: ReviewedRoles };

/** The roles that partners have at a customer now, or had at a moment. */
export async function heldRoles(
  roles: RoleService,
  customerId: string,
  at?: string,
): Promise<readonly HeldRoles[]> {
  const review = valueOrThrow(await roles.accessReview(customerId, at));
  return (review?.rights ?? []).filter((held): held is HeldRoles => held.right.kind === 'roles');
}
