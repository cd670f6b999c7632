import { naming } from '../../model/describe';
import type { RoleId } from '../../model/identifiers';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { roleOf, type DelegationProfile } from './profile';

/** The extension cannot be on, as one of the roles never extends. */
export type NeverExtends = RuleViolation<
  'never-extends',
  'global-administrator-never-extends',
  {
    /** Those of the roles that never extend. */
    readonly roles: readonly RoleId[];
  }
>;

/** The violation if the extension is on and one of these roles never extends; null otherwise. */
export function unlessExtensible(
  profile: DelegationProfile,
  { roles, extends: isOn }: { readonly roles: readonly RoleId[]; readonly extends: boolean },
): NeverExtends | null {
  const never = isOn ? roles.filter((role) => roleOf(profile, role)?.neverExtends === true) : [];
  if (never.length === 0) return null;
  const names = naming(never.map((role) => `"${roleOf(profile, role)?.name ?? role}"`));
  return violation(
    'global-administrator-never-extends',
    'never-extends',
    `the extension cannot be on with roles that never extend: ${names}`,
    { roles: Object.freeze(never) },
  );
}
