import { areDistinct, boolean, integer, listOf, nullable, object, refined, text, type Decoder } from './decode';
import {
  decodeCustomerId,
  decodeOfferId,
  decodePartnerId,
  decodeRoleId,
  type CustomerId,
  type OfferId,
  type PartnerId,
  type RoleId,
} from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { MAX_ROLES_PER_OFFER, MAX_TERM_DAYS } from './limits';

/**
 * Roles that a partner offers to hold at a customer, for a term. It belongs to the partner's account until a customer
 * has approved it, and is then a {@link RoleDelegation}.
 *
 * It is a draft while `lockedAt` is null. From then on it waits for a customer, and nothing in it changes any more but
 * `consentedAt` and `takenBy`.
 */
export interface RoleOffer {
  /** Not guessable, as the link contains it: a customer that knows it can approve an offer that names no customer. */
  readonly id: OfferId;
  /** The partner whose account it belongs to. */
  readonly partnerId: PartnerId;
  /** The indirect reseller for which a provider draws up the offer, and which then holds the roles; null for none. */
  readonly indirectResellerId: PartnerId | null;
  /** The only customer that can approve it; null if it serves the first that does. */
  readonly customerId: CustomerId | null;
  /** 1 to 50 characters on one line, not blank. No other offer of the account has the same name. */
  readonly name: string;
  /** 1 to 100 roles, each once. */
  readonly roles: readonly RoleId[];
  /** How long the roles are held from the approval on, in days of 24 hours: 1 to 730. */
  readonly termDays: number;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly extends: boolean;
  /** Since when it waits for a customer; null for a draft. */
  readonly lockedAt: Instant | null;
  /** When the indirect reseller named consented; null until then. */
  readonly consentedAt: Instant | null;
  /** The customer whose approval is under way, the only one that can finish it; null until then. */
  readonly takenBy: CustomerId | null;
}

/** The format of the name of an offer: a line as any other, but shorter. */
export const OFFER_NAME_PATTERN: RegExp = /^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]{1,50}$/u;

/** The name of an offer. */
export const decodeOfferName: Decoder<string> = /* @__PURE__ */ text(
  'the name of an offer (1 to 50 characters on one line, not blank)',
  (name) => OFFER_NAME_PATTERN.test(name),
  'offer-name',
);

export const decodeRoles: Decoder<readonly RoleId[]> = /* @__PURE__ */ refined(
  /* @__PURE__ */ listOf('an array of roles', decodeRoleId, MAX_ROLES_PER_OFFER),
  'roles, each once',
  (roles) => roles.length > 0 && areDistinct(roles),
);

export const decodeTermDays: Decoder<number> = /* @__PURE__ */ integer(1, MAX_TERM_DAYS);

/**
 * Checks an offer, that a draft is neither taken nor consented to, that consent comes from the reseller named, another
 * partner, after the locking and before the taking, and that nobody but the customer named takes it.
 */
export const decodeRoleOffer: Decoder<RoleOffer> = /* @__PURE__ */ refined(
  /* @__PURE__ */ object<RoleOffer>('a role offer', {
    id: decodeOfferId,
    partnerId: decodePartnerId,
    indirectResellerId: /* @__PURE__ */ nullable(decodePartnerId),
    customerId: /* @__PURE__ */ nullable(decodeCustomerId),
    name: decodeOfferName,
    roles: decodeRoles,
    termDays: decodeTermDays,
    extends: boolean,
    lockedAt: /* @__PURE__ */ nullable(decodeInstant),
    consentedAt: /* @__PURE__ */ nullable(decodeInstant),
    takenBy: /* @__PURE__ */ nullable(decodeCustomerId),
  }),
  'an offer that can have come about',
  ({ partnerId, indirectResellerId, customerId, lockedAt, consentedAt, takenBy }) =>
    partnerId !== indirectResellerId &&
    (lockedAt === null
      ? (consentedAt ?? takenBy) === null
      : (consentedAt ?? lockedAt) >= lockedAt &&
        (customerId ?? takenBy) === (takenBy ?? customerId) &&
        (indirectResellerId === null ? consentedAt === null : (consentedAt ?? takenBy) === consentedAt)),
);

/** The latest instant in a checked offer; null for a draft. */
export function latestInOffer({ lockedAt, consentedAt }: RoleOffer): Instant | null {
  return consentedAt ?? lockedAt;
}
