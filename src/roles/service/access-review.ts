import { err, ok, type Result } from 'neverthrow';
import { notBefore } from '../../model/changed-at';
import type { Customer } from '../../model/customer';
import { delegationKey, relationshipsDocument } from '../../model/customer-relationships';
import { argument, optional, type Decoder } from '../../model/decode';
import {
  decodeCustomerId,
  type OfferId,
  type PartnerId,
  type RoleId,
  type ServiceId,
} from '../../model/identifiers';
import { decodeInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { Partner } from '../../model/partner';
import type { AnyRoleChange, DelegationGranted, RelationshipChange } from '../../model/relationship-change';
import type { AccessAssignment } from '../../model/role-delegation';
import { textOrder } from '../../model/text';
import type { LoadError } from '../../repository/storage-error';
import { foldHistory } from '../../service/history';
import { loadNamedPartners } from '../../service/load-partner';
import { endAt, isInForce } from '../time/time';
import type { RoleSettings } from './options';

/** All admin rights of all partners at a customer, at a moment. */
export interface AccessReview {
  readonly customer: Customer;
  /** The moment. */
  readonly at: Instant;
  /** The partners that hold rights, by id in code unit order, as their accounts say now. */
  readonly partners: readonly Partner[];
  /** What they hold, in the order of the partners; of each partner first the services, then the role delegations. */
  readonly rights: readonly ReviewedRight[];
}

/** A service delegation or a role delegation. */
export interface ReviewedRight {
  /** The partner that holds it. */
  readonly partnerId: PartnerId;
  /** For an indirect reseller: the provider through which it holds it. Null if it does so by itself. */
  readonly throughPartnerId: PartnerId | null;
  readonly right: ReviewedService | ReviewedRoles;
  /**
   * On what it rests: on the reseller `relationship` of the partner, or of the provider through which it holds it, with
   * which it ends; or on nothing but the customer's `approval` of an offer.
   */
  readonly basis: 'relationship' | 'approval';
  /** Since when the partner holds it. */
  readonly since: Instant;
  /** When it ends, unless it `extends`; null for a service, which has no term. */
  readonly until: Instant | null;
  /** Whether `until` moves by 180 days whenever it is reached. */
  readonly extends: boolean;
  /** Which groups of the partner's people have which of the roles; empty for a service. */
  readonly assignments: readonly AccessAssignment[];
  /** What happened to it last, until that moment: its `by` tells who did that, its `at` when. */
  readonly lastChange: RelationshipChange;
}

/** Admin rights for a service. */
export interface ReviewedService {
  readonly kind: 'service';
  readonly serviceId: ServiceId;
}

/** The roles of a role delegation. */
export interface ReviewedRoles {
  readonly kind: 'roles';
  /** The id of the role delegation, and of the offer that it was. */
  readonly offerId: OfferId;
  readonly name: string;
  readonly roles: readonly RoleId[];
}

const decodeMoment: Decoder<Instant | undefined> = /* @__PURE__ */ optional<Instant | undefined>(decodeInstant);

export async function accessReview(
  settings: RoleSettings,
  customerId: string,
  at?: string,
): Promise<Result<AccessReview | null, MalformedInput | LoadError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  if (id.isErr()) return err(id.error);
  const asked = argument('at', decodeMoment, at);
  if (asked.isErr()) return err(asked.error);
  const until = asked.value ?? null;
  const last = new Map<string, LastChange>();
  let isOver = false;
  const folded = await foldHistory(settings.repository, id.value, until, (change) => {
    // As for the state then: a change counts from the latest time before it.
    isOver ||= until !== null && change.at > until;
    if (isOver) return;
    if ('delegation' in change) last.set(change.delegation.id, change);
    if (change.kind === 'delegation-granted') last.set(delegationKey(change), change);
  });
  if (folded.isErr()) return err(folded.error);
  const state = folded.value;
  if (state === null) return ok(null);
  const present = until === null ? settings.now() : ok(until);
  if (present.isErr()) return err(present.error);
  const moment = until ?? notBefore(relationshipsDocument.lastChange(state), present.value);

  const { delegations, roleDelegations = [] } = state;
  const held = new Set<string>([...delegations.map(delegationKey), ...roleDelegations.map((one) => one.id)]);
  const rights = [...last]
    .filter(([key]) => held.has(key))
    .flatMap(([, change]) => reviewed(change, moment))
    .sort(inOrder);
  const partners = await loadNamedPartners(settings, [...new Set(rights.map(({ partnerId }) => partnerId))]);
  return partners.map((known) =>
    Object.freeze({
      customer: state.customer,
      at: moment,
      partners: Object.freeze(known),
      rights: Object.freeze(rights),
    }),
  );
}

/** The last change of something held, which says what is held. */
type LastChange = DelegationGranted | AnyRoleChange;

/** What is held by this change, at this moment; nothing if it is over by then. */
function reviewed(lastChange: LastChange, at: Instant): readonly ReviewedRight[] {
  if (lastChange.kind === 'delegation-granted') {
    const { partnerId, throughPartnerId, serviceId, grantedAt: since = lastChange.at } = lastChange;
    const right = Object.freeze({ kind: 'service' as const, serviceId });
    const open = { since, until: null, extends: false, assignments: NO_ASSIGNMENTS };
    return [Object.freeze({ partnerId, throughPartnerId, right, basis: 'relationship', ...open, lastChange })];
  }
  const { delegation } = lastChange;
  if (!isInForce(delegation, at)) return [];
  const { partnerId, throughPartnerId, id: offerId, name, roles, assignments, activatedAt: since } = delegation;
  const right = Object.freeze({ kind: 'roles' as const, offerId, name, roles });
  const term = { since, until: endAt(delegation, at), extends: delegation.extends, assignments };
  return [Object.freeze({ partnerId, throughPartnerId, right, basis: 'approval', ...term, lastChange })];
}

const NO_ASSIGNMENTS: readonly AccessAssignment[] = /* @__PURE__ */ Object.freeze([]);

function inOrder(one: ReviewedRight, other: ReviewedRight): number {
  return textOrder(keyOf(one), keyOf(other));
}

/** No id has a space, which comes before all other characters of ids. */
function keyOf({ partnerId, right, since, throughPartnerId }: ReviewedRight): string {
  return right.kind === 'service'
    ? `${partnerId} 1 ${right.serviceId} ${throughPartnerId ?? ''}`
    : `${partnerId} 2 ${since} ${right.offerId}`;
}
