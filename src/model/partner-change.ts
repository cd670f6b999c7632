import { ok, type Result } from 'neverthrow';
import { decodeOperatorActor, type Actor, type OperatorActor } from './actor';
import { checked, marking, type Mark } from './checked';
import { defaulted, nullable, variant, type Decoder } from './decode';
import { decodeRequestId, type RequestId } from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { recordedFields, type Recorded } from './recorded';
import { decodePartner, decodePartnerProgram, type Partner, type PartnerProgram } from './partner';
import { decodeRelationshipRequest, type RelationshipRequest } from './relationship-request';
import { decodeRoleOffer, type RoleOffer } from './role-offer';
import { decodeName, decodeReason } from './text';

/** A partner's account was opened. */
export interface PartnerRegistered {
  readonly kind: 'partner-registered';
  readonly at: Instant;
  readonly partner: Partner;
}

/** The partner has another name. */
export interface PartnerRenamed {
  readonly kind: 'partner-renamed';
  readonly at: Instant;
  readonly by: Actor;
  /** The new name. */
  readonly name: string;
}

/** The operator of the marketplace suspended the partner. */
export interface PartnerSuspended {
  readonly kind: 'partner-suspended';
  readonly at: Instant;
  /** Null in changes of earlier releases, which did not record it. */
  readonly by: OperatorActor | null;
  /** Null in changes of earlier releases, which did not record it. */
  readonly reason: string | null;
}

/** The operator of the marketplace lifted the suspension. */
export interface PartnerReinstated {
  readonly kind: 'partner-reinstated';
  readonly at: Instant;
  /** Null in changes of earlier releases, which did not record it. */
  readonly by: OperatorActor | null;
  /** Null in changes of earlier releases, which did not record it. */
  readonly reason: string | null;
}

/** The operator of the marketplace moved the partner to another program. */
export interface ProgramChanged {
  readonly kind: 'program-changed';
  readonly at: Instant;
  readonly by: OperatorActor;
  /** The new program. */
  readonly program: PartnerProgram;
}

/** The operator of the marketplace closed the partner's account, for good. */
export interface PartnerClosed {
  readonly kind: 'partner-closed';
  readonly at: Instant;
  readonly by: OperatorActor;
  readonly reason: string;
}

/** The partner opened a relationship request. */
export interface RequestOpened {
  readonly kind: 'request-opened';
  readonly at: Instant;
  readonly by: Actor;
  readonly request: RelationshipRequest;
}

/** The partner revoked a relationship request. */
export interface RequestRevoked {
  readonly kind: 'request-revoked';
  readonly at: Instant;
  readonly by: Actor;
  readonly requestId: RequestId;
}

/**
 * Something happened to a role offer:
 *
 * - `role-offer-drafted`, `role-offer-revised`, `role-offer-discarded`: the partner drew it up, changed it, dropped it;
 * - `role-offer-locked`: the partner made it final, and it waits for a customer;
 * - `role-offer-consented`, `role-offer-rejected`: the indirect reseller named agreed to hold the roles, or refused;
 * - `role-offer-taken`: a customer began to approve it, and no other can any more;
 * - `role-offer-approved`: the customer holds the role delegation that it became;
 * - `role-offer-withdrawn`: the operator took it out, as the customer that it names is erased.
 */
export interface RoleOfferChange<Kind extends RoleOfferChangeKind = RoleOfferChangeKind> {
  readonly kind: Kind;
  readonly at: Instant;
  readonly by: Actor;
  /** As the change leaves it; if it leaves the account, as it was until then. */
  readonly offer: RoleOffer;
}

/** What somebody can do to a role offer. See {@link RoleOfferChange}. */
export type RoleOfferChangeKind =
  | 'role-offer-drafted'
  | 'role-offer-revised'
  | 'role-offer-discarded'
  | 'role-offer-locked'
  | 'role-offer-consented'
  | 'role-offer-rejected'
  | 'role-offer-taken'
  | 'role-offer-approved'
  | 'role-offer-withdrawn';

/** A role offer waited for too long, and nobody can approve it any more. */
export interface RoleOfferLapsed {
  readonly kind: 'role-offer-lapsed';
  /** When it was written down, with the next change of the account, or when the operator swept. */
  readonly at: Instant;
  /** Who made that change. */
  readonly by: Actor;
  /** When it lapsed, by itself. */
  readonly dueAt: Instant;
  /** As it was until then. */
  readonly offer: RoleOffer;
}

/** What can happen to a partner's account. Changes are facts: they are recorded and never taken back. */
export type PartnerChange =
  | PartnerRegistered
  | PartnerRenamed
  | PartnerSuspended
  | PartnerReinstated
  | ProgramChanged
  | PartnerClosed
  | RequestOpened
  | RequestRevoked
  | AnyRoleOfferChange
  | RoleOfferLapsed;

/** What somebody can do to role offers. What time does is {@link RoleOfferLapsed}. */
export type AnyRoleOfferChange = { [Kind in RoleOfferChangeKind]: RoleOfferChange<Kind> }[RoleOfferChangeKind];

const decodeOperatorOrNull: Decoder<OperatorActor | null> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ nullable(decodeOperatorActor),
  null,
);

const decodeReasonOrNull: Decoder<string | null> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ nullable(decodeReason),
  null,
);

const OFFER = { offer: decodeRoleOffer };

const MARK: Mark = { kind: 'partner-change', latest: null };

export const decodePartnerChange: Decoder<PartnerChange> = /* @__PURE__ */ marking(
  MARK,
  /* @__PURE__ */ variant<PartnerChange, Recorded>(
    "a change of a partner's account",
    {
      // It has been recorded without who did it.
      'partner-registered': { by: (): Result<undefined, never> => ok(undefined), partner: decodePartner },
      'partner-renamed': { name: decodeName },
      'partner-suspended': { by: decodeOperatorOrNull, reason: decodeReasonOrNull },
      'partner-reinstated': { by: decodeOperatorOrNull, reason: decodeReasonOrNull },
      'program-changed': { by: decodeOperatorActor, program: decodePartnerProgram },
      'partner-closed': { by: decodeOperatorActor, reason: decodeReason },
      'request-opened': { request: decodeRelationshipRequest },
      'request-revoked': { requestId: decodeRequestId },
      'role-offer-drafted': OFFER,
      'role-offer-revised': OFFER,
      'role-offer-discarded': OFFER,
      'role-offer-locked': OFFER,
      'role-offer-consented': OFFER,
      'role-offer-rejected': OFFER,
      'role-offer-taken': OFFER,
      'role-offer-approved': OFFER,
      'role-offer-withdrawn': OFFER,
      'role-offer-lapsed': { dueAt: decodeInstant, offer: decodeRoleOffer },
    },
    recordedFields,
  ),
);

/** For a new change that a function of this library has built from checked and frozen values. */
export function checkedPartnerChange<Change extends PartnerChange>(change: Change): Change {
  return checked(change, MARK);
}
