import { err, ok, type Result } from 'neverthrow';
import { followInviteLink, type InviteLinkParts } from '../invitation/invite-link';
import { decodePartnerId } from '../model/identifiers';
import { within, type MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { RelationshipRequest } from '../model/relationship-request';
import type { LoadError } from '../repository/storage-error';
import type { Settings } from './options';
import { loadNamedPartner, loadRegistered } from './registered';
import type { Invitation } from './relationship-service';
import { documentsIn } from './stored';
import { unknownInvitation, type UnknownInvitation, type UnknownPartner } from './unknown';

export async function accountOf(
  settings: Settings,
  partnerId: string,
): Promise<Result<PartnerAccount, MalformedInput | UnknownPartner | LoadError>> {
  const id = decodePartnerId(partnerId);
  return id.isErr() ? err(within('partnerId', id.error)) : loadRegistered(settings, id.value);
}

export async function invitationOf(
  settings: Settings,
  link: string,
): Promise<Result<Invitation, MalformedInput | UnknownInvitation | LoadError>> {
  const parts = followInviteLink(link, settings.linkBaseUrl);
  if (parts.isErr()) return err(parts.error);
  const invited = await loadRequest(settings, parts.value);
  if (invited.isErr()) return err(invited.error);
  const { indirectResellerId } = invited.value.request;
  if (indirectResellerId === null) return ok(Object.freeze({ ...invited.value, indirectReseller: null }));
  const reseller = await loadNamedPartner(settings, indirectResellerId);
  return reseller.map((indirectReseller) => Object.freeze({ ...invited.value, indirectReseller }));
}

/** Who has sent a link, and the request that it is of. */
export interface Invited {
  readonly partner: Partner;
  readonly request: RelationshipRequest;
}

export async function loadRequest(
  { repository }: Settings,
  { partnerId, token }: InviteLinkParts,
): Promise<Result<Invited, UnknownInvitation | LoadError>> {
  const account = await documentsIn(repository).accounts.load(partnerId);
  return account.andThen((found) => {
    if (found === null) return err(unknownInvitation(partnerId));
    const { partner, requests } = found.state;
    const request = requests.find((known) => known.token === token);
    return request === undefined ? err(unknownInvitation(partnerId)) : ok({ partner, request });
  });
}
