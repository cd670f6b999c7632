import { literal, object, variant, type Decoder } from './decode';
import { decodeActor, type Actor } from './actor';
import { checked, marking, type Mark } from './checked';
import { decodeRequestId, type RequestId } from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { decodePartner, type Partner } from './partner';
import { decodeRelationshipRequest, type RelationshipRequest } from './relationship-request';

/** A partner's account was opened. */
export interface PartnerRegistered {
  readonly kind: 'partner-registered';
  readonly at: Instant;
  readonly partner: Partner;
}

/** The operator of the marketplace suspended the partner. */
export interface PartnerSuspended {
  readonly kind: 'partner-suspended';
  readonly at: Instant;
}

/** The operator of the marketplace lifted the suspension. */
export interface PartnerReinstated {
  readonly kind: 'partner-reinstated';
  readonly at: Instant;
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

/** What can happen to a partner's account. Changes are facts: they are recorded and never taken back. */
export type PartnerChange =
  | PartnerRegistered
  | PartnerSuspended
  | PartnerReinstated
  | RequestOpened
  | RequestRevoked;

const MARK: Mark = { kind: 'partner-change', latest: null };

export const decodePartnerChange: Decoder<PartnerChange> = /* @__PURE__ */ marking(
  MARK,
  /* @__PURE__ */ variant<PartnerChange>(
    "a change of a partner's account",
    {
      'partner-registered': /* @__PURE__ */ object<PartnerRegistered>('a registration', {
        kind: /* @__PURE__ */ literal('partner-registered'),
        at: decodeInstant,
        partner: decodePartner,
      }),
      'partner-suspended': /* @__PURE__ */ object<PartnerSuspended>('a suspension', {
        kind: /* @__PURE__ */ literal('partner-suspended'),
        at: decodeInstant,
      }),
      'partner-reinstated': /* @__PURE__ */ object<PartnerReinstated>('a reinstatement', {
        kind: /* @__PURE__ */ literal('partner-reinstated'),
        at: decodeInstant,
      }),
      'request-opened': /* @__PURE__ */ object<RequestOpened>('an opened request', {
        kind: /* @__PURE__ */ literal('request-opened'),
        at: decodeInstant,
        by: decodeActor,
        request: decodeRelationshipRequest,
      }),
      'request-revoked': /* @__PURE__ */ object<RequestRevoked>('a revoked request', {
        kind: /* @__PURE__ */ literal('request-revoked'),
        at: decodeInstant,
        by: decodeActor,
        requestId: decodeRequestId,
      }),
    },
  ),
);

/** For a new change that a function of this library has built from checked and frozen values. */
export function checkedPartnerChange<Change extends PartnerChange>(change: Change): Change {
  return checked(change, MARK);
}
