import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { decodeCustomer, type Customer } from '../model/customer';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import { joined, type Fields } from '../model/decode';
import { orNone } from '../model/document-kind';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartner, isTransacting, type Partner } from '../model/partner';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { newNameProblem } from '../model/text';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import { ifClosed, type PartnerIsClosed } from '../rules/partner-is-closed';
import { ifSuspended, type PartnerIsSuspended } from '../rules/partner-is-suspended';
import { violation, type RuleViolation } from '../rules/rule-violation';
import { grants } from './grants';
import { decodeServices } from './services';

/** A partner adds a new customer. */
export interface AddCustomer {
  readonly customer: Customer;
  readonly partner: Partner;
  /** The services that the partner gets admin rights for; may be empty. */
  readonly services: readonly ServiceId[];
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The customer already exists, so the partner has to send it a request. */
export type CustomerExists = RuleViolation<
  'customer-exists',
  'existing-customer-needs-request',
  { readonly customerId: CustomerId }
>;

/** An indirect reseller has no relationships of its own, so its provider adds the customer. */
export type ProviderNeeded = RuleViolation<
  'provider-needed',
  'indirect-reseller-receives-through-provider',
  { readonly partnerId: PartnerId }
>;

/** Why a customer is not added. */
export type AddCustomerError =
  | MalformedInput
  | NotThePartner<'partner-acts-for-itself'>
  | ProviderNeeded
  | CustomerExists
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | PartnerIsSuspended<'suspended-partner-manages-what-exists'>;

/** The fields that the command and the input of the service have in common. */
export const addCustomerFields: Fields<Pick<AddCustomer, 'customer' | 'services' | 'by'>> = {
  customer: decodeCustomer,
  services: decodeServices,
  by: decodeActor,
};

/**
 * Decides what adding a new customer changes: the customer becomes known, and the reseller relationship and the admin
 * rights for the named services exist from the start.
 *
 * @example
 * ```ts
 * import {
 *   addCustomer,
 *   parseCustomer,
 *   parseInstant,
 *   parsePartner,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parsePartner({
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   }),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [customer, partner, at] = parsed.value;
 *   const by = { kind: 'partner', partnerId: partner.id } as const;
 *   const command = { customer, partner, services: [], by, at };
 *   const changes = addCustomer(null, command);
 *   const [first, second] = changes.unwrapOr([]);
 *   first?.kind; // => 'customer-registered'
 *   second?.kind; // => 'relationship-established'
 *
 *   // An existing customer of another partner.
 *   const existing = { customer, relationships: [], delegations: [] };
 *   addCustomer(existing, command).match(
 *     () => 'added',
 *     (error) => error.code,
 *   ); // => 'customer-exists'
 * }
 * ```
 * @param state the customer's relationships; null for a new customer
 * @returns the changes, empty if this very addition is already in force. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed, or if the name of the customer has no visible character or
 *   changes the direction of the text around it; {@link NotThePartner} if somebody other than the partner adds
 *   (`partner-acts-for-itself`); {@link PartnerIsClosed} (`closed-partner-may-do-nothing`);
 *   {@link ProviderNeeded} (`indirect-reseller-receives-through-provider`);
 *   {@link CustomerExists} (`existing-customer-needs-request`); {@link PartnerIsSuspended}
 *   (`suspended-partner-manages-what-exists`)
 */
export function addCustomer(
  state: CustomerRelationships | null,
  command: AddCustomer,
): Result<readonly RelationshipChange[], AddCustomerError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  /* @__PURE__ */ orNone(relationshipsDocument),
  'an addition of a customer',
  /* @__PURE__ */ joined({ customer: decodeCustomer, partner: decodePartner }, addCustomerFields),
  decideAddCustomer,
);

/** The same decision on checked data. */
export function decideAddCustomer(
  state: CustomerRelationships | null,
  command: AddCustomer,
): Result<readonly RelationshipChange[], AddCustomerError> {
  const { customer, partner, services, by, at } = command;
  const refusal =
    (state === null ? newNameProblem(customer.name, 'customer.name') : null) ??
    unlessPartner('partner-acts-for-itself', partner.id, by) ??
    ifClosed('closed-partner-may-do-nothing', partner);
  if (refusal !== null) return err(refusal);
  if (partner.program === 'indirect-reseller') return err(providerNeeded(partner.id));
  if (state !== null) {
    return isInForce(state, command) ? ok([]) : err(customerExists(customer.id));
  }
  const suspended = ifSuspended('suspended-partner-manages-what-exists', partner, 'takes on no new customer');
  if (suspended !== null) return err(suspended);

  const partnerId = partner.id;
  const transacting = isTransacting(partner.program);
  const origin = Object.freeze({ kind: 'customer-added' });
  return ok([
    checkedRelationshipChange({ kind: 'customer-registered', at, by, customer }),
    checkedRelationshipChange({ kind: 'relationship-established', at, by, partnerId, origin }),
    ...grants([], services, { at, by, partnerId, transacting, throughPartnerId: null, requestId: null }),
  ]);
}

/** Whether this partner added this customer, and still holds everything that it asks for now. */
function isInForce(state: CustomerRelationships, { customer, partner, services }: AddCustomer): boolean {
  const held = new Set(
    state.delegations
      .filter(({ partnerId, throughPartnerId }) => partnerId === partner.id && throughPartnerId === null)
      .map(({ serviceId }) => serviceId),
  );
  return (
    state.customer.id === customer.id &&
    state.customer.name === customer.name &&
    state.relationships.some(({ partnerId, origin }) => partnerId === partner.id && origin.kind === 'customer-added') &&
    services.every((serviceId) => held.has(serviceId))
  );
}

function customerExists(customerId: CustomerId): CustomerExists {
  return violation(
    'existing-customer-needs-request',
    'customer-exists',
    `the customer "${customerId}" exists already: send it the link of a relationship request`,
    { customerId },
  );
}

function providerNeeded(partnerId: PartnerId): ProviderNeeded {
  return violation(
    'indirect-reseller-receives-through-provider',
    'provider-needed',
    'an indirect reseller has no relationships of its own: its provider adds the customer',
    { partnerId },
  );
}
