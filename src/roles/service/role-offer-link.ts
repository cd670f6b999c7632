import type { Result } from 'neverthrow';
import { linkTo } from '../../invitation/invite-link';
import { decodeBaseUrl } from '../../invitation/base-url';
import { argument, object, secret, type Decoder } from '../../model/decode';
import { decodePartnerId, type PartnerId } from '../../model/identifiers';
import { decodeInviteToken, type InviteToken } from '../../model/invite-token';
import type { MalformedInput } from '../../model/malformed-input';
import type { RoleOffer } from '../../model/role-offer';

/** What a link needs of an offer. Who knows the id can approve an offer that names no customer: no error repeats it. */
interface Linked {
  readonly partnerId: PartnerId;
  /** An offer's id has the format of a token, as it stands in its place. */
  readonly id: InviteToken;
}

const decodeLinked: Decoder<Linked> = /* @__PURE__ */ secret(
  /* @__PURE__ */ object<Linked>('a role offer', { partnerId: decodePartnerId, id: decodeInviteToken }),
);

/**
 * The link by which a customer comes to a role offer: `<baseUrl>?partner=<partner id>&token=<offer id>`, the format of
 * an invitation link. It is made from the partner's account alone. An offer that names no customer serves the first
 * that approves it, so the link belongs in the hands of one customer (`offer-serves-one-customer`).
 *
 * @example
 * ```ts
 * import type { RoleOffer } from 'partner-relationships';
 * import { roleOfferLink } from 'partner-relationships/roles';
 *
 * const base = 'https://portal.example/offer';
 * const linkOf = (offer: RoleOffer) => roleOfferLink(offer, base);
 * ```
 * @param offer the offer, or just its partner's id and its own
 * @param baseUrl where your application shows offers; as for `inviteLink`
 * @returns the link, or {@link MalformedInput} if an argument is malformed; no error repeats the id
 */
export function roleOfferLink(
  offer: Pick<RoleOffer, 'partnerId' | 'id'>,
  baseUrl: string,
): Result<string, MalformedInput> {
  return argument('baseUrl', decodeBaseUrl, baseUrl).andThen((base) =>
    argument('offer', decodeLinked, offer).map(({ partnerId, id }) => linkTo({ partnerId, token: id }, base)),
  );
}
