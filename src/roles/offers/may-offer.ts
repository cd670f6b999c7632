import type { Actor } from '../../model/actor';
import type { Partner } from '../../model/partner';
import { unlessPartner, type NotThePartner } from '../../rules/not-the-partner';
import { ifClosed, type PartnerIsClosed } from '../../rules/partner-is-closed';
import type { DelegationProfile } from '../profiles/profile';
import { unlessRolesOffered, type RolesNotOffered } from '../profiles/roles-not-offered';

/** Why the partner cannot go on with an offer of its own, which may name this reseller; null if it can. */
export function unlessMayOffer(
  profile: DelegationProfile,
  partner: Partner,
  by: Actor,
  indirectReseller: Partner | null = null,
):
  | NotThePartner<'partner-acts-for-itself'>
  | RolesNotOffered
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | null {
  return (
    unlessPartner('partner-acts-for-itself', partner.id, by) ??
    unlessRolesOffered(profile) ??
    ifClosed('closed-partner-may-do-nothing', partner, indirectReseller)
  );
}
