import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandOn, orNone } from '../model/command-on';
import { decodeCustomer, type Customer } from '../model/customer';
import { relationshipsAsState, type CustomerRelationships } from '../model/customer-relationships';
import { record, type Decoder } from '../model/decode';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartner, isTransacting, type Partner } from '../model/partner';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import { partnerIsSuspended, type PartnerIsSuspended } from '../rules/partner-is-suspended';
import { violation, type RuleViolation } from '../rules/rule-violation';
import { establishment, grants, newCustomerProblem, noRelationships, registration } from './additions';
import type { RelationshipChange } from '../model/relationship-change';
import { decodeServices } from './services';

/** A partner adds a customer that is new. */
export interface AddCustomer {
  readonly customer: Customer;
  readonly partner: Partner;
  /** The services that the partner gets admin rights for; may be empty. */
  readonly services: readonly ServiceId[];
  readonly by: Actor;
  /** The present moment. One before the last change of the state counts as the moment of that change. */
  readonly at: Instant;
}

/** The customer exists already: it is reached by a request. */
export type CustomerExists = RuleViolation<
  'customer-exists',
  'existing-customer-needs-request',
  { readonly customerId: CustomerId }
>;

/** An indirect reseller has no relationships of its own, so it adds no customer. */
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
  | PartnerIsSuspended<'suspended-partner-manages-what-exists'>;

const decodeCommand: Decoder<AddCustomer> = /* @__PURE__ */ record<AddCustomer>('an addition of a customer', {
  customer: decodeCustomer,
  partner: decodePartner,
  services: decodeServices,
  by: decodeActor,
  at: decodeInstant,
});

const checkCommand = /* @__PURE__ */ commandOn(/* @__PURE__ */ orNone(relationshipsAsState), decodeCommand);

/**
 * Decides what adding a new customer changes: the customer becomes known, the reseller relationship and admin rights for
 * the services named are there from the start.
 *
 * @param state the customer's relationships; null when the customer is new
 * @returns the changes, none when this very addition is in force already. As errors, the first that applies:
 *   {@link MalformedInput} when an argument is malformed, or the name of the customer has nothing to see in it or turns the
 *   direction of what stands around it; {@link NotThePartner} when somebody else than the partner adds
 *   (`partner-acts-for-itself`); {@link ProviderNeeded}
 *   (`indirect-reseller-receives-through-provider`); {@link CustomerExists} (`existing-customer-needs-request`);
 *   {@link PartnerIsSuspended} (`suspended-partner-manages-what-exists`)
 * @example
 * ```ts
 * import { addCustomer, parseCustomer, parseInstant, parsePartner, parseServiceId } from 'partner-relationships';
 *
 * const partner = parsePartner({
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * })._unsafeUnwrap();
 * const command = {
 *   customer: parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' })._unsafeUnwrap(),
 *   partner,
 *   services: [parseServiceId('exchange-online')._unsafeUnwrap()],
 *   by: { kind: 'partner', partnerId: partner.id },
 *   at: parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap(),
 * } as const;
 *
 * const changes = addCustomer(null, command)._unsafeUnwrap();
 * changes.map(({ kind }) => kind); // => ['customer-registered', 'relationship-established', 'delegation-granted']
 *
 * // The customer of another partner.
 * const existing = { customer: command.customer, relationships: [], delegations: [] };
 * addCustomer(existing, command).match(() => 'added', (error) => error.code); // => 'customer-exists'
 * ```
 */
export function addCustomer(
  state: CustomerRelationships | null,
  command: AddCustomer,
): Result<readonly RelationshipChange[], AddCustomerError> {
  const given = checkCommand(state, command);
  if (given.isErr()) return err(given.error);
  const { on: known, command: checked } = given.value;
  const { customer, partner, services, by, at } = checked;

  const problem = newCustomerProblem(known, checked);
  if (problem !== null) return err(problem);
  const wrongActor = unlessPartner('partner-acts-for-itself', partner.id, by);
  if (wrongActor !== null) return err(wrongActor);
  if (partner.program === 'indirect-reseller') return err(providerNeeded(partner.id));
  if (known !== null) {
    return isInForce(known, checked) ? ok([]) : err(customerExists(customer.id));
  }
  if (partner.standing === 'suspended') {
    const message = 'a suspended partner takes on no new customer';
    return err(partnerIsSuspended('suspended-partner-manages-what-exists', partner.id, message));
  }

  const before = noRelationships(customer);
  return ok([
    registration(customer, { at, by }),
    ...establishment(before, partner.id, { at, by, origin: Object.freeze({ kind: 'customer-added' }) }),
    ...grants(before, services, {
      at,
      by,
      partnerId: partner.id,
      transacting: isTransacting(partner.program),
      throughPartnerId: null,
      requestId: null,
    }),
  ]);
}

/** Whether this partner added this customer, and all that it asks for now has not been taken away since. */
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
