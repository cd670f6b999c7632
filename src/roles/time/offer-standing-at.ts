import { Result } from 'neverthrow';
import { argument } from '../../model/decode';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { decodeRoleOffer, type RoleOffer } from '../../model/role-offer';
import { lapseOf } from '../../model/term';

/**
 * How a role offer stands at a moment:
 *
 * - `draft`: its partner can change it;
 * - `waits-for-reseller`: the indirect reseller that it names has not consented;
 * - `waits-for-customer`: a customer can approve it, until `lapsesAt`;
 * - `taken`: a customer is approving it, and no other can;
 * - `lapsed`: nobody has approved it in time.
 */
export interface OfferStanding {
  readonly status: 'draft' | 'waits-for-reseller' | 'waits-for-customer' | 'taken' | 'lapsed';
  /** When nobody can approve it any more, and since when, if it has lapsed; null for a draft, and once it is taken. */
  readonly lapsesAt: Instant | null;
}

/**
 * How a role offer stands at a moment, if nobody does anything about it until then. An account has what has lapsed until
 * somebody writes that down, so that lists of offers ask this of each.
 *
 * @example
 * ```ts
 * import { parseInstant } from 'partner-relationships';
 * import type { PartnerAccount } from 'partner-relationships';
 * import { offerStandingAt } from 'partner-relationships/roles';
 *
 * const now = parseInstant(new Date().toISOString());
 * const standings = ({ roleOffers = [] }: PartnerAccount) =>
 *   now.map((at) => roleOffers.map((offer) => offerStandingAt(offer, at)));
 * ```
 * @returns the standing; {@link MalformedInput} if an argument is malformed
 */
export function offerStandingAt(offer: RoleOffer, at: Instant): Result<OfferStanding, MalformedInput> {
  return Result.combine([argument('offer', decodeRoleOffer, offer), argument('at', decodeInstant, at)]).map(
    ([checked, moment]) => Object.freeze({ status: statusOf(checked, moment), lapsesAt: lapseOf(checked) }),
  );
}

function statusOf(offer: RoleOffer, at: Instant): OfferStanding['status'] {
  if (offer.takenBy !== null) return 'taken';
  const lapsesAt = lapseOf(offer);
  if (lapsesAt === null) return 'draft';
  if (lapsesAt <= at) return 'lapsed';
  return offer.indirectResellerId !== null && offer.consentedAt === null ? 'waits-for-reseller' : 'waits-for-customer';
}
