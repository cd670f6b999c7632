import { err, ok, type Result } from 'neverthrow';
import type { InviteLinkParts } from '../invitation/invite-link';
import type { PartnerAccount } from '../model/partner-account';
import type { LoadError } from '../repository/storage-error';
import type { Found } from './documents';
import type { Invitation } from './invitation';
import { unknownInvitation, type UnknownInvitation } from './unknown';

/** The request that a link leads to, and its partner, in the account that was found under the partner's id. */
export function requestIn(
  loaded: Found<PartnerAccount>,
  { partnerId, token }: InviteLinkParts,
): Result<Pick<Invitation, 'partner' | 'request'>, UnknownInvitation | LoadError> {
  return loaded.andThen((found) => {
    const state = found?.state ?? null;
    if (state === null) return err(unknownInvitation(partnerId));
    const { partner, requests } = state;
    const request = requests.find((known) => known.token === token);
    return request === undefined ? err(unknownInvitation(partnerId)) : ok({ partner, request });
  });
}
