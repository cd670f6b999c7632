import { errorData, type ErrorData } from '../../model/error-data';
import type { OfferId, RoleId } from '../../model/identifiers';
import { exceededLimit, type LimitExceeded } from '../../model/limit-exceeded';
import { MAX_ROLE_OFFERS_PER_PARTNER, MAX_ROLES_PER_DOCUMENT } from '../../model/limits';
import type { MalformedInput } from '../../model/malformed-input';
import type { RoleOffer } from '../../model/role-offer';
import { countRoles } from '../../model/roles';
import { newNameProblem } from '../../model/text';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { roleOf, type DelegationProfile } from '../profiles/profile';

/** The profile's catalog has no role with this id. */
export type UnknownRole = ErrorData<'invalid-input', 'unknown-role', { readonly roleId: RoleId }>;

/** Another offer of the partner has this name. It is free again as soon as that offer has left the account. */
export type OfferNameTaken = RuleViolation<
  'offer-name-taken',
  'offer-names-roles-and-term',
  {
    readonly name: string;
    /** The offer that has it. */
    readonly offerId: OfferId;
  }
>;

/** Why an account cannot get an offer of this name and these roles. */
export type OfferTermsError = MalformedInput | UnknownRole | OfferNameTaken | LimitExceeded;

/**
 * Why an account with these other offers cannot have this one, new or revised; null if it can.
 *
 * @param keptName its name until then, which may be from an earlier release with fewer conditions; null for a new offer
 */
export function offerTermsProblem(
  profile: DelegationProfile,
  offer: RoleOffer,
  others: readonly RoleOffer[],
  keptName: string | null,
): OfferTermsError | null {
  const { name, roles } = offer;
  const named = others.find((other) => other.name === name);
  return (
    unknownRole(profile, roles) ??
    (name === keptName ? null : newNameProblem(name, 'name')) ??
    (named === undefined ? null : offerNameTaken(named)) ??
    exceededLimit('MAX_ROLE_OFFERS_PER_PARTNER', MAX_ROLE_OFFERS_PER_PARTNER, others.length + 1) ??
    exceededLimit('MAX_ROLES_PER_DOCUMENT', MAX_ROLES_PER_DOCUMENT, countRoles([...others, offer]))
  );
}

/** The error about the first of these roles that is not in the catalog; null if all are. */
export function unknownRole(profile: DelegationProfile, roles: readonly RoleId[]): UnknownRole | null {
  const roleId = roles.find((role) => roleOf(profile, role) === null);
  if (roleId === undefined) return null;
  return errorData('invalid-input', 'unknown-role', `the profile "${profile.id}" has no role "${roleId}"`, { roleId });
}

function offerNameTaken({ id: offerId, name }: RoleOffer): OfferNameTaken {
  const message = `another offer of the partner has the name "${name}"`;
  return violation('offer-names-roles-and-term', 'offer-name-taken', message, { name, offerId });
}
