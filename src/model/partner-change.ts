import { decodeActor, decodeOperatorActor, type Actor, type OperatorActor } from './actor';
import { checked, marking, type Mark } from './checked';
import { defaulted, literal, nullable, object, variant, type Decoder } from './decode';
import { decodeRequestId, type RequestId } from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { decodePartner, decodePartnerProgram, type Partner, type PartnerProgram } from './partner';
import { decodeRelationshipRequest, type RelationshipRequest } from './relationship-request';
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

/** What can happen to a partner's account. Changes are facts: they are recorded and never taken back. */
export type PartnerChange =
  | PartnerRegistered
  | PartnerRenamed
  | PartnerSuspended
  | PartnerReinstated
  | ProgramChanged
  | PartnerClosed
  | RequestOpened
  | RequestRevoked;

const decodeOperatorOrNull: Decoder<OperatorActor | null> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ nullable(decodeOperatorActor),
  null,
);

const decodeReasonOrNull: Decoder<string | null> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ nullable(decodeReason),
  null,
);

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
      'partner-renamed': /* @__PURE__ */ object<PartnerRenamed>('a renaming', {
        kind: /* @__PURE__ */ literal('partner-renamed'),
        at: decodeInstant,
        by: decodeActor,
        name: decodeName,
      }),
      'partner-suspended': /* @__PURE__ */ object<PartnerSuspended>('a suspension', {
        kind: /* @__PURE__ */ literal('partner-suspended'),
        at: decodeInstant,
        by: decodeOperatorOrNull,
        reason: decodeReasonOrNull,
      }),
      'partner-reinstated': /* @__PURE__ */ object<PartnerReinstated>('a reinstatement', {
        kind: /* @__PURE__ */ literal('partner-reinstated'),
        at: decodeInstant,
        by: decodeOperatorOrNull,
        reason: decodeReasonOrNull,
      }),
      'program-changed': /* @__PURE__ */ object<ProgramChanged>('a change of program', {
        kind: /* @__PURE__ */ literal('program-changed'),
        at: decodeInstant,
        by: decodeOperatorActor,
        program: decodePartnerProgram,
      }),
      'partner-closed': /* @__PURE__ */ object<PartnerClosed>('a closing', {
        kind: /* @__PURE__ */ literal('partner-closed'),
        at: decodeInstant,
        by: decodeOperatorActor,
        reason: decodeReason,
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
