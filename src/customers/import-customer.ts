import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { customerProblem } from '../model/another-customer';
import { commandDoor } from '../model/command-door';
import { contradiction, type ContradictoryInput } from '../model/contradictory-input';
import { decodeCustomer, type Customer } from '../model/customer';
import {
  relationshipsDocument,
  relationshipsProblem,
  type CustomerRelationships,
} from '../model/customer-relationships';
import { joined, listOf, nullable, object, optional, type Decoder, type Fields } from '../model/decode';
import { orNone } from '../model/document-kind';
import { errorData, type ErrorData } from '../model/error-data';
import {
  decodePartnerId,
  decodeServiceId,
  type CustomerId,
  type PartnerId,
  type ServiceId,
} from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import { MAX_DELEGATIONS_PER_CUSTOMER, MAX_RELATIONSHIPS_PER_CUSTOMER } from '../model/limits';
import { malformedInput, type MalformedInput } from '../model/malformed-input';
import { decodePartner, isTransacting, type Partner } from '../model/partner';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { restsOn } from '../model/service-delegation';
import { textOrder } from '../model/text';
import { isOperator, notTheOperator, type NotTheOperator } from '../rules/not-the-operator';

/** A reseller relationship that exists elsewhere. */
export interface ImportedRelationship {
  readonly partnerId: PartnerId;
  /** Since when it exists. */
  readonly establishedAt: Instant;
}

/** Admin rights that exist elsewhere. Whether their holder is transacting, its program says. */
export interface ImportedDelegation {
  readonly partnerId: PartnerId;
  readonly serviceId: ServiceId;
  /** For an indirect reseller: the provider through which it has them. Left out or null for everybody else. */
  readonly throughPartnerId?: PartnerId | null | undefined;
  /** Since when they exist. */
  readonly grantedAt: Instant;
}

/** Imports a customer with what it has elsewhere. The operator of the marketplace does it. */
export interface ImportCustomer {
  readonly customer: Customer;
  readonly relationships: readonly ImportedRelationship[];
  readonly delegations: readonly ImportedDelegation[];
  /** The registered partners among those that the relationships and delegations name. Others make no difference. */
  readonly partners: readonly Partner[];
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The customer is there, and differs from what is imported. Nothing of it is changed by an import. */
export type ImportConflict = ErrorData<'conflict', 'import-conflict', { readonly customerId: CustomerId }>;

/** Why a customer is not imported. */
export type ImportCustomerError =
  | MalformedInput
  | ContradictoryInput
  | NotTheOperator<'import-is-the-operators'>
  | ImportConflict;

const decodeImportedRelationship: Decoder<ImportedRelationship> = /* @__PURE__ */ object<ImportedRelationship>(
  'an imported relationship',
  { partnerId: decodePartnerId, establishedAt: decodeInstant },
);

const decodeImportedDelegation: Decoder<ImportedDelegation> = /* @__PURE__ */ object<ImportedDelegation>(
  'an imported delegation',
  {
    partnerId: decodePartnerId,
    serviceId: decodeServiceId,
    throughPartnerId: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(decodePartnerId)),
    grantedAt: decodeInstant,
  },
);

/** The fields that the command and the input of the service have in common. */
export const importCustomerFields: Fields<Omit<ImportCustomer, 'partners' | 'at'>> = {
  customer: decodeCustomer,
  relationships: /* @__PURE__ */ listOf(
    'an array of imported relationships',
    decodeImportedRelationship,
    MAX_RELATIONSHIPS_PER_CUSTOMER,
  ),
  delegations: /* @__PURE__ */ listOf(
    'an array of imported delegations',
    decodeImportedDelegation,
    MAX_DELEGATIONS_PER_CUSTOMER,
  ),
  by: decodeActor,
};

/**
 * Decides what importing a customer changes: the customer becomes known, with these relationships and delegations, and
 * each change names the date given. All that holds among the documents of the library has to hold: the partners are
 * registered and open, a delegation rests on a relationship, which is not younger, a service has one transacting
 * holder, and nothing begins in the future. Importing the same again changes nothing, in whatever order, and even if a
 * partner's account has been closed since.
 *
 * @example
 * ```ts
 * import {
 *   importCustomer,
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
 *   parseInstant('2019-03-01T00:00:00.000Z'),
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([customer, partner, establishedAt, at]) =>
 *   importCustomer(null, {
 *     customer,
 *     relationships: [{ partnerId: partner.id, establishedAt }],
 *     delegations: [],
 *     partners: [partner],
 *     by: { kind: 'operator' },
 *     at,
 *   }),
 * );
 * const [, established] = changes.unwrapOr([]);
 * established?.kind; // => 'relationship-established'
 * ```
 * @param state the customer's relationships; null for a customer that is not there
 * @returns the changes, the oldest relationships and delegations first; empty if the customer is there with exactly
 *   this. As errors, the first that applies: {@link MalformedInput} if an argument is malformed, or if the name of a
 *   new customer has no visible character or changes the direction of the text around it; {@link ContradictoryInput} if
 *   the relationships are another customer's; {@link NotTheOperator} if somebody other than the operator acts
 *   (`import-is-the-operators`); {@link ContradictoryInput} with the first place that a partner or the present moment
 *   makes impossible, such as `command.delegations[3].partnerId`; {@link MalformedInput} with the first place that does
 *   not fit the rest of the import, such as a second relationship with a partner; {@link ImportConflict} if the
 *   customer is there and differs
 */
export function importCustomer(
  state: CustomerRelationships | null,
  command: ImportCustomer,
): Result<readonly RelationshipChange[], ImportCustomerError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  /* @__PURE__ */ orNone(relationshipsDocument),
  'an import',
  /* @__PURE__ */ joined(importCustomerFields, {
    partners: /* @__PURE__ */ listOf('an array of partners', decodePartner),
  }),
  decideImportCustomer,
);

/** The same decision on checked data. */
export function decideImportCustomer(
  state: CustomerRelationships | null,
  command: ImportCustomer,
): Result<readonly RelationshipChange[], ImportCustomerError> {
  const { customer, by, at } = command;
  const problem = customerProblem(state, customer);
  if (problem !== null) return err(problem);
  if (!isOperator(by)) return err(notTheOperator('import-is-the-operators', by));
  const imported = importedBy(command);
  if (state !== null && contentsOf(state) === contentsOf(imported)) return ok([]);
  const misfit = impossibleIn(command) ?? relationshipsProblem(imported) ?? earlyDelegation(imported);
  if (misfit !== null) return err(misfit);
  if (state !== null) return err(importConflict(customer.id));

  return ok([
    checkedRelationshipChange({ kind: 'customer-registered', at, by, customer }),
    ...imported.relationships
      .toSorted((one, other) => textOrder(one.establishedAt, other.establishedAt))
      .map(({ partnerId, establishedAt, origin }) =>
        checkedRelationshipChange({ kind: 'relationship-established', at, by, partnerId, origin, establishedAt }),
      ),
    ...imported.delegations
      .toSorted((one, other) => textOrder(one.grantedAt, other.grantedAt))
      .map(({ partnerId, serviceId, transacting, throughPartnerId, grantedAt }) =>
        checkedRelationshipChange({
          kind: 'delegation-granted',
          at,
          by,
          partnerId,
          serviceId,
          transacting,
          throughPartnerId,
          requestId: null,
          grantedAt,
        }),
      ),
  ]);
}

/** The document that a command asks for. */
function importedBy({ customer, relationships, delegations, partners }: ImportCustomer): CustomerRelationships {
  const sellers = new Set(partners.filter(({ program }) => isTransacting(program)).map(({ id }) => id));
  return {
    customer,
    relationships: relationships.map((relationship) => ({ ...relationship, origin: IMPORTED })),
    delegations: delegations.map(({ partnerId, serviceId, throughPartnerId = null, grantedAt }) => {
      return { partnerId, serviceId, transacting: sellers.has(partnerId), throughPartnerId, grantedAt };
    }),
  };
}

const IMPORTED = /* @__PURE__ */ Object.freeze({ kind: 'imported' });

/** What has to be otherwise about an item: the field, and what is expected there. */
interface Wrong<Item> {
  readonly field: keyof Item & string;
  readonly expected: string;
}

/** The first place that these partners, or this moment, make impossible; null if there is none. */
function impossibleIn({ relationships, delegations, partners, at }: ImportCustomer): ContradictoryInput | null {
  const registered = new Map(partners.map((partner) => [partner.id, partner]));
  return (
    firstWrong('relationships', relationships, (relationship) => wrongRelationship(relationship, registered, at)) ??
    firstWrong('delegations', delegations, (delegation) => wrongDelegation(delegation, registered, at))
  );
}

function firstWrong<Item>(
  list: string,
  items: readonly Item[],
  judge: (item: Item) => Wrong<Item> | null,
): ContradictoryInput | null {
  for (const [at, item] of items.entries()) {
    const wrong = judge(item);
    if (wrong === null) continue;
    const { field, expected } = wrong;
    const path = `${list}[${String(at)}].${field}`;
    return contradiction(path, expected, item[field]);
  }
  return null;
}

type Registered = ReadonlyMap<PartnerId, Partner>;

function wrongRelationship(
  { partnerId, establishedAt }: ImportedRelationship,
  registered: Registered,
  at: Instant,
): Wrong<ImportedRelationship> | null {
  const partner = openAccountOf(partnerId, registered);
  if (partner.isErr()) return { field: 'partnerId', expected: partner.error };
  if (partner.value.program === 'indirect-reseller') {
    return { field: 'partnerId', expected: 'a partner that has relationships of its own' };
  }
  return establishedAt > at ? { field: 'establishedAt', expected: notLaterThan(at) } : null;
}

function wrongDelegation(
  { partnerId, throughPartnerId = null, grantedAt }: ImportedDelegation,
  registered: Registered,
  at: Instant,
): Wrong<ImportedDelegation> | null {
  const holder = openAccountOf(partnerId, registered);
  if (holder.isErr()) return { field: 'partnerId', expected: holder.error };
  const isReseller = holder.value.program === 'indirect-reseller';
  if (throughPartnerId === null) {
    if (isReseller) return { field: 'partnerId', expected: 'a partner that holds admin rights of its own' };
  } else {
    if (!isReseller) return { field: 'partnerId', expected: 'an indirect reseller' };
    const provider = openAccountOf(throughPartnerId, registered);
    if (provider.isErr()) return { field: 'throughPartnerId', expected: provider.error };
    if (provider.value.program !== 'indirect-provider') {
      return { field: 'throughPartnerId', expected: 'an indirect provider' };
    }
  }
  return grantedAt > at ? { field: 'grantedAt', expected: notLaterThan(at) } : null;
}

/** The first delegation that is older than the relationship that it rests on; null if there is none. */
function earlyDelegation({ relationships, delegations }: CustomerRelationships): MalformedInput | null {
  const beginnings = new Map(relationships.map(({ partnerId, establishedAt }) => [partnerId, establishedAt]));
  for (const [at, delegation] of delegations.entries()) {
    const beginning = beginnings.get(restsOn(delegation));
    if (beginning === undefined || delegation.grantedAt >= beginning) continue;
    const expected = `no earlier moment than ${beginning}, when the relationship that it rests on begins`;
    return malformedInput(expected, delegation.grantedAt, `delegations[${String(at)}].grantedAt`);
  }
  return null;
}

/** The partner, or what would have to be there instead. */
function openAccountOf(partnerId: PartnerId, registered: Registered): Result<Partner, string> {
  const partner = registered.get(partnerId);
  if (partner === undefined) return err('a registered partner');
  return partner.standing === 'closed' ? err('a partner whose account is open') : ok(partner);
}

function notLaterThan(at: Instant): string {
  return `no later moment than ${at}`;
}

/** What a document says, in whatever order: as a text, which is equal for those that say the same. */
function contentsOf({ customer, relationships, delegations }: CustomerRelationships): string {
  return JSON.stringify([customer, ...[...relationships, ...delegations].map((item) => JSON.stringify(item)).sort()]);
}

function importConflict(customerId: CustomerId): ImportConflict {
  return errorData('conflict', 'import-conflict', `the customer "${customerId}" is there, and differs from what is imported`, { customerId });
}
