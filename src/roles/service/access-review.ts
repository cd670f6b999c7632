import { err, ok, type Result } from 'neverthrow';
import type { Customer } from '../../model/customer';
import { delegationKey, relationshipsDocument } from '../../model/customer-relationships';
import { argument, defaulted, type Decoder } from '../../model/decode';
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
import type { RelationshipChange } from '../../model/relationship-change';
import type { AccessAssignment, RoleDelegation } from '../../model/role-delegation';
import type { ServiceDelegation } from '../../model/service-delegation';
import { textOrder } from '../../model/text';
import type { LoadError } from '../../repository/storage-error';
import { foldHistory } from '../../service/history';
import { loadNamedPartners } from '../../service/load-partner';
import { presentFor } from '../../service/present-for';
import { delegationsInForce } from '../delegations/in-force';
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

const decodeMoment: Decoder<Instant | null> = /* @__PURE__ */ defaulted<Instant | null>(decodeInstant, null);

export async function accessReview(
  settings: RoleSettings,
  customerId: string,
  at?: string,
): Promise<Result<AccessReview | null, MalformedInput | LoadError>> {
  const id = argument('customerId', decodeCustomerId, customerId);
  if (id.isErr()) return err(id.error);
  const until = argument('at', decodeMoment, at);
  if (until.isErr()) return err(until.error);
  const last = new Map<string, RelationshipChange>();
  const folded = await foldHistory(settings.repository, id.value, until.value, (change) => {
    if ('delegation' in change) last.set(change.delegation.id, change);
    if (change.kind === 'delegation-granted') last.set(delegationKey(change), change);
  });
  if (folded.isErr()) return err(folded.error);
  const state = folded.value;
  if (state === null) return ok(null);
  const moment = until.value === null ? presentFor(settings, relationshipsDocument, state) : ok(until.value);
  if (moment.isErr()) return err(moment.error);

  const services = state.delegations.map(ofService).sort(([one], [other]) => textOrder(one, other));
  const held = [...services, ...delegationsInForce(state, moment.value).map(ofRoles)];
  const rights = held
    .sort(([, one], [, other]) => textOrder(one.partnerId, other.partnerId))
    .flatMap(([key, right]) => {
      const lastChange = last.get(key);
      return lastChange === undefined ? [] : [Object.freeze({ ...right, lastChange })];
    });
  const partners = await loadNamedPartners(settings, [...new Set(rights.map(({ partnerId }) => partnerId))]);
  return partners.map((known) =>
    Object.freeze({
      customer: state.customer,
      at: moment.value,
      partners: Object.freeze(known),
      rights: Object.freeze(rights),
    }),
  );
}

/** A right, and the key of its changes. */
type Held = readonly [key: string, right: Omit<ReviewedRight, 'lastChange'>];

function ofService(delegation: ServiceDelegation): Held {
  const { partnerId, throughPartnerId, serviceId, grantedAt: since } = delegation;
  const right = Object.freeze({ kind: 'service' as const, serviceId });
  const open = { since, until: null, extends: false, assignments: NO_ASSIGNMENTS };
  return [delegationKey(delegation), { partnerId, throughPartnerId, right, basis: 'relationship', ...open }];
}

function ofRoles(delegation: RoleDelegation): Held {
  const { id: offerId, partnerId, throughPartnerId, name, roles, activatedAt: since, endsAt: until } = delegation;
  const right = Object.freeze({ kind: 'roles' as const, offerId, name, roles });
  const term = { since, until, extends: delegation.extends, assignments: delegation.assignments };
  return [offerId, { partnerId, throughPartnerId, right, basis: 'approval', ...term }];
}

const NO_ASSIGNMENTS: readonly AccessAssignment[] = /* @__PURE__ */ Object.freeze([]);
