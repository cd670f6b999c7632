import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { anotherCustomer } from '../model/another-customer';
import { commandDoor } from '../model/command-door';
import { contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { decodeCustomer, type Customer } from '../model/customer';
import {
  decodeCustomerRelationships,
  decodeDelegations,
  relationshipsDocument,
  type CustomerRelationships,
} from '../model/customer-relationships';
import { joined, listOf, object, type Decoder, type Fields } from '../model/decode';
import { describe } from '../model/describe';
import { orNone } from '../model/document-kind';
import { decodePartnerId, type CustomerId, type PartnerId } from '../model/identifiers';
import { decodeInstant, type Instant } from '../model/instant';
import { MAX_RELATIONSHIPS_PER_CUSTOMER } from '../model/limits';
import { within, type MalformedInput } from '../model/malformed-input';
import { decodePartner, isTransacting, type Partner } from '../model/partner';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import type { ServiceDelegation } from '../model/service-delegation';
import { newNameProblem } from '../model/text';
import { isOperator, notTheOperator, type NotTheOperator } from '../rules/not-the-operator';
import type { ErrorData } from '../model/error-data';

/** A reseller relationship that exists elsewhere. */
export interface ImportedRelationship {
  readonly partnerId: PartnerId;
  /** Since when it exists. */
  readonly establishedAt: Instant;
}

/** Imports a customer with what it has elsewhere. The operator of the marketplace does it. */
export interface ImportCustomer {
  readonly customer: Customer;
  readonly relationships: readonly ImportedRelationship[];
  /** With the dates of their beginnings. */
  readonly delegations: readonly ServiceDelegation[];
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

/** The fields that the command and the input of the service have in common. */
export const importCustomerFields: Fields<Omit<ImportCustomer, 'partners' | 'at'>> = {
  customer: decodeCustomer,
  relationships: /* @__PURE__ */ listOf(
    'an array of imported relationships',
    decodeImportedRelationship,
    MAX_RELATIONSHIPS_PER_CUSTOMER,
  ),
  delegations: decodeDelegations,
  by: decodeActor,
};

/**
 * Decides what importing a customer changes: the customer becomes known, with these relationships and delegations, and
 * each change names the date given. All that holds among the documents of the library has to hold: the partners are
 * registered and open, a delegation rests on a relationship and tells truly whether its holder is transacting, a
 * service has one transacting holder, and nothing begins in the future. Importing the same again changes nothing.
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
 * @returns the changes, empty if the customer is there with exactly this. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed, or if the name of a new customer has no visible character or
 *   changes the direction of the text around it; {@link NotTheOperator} if somebody other than the operator acts
 *   (`import-is-the-operators`); {@link ContradictoryInput} or {@link MalformedInput} with the path of the first place
 *   that is impossible, such as `command.delegations[3].partnerId`; {@link ImportConflict} if the customer is there and
 *   differs
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
  /* @__PURE__ */ joined(
    importCustomerFields,
    /* @__PURE__ */ joined(
      { partners: /* @__PURE__ */ listOf('an array of partners', decodePartner) },
      { at: decodeInstant },
    ),
  ),
  decideImportCustomer,
);

/** The same decision on checked data. */
export function decideImportCustomer(
  state: CustomerRelationships | null,
  command: ImportCustomer,
): Result<readonly RelationshipChange[], ImportCustomerError> {
  const { customer, by, at } = command;
  if (state !== null && state.customer.id !== customer.id) {
    return err(anotherCustomer('command.customer.id', state.customer.id, customer.id));
  }
  const problem = state === null ? newNameProblem(customer.name, 'command.customer.name') : null;
  if (problem !== null) return err(problem);
  if (!isOperator(by)) return err(notTheOperator('import-is-the-operators', by));
  const impossible = impossibleIn(command);
  if (impossible !== null) return err(impossible);

  const relationships = command.relationships.map((relationship) => ({ ...relationship, origin: IMPORTED }));
  const whole = decodeCustomerRelationships({ customer, relationships, delegations: command.delegations });
  if (whole.isErr()) return err(within('command', whole.error));
  if (state !== null) return isTheSame(state, whole.value) ? ok([]) : err(importConflict(customer.id));
  return ok([
    checkedRelationshipChange({ kind: 'customer-registered', at, by, customer }),
    ...whole.value.relationships
      .toSorted((one, other) => inOrder(one.establishedAt, other.establishedAt))
      .map(({ partnerId, establishedAt, origin }) =>
        checkedRelationshipChange({ kind: 'relationship-established', at, by, partnerId, origin, establishedAt }),
      ),
    ...whole.value.delegations
      .toSorted((one, other) => inOrder(one.grantedAt, other.grantedAt))
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

const IMPORTED = /* @__PURE__ */ Object.freeze({ kind: 'imported' });

function inOrder(one: Instant, other: Instant): number {
  return one < other ? -1 : Number(one > other);
}

/** The first place that these partners, or this moment, make impossible; null if there is none. */
function impossibleIn({ relationships, delegations, partners, at }: ImportCustomer): ContradictoryInput | null {
  const registered = new Map(partners.map((partner) => [partner.id, partner]));
  const at_ = (path: string, expected: string, received: unknown): ContradictoryInput =>
    contradictoryInput({ path: `command.${path}`, expected, received: describe(received) });
  const partnerProblem = (path: string, partnerId: PartnerId, programs: (partner: Partner) => string | null): ContradictoryInput | null => {
    const partner = registered.get(partnerId);
    if (partner === undefined) return at_(path, 'a registered partner', partnerId);
    if (partner.standing === 'closed') return at_(path, 'a partner whose account is open', partnerId);
    const expected = programs(partner);
    return expected === null ? null : at_(path, expected, partnerId);
  };
  for (const [index, { partnerId, establishedAt }] of relationships.entries()) {
    const place = `relationships[${String(index)}]`;
    const problem =
      partnerProblem(`${place}.partnerId`, partnerId, ({ program }) =>
        program === 'indirect-reseller' ? 'a partner that has relationships of its own' : null,
      ) ?? (establishedAt > at ? at_(`${place}.establishedAt`, `no later moment than ${at}`, establishedAt) : null);
    if (problem !== null) return problem;
  }
  for (const [index, { partnerId, transacting, throughPartnerId, grantedAt }] of delegations.entries()) {
    const place = `delegations[${String(index)}]`;
    const isReselling = throughPartnerId !== null;
    const problem =
      partnerProblem(`${place}.partnerId`, partnerId, ({ program }) => {
        if ((program === 'indirect-reseller') === isReselling) return null;
        return isReselling ? 'an indirect reseller' : 'a partner that holds admin rights of its own';
      }) ??
      (isReselling
        ? partnerProblem(`${place}.throughPartnerId`, throughPartnerId, ({ program }) =>
            program === 'indirect-provider' ? null : 'an indirect provider',
          )
        : null) ??
      (transacting === isTransacting(registered.get(partnerId)?.program ?? 'advisor')
        ? null
        : at_(`${place}.transacting`, String(!transacting), transacting)) ??
      (grantedAt > at ? at_(`${place}.grantedAt`, `no later moment than ${at}`, grantedAt) : null);
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether two documents of one customer say the same, in whatever order. */
function isTheSame(one: CustomerRelationships, other: CustomerRelationships): boolean {
  return contentsOf(one) === contentsOf(other);
}

function contentsOf({ customer, relationships, delegations }: CustomerRelationships): string {
  return JSON.stringify([customer, ...[...relationships, ...delegations].map((item) => JSON.stringify(item)).sort()]);
}

function importConflict(customerId: CustomerId): ImportConflict {
  return Object.freeze({
    kind: 'conflict',
    code: 'import-conflict',
    message: `the customer "${customerId}" is there, and differs from what is imported`,
    context: Object.freeze({ customerId }),
  });
}
