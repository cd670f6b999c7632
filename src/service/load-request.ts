import { err, ok, type Result } from 'neverthrow';
import type { InviteLinkParts } from '../invitation/invite-link';
import type { LoadError } from '../repository/storage-error';
import { documentsIn } from './documents';
import type { Invitation } from './invitation';
import type { Settings } from './options';
import { unknownInvitation, type UnknownInvitation } from './unknown';

/** The request that a link leads to, and its partner. */
export async function loadRequest(
  { repository }: Settings,
  { partnerId, token }: InviteLinkParts,
): Promise<Result<Pick<Invitation, 'partner' | 'request'>, UnknownInvitation | LoadError>> {
  const account = await documentsIn(repository).accounts.load(partnerId);
  return account.andThen((found) => {
    const state = found?.state ?? null;
    if (state === null) return err(unknownInvitation(partnerId));
    const { partner, requests } = state;
    const request = requests.find((known) => known.token === token);
    return request === undefined ? err(unknownInvitation(partnerId)) : ok({ partner, request });
  });
}
