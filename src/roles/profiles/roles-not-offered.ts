import { violation, type RuleViolation } from '../../rules/rule-violation';
import type { DelegationProfile } from './profile';

/** Under the profile of the marketplace no roles are offered. */
export type RolesNotOffered = RuleViolation<
  'roles-not-offered',
  'profile-grants-roles',
  { readonly profile: DelegationProfile['id'] }
>;

/** The violation if the profile has no roles; null if it has. */
export function unlessRolesOffered({ id, roles }: DelegationProfile): RolesNotOffered | null {
  return roles === null
    ? violation('profile-grants-roles', 'roles-not-offered', `the profile "${id}" has no roles`, { profile: id })
    : null;
}
