import fc from 'fast-check';
import type { CustomerId, PartnerId, RoleId } from '../model/identifiers';
import { MAX_TERM_DAYS } from '../model/limits';
import { decodeRoleOffer, OFFER_NAME_PATTERN, type RoleOffer } from '../model/role-offer';
import { isNewName } from '../model/text';
import { ROLE_IDS } from '../roles/index';
import { customerId, offerId, partnerId, roleId } from './identifiers';
import { lawful } from './lawful';
import { displayName } from './display-name';
import { beginning, later, pause } from './period';

/** The fixed fields of a role offer; fields that are left out vary. */
export interface RoleOfferConstraints {
  readonly partnerId?: PartnerId | undefined;
  /** Null for offers that name no indirect reseller. */
  readonly indirectResellerId?: PartnerId | null | undefined;
  /** Null for offers that name no customer. */
  readonly customerId?: CustomerId | null | undefined;
  /** `locked` waits for a customer, which has begun to approve it if it is `taken`. */
  readonly standing?: 'draft' | 'locked' | 'taken' | undefined;
}

/** What an offer consists of while it is drawn up, but for whom it names. */
export type Terms = Pick<RoleOffer, 'name' | 'roles' | 'termDays' | 'extends'>;

/**
 * Role offers of the profile `partnerCenterGdap`: drafts, offers that wait, with or without the consent of an indirect
 * reseller, and offers that a customer has taken. Shrinks to a draft that names nobody.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { roleOffer } from 'partner-relationships/arbitraries';
 *
 * const taken = roleOffer({ standing: 'taken' });
 *
 * // Nobody but the customer that it names takes an offer.
 * fc.assert(
 *   fc.property(
 *     taken,
 *     ({ customerId, takenBy }) => takenBy === (customerId ?? takenBy),
 *   ),
 * );
 * ```
 */
export function roleOffer(constraints: RoleOfferConstraints = {}): fc.Arbitrary<RoleOffer> {
  const { partnerId: ofPartner, indirectResellerId, customerId: ofCustomer, standing } = constraints;
  return fc
    .record({
      id: offerId(),
      partnerId: ofPartner === undefined ? partnerId() : fc.constant(ofPartner),
      indirectResellerId: indirectResellerId === undefined ? fc.option(partnerId()) : fc.constant(indirectResellerId),
      customerId: ofCustomer === undefined ? fc.option(customerId()) : fc.constant(ofCustomer),
      terms: terms(),
      standing: standing === undefined ? fc.constantFrom('draft', 'locked', 'taken') : fc.constant(standing),
      lockedAt: beginning(),
      pause: pause(),
      isConsented: fc.boolean(),
      taker: customerId(),
    })
    .filter((fields) => fields.partnerId !== fields.indirectResellerId)
    .map((drawn) => {
      const isTaken = drawn.standing === 'taken';
      const isConsented = drawn.indirectResellerId !== null && (isTaken || drawn.isConsented);
      const locked = {
        lockedAt: drawn.lockedAt,
        consentedAt: isConsented ? later(drawn.lockedAt, drawn.pause) : null,
        takenBy: isTaken ? (drawn.customerId ?? drawn.taker) : null,
      };
      return lawful(
        decodeRoleOffer({
          id: drawn.id,
          partnerId: drawn.partnerId,
          indirectResellerId: drawn.indirectResellerId,
          customerId: drawn.customerId,
          ...drawn.terms,
          ...(drawn.standing === 'draft' ? { lockedAt: null, consentedAt: null, takenBy: null } : locked),
        }),
      );
    });
}

/** Terms that can be locked: a role that never extends does not. */
export function terms(): fc.Arbitrary<Terms> {
  return fc
    .record({
      name: offerName(),
      roles: someRoles(),
      termDays: fc.oneof({ withCrossShrink: true }, fc.integer({ min: 1, max: MAX_TERM_DAYS }), fc.constant(MAX_TERM_DAYS)),
      extends: fc.boolean(),
    })
    .map((drawn) => ({ ...drawn, extends: drawn.extends && !drawn.roles.includes(ROLE_IDS.globalAdministrator) }));
}

/** Some roles, each once, at least one. */
export function someRoles(): fc.Arbitrary<readonly RoleId[]> {
  return fc.uniqueArray(roleId(), { minLength: 1, maxLength: 5 });
}

function offerName(): fc.Arbitrary<string> {
  return fc
    .oneof({ withCrossShrink: true }, fc.constantFrom('Mailboxes', 'Support', 'Mailboxes and devices'), displayName())
    .map((name) => Array.from(name).slice(0, 50).join(''))
    .filter((name) => OFFER_NAME_PATTERN.test(name) && isNewName(name));
}
