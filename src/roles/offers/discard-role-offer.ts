import { err, ok, type Result } from 'neverthrow';
import type { Actor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import type { OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import { unlessPartner, type NotThePartner } from '../../rules/not-the-partner';
import { unlessDraft, type OfferNotDraft } from './offer-not-draft';
import { actFields, onOffer, type OfferLapsed, type UnknownOffer } from './on-offer';

/** Drops a draft of a role offer. */
export interface DiscardRoleOffer {
  readonly offerId: OfferId;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why an offer is not discarded. */
export type DiscardRoleOfferError =
  | MalformedInput
  | NotThePartner<'partner-acts-for-itself'>
  | UnknownOffer
  | OfferLapsed
  | OfferNotDraft<'locked-offer-waits'>;

/**
 * Decides what discarding a role offer changes: the draft leaves the account, and its name is free. A locked offer is
 * not taken back (`locked-offer-waits`). A partner whose account is closed may discard its drafts as well.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { discardRoleOffer } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const offer = {
 *   id: 'k3PzVt0Wc9yQd5Lm',
 *   partnerId: 'contoso',
 *   indirectResellerId: null,
 *   customerId: null,
 *   name: 'Mailboxes',
 *   roles: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
 *   termDays: 365,
 *   extends: true,
 *   lockedAt: null,
 *   consentedAt: null,
 *   takenBy: null,
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [], roleOffers: [offer] }),
 *   parseOfferId('k3PzVt0Wc9yQd5Lm'),
 *   parseInstant('2026-01-10T09:00:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([account, offerId, at]) => {
 *   const by = { kind: 'partner', partnerId: account.partner.id } as const;
 *   return discardRoleOffer(account, { offerId, by, at });
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-discarded']
 * ```
 * @returns the changes, first what has lapsed by then. As errors, the first that applies: {@link MalformedInput} if an
 *   argument is malformed; {@link NotThePartner} if somebody other than the partner acts (`partner-acts-for-itself`);
 *   {@link UnknownOffer} if the account has no such offer, as when it was discarded before; {@link OfferLapsed}
 *   (`locked-offer-lapses`); {@link OfferNotDraft} if it is locked (`locked-offer-waits`)
 */
export function discardRoleOffer(
  account: PartnerAccount,
  command: DiscardRoleOffer,
): Result<readonly PartnerChange[], DiscardRoleOfferError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a discarding of a role offer',
  actFields,
  decideDiscardRoleOffer,
);

/** The same decision on checked data. */
export function decideDiscardRoleOffer(
  account: PartnerAccount,
  command: DiscardRoleOffer,
): Result<readonly PartnerChange[], DiscardRoleOfferError> {
  const wrongActor = unlessPartner('partner-acts-for-itself', account.partner.id, command.by);
  if (wrongActor !== null) return err(wrongActor);
  return onOffer<DiscardRoleOfferError>(account, command, (offer) => {
    const locked = unlessDraft('locked-offer-waits', offer);
    return locked === null ? ok({ kind: 'role-offer-discarded', offer }) : err(locked);
  });
}
