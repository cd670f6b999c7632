import { err, ok, type Result } from 'neverthrow';
import { decodeCustomer, type Customer } from '../model/customer';
import { decodePartner, type Partner } from '../model/partner';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { object, type Decoder } from '../model/decode';
import { describe } from '../model/describe';
import { within, type MalformedInput } from '../model/malformed-input';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { decodeCustomerEntry, type CustomerEntry } from './customer-entry';
import { corruptData, type CorruptData } from './storage-error';

/** Encodes data of the library as JSON text for a store, and decodes it. */
export interface Codec<T> {
  /** The value as JSON text, in well-formed Unicode; {@link MalformedInput} if the value is not valid. */
  encode(value: T): Result<string, MalformedInput>;
  /**
   * The value, checked and frozen, from its JSON text or from JSON that a driver has already parsed; {@link
   * CorruptData} for anything else, also for a format that this version does not know.
   */
  decode(stored: unknown): Result<T, CorruptData>;
}

const FORMAT = 1;

interface Envelope {
  readonly format: unknown;
  readonly value: unknown;
}

const decodeEnvelope: Decoder<Envelope> = /* @__PURE__ */ object<Envelope>('a document of format 1', {
  format: ok,
  value: ok,
});

/**
 * The codec of a partner's account.
 *
 * @example
 * ```ts
 * import { parsePartner, partnerCodec } from 'partner-relationships';
 *
 * const contoso = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 *
 * const text = parsePartner(contoso)
 *   .andThen((partner) => partnerCodec.encode({ partner, requests: [] }))
 *   .unwrapOr('');
 * partnerCodec.decode(text).isOk(); // => true
 * // A driver that reads JSON columns has parsed the text already.
 * partnerCodec.decode(JSON.parse(text)).isOk(); // => true
 * ```
 */
export const partnerCodec: Codec<PartnerAccount> = /* @__PURE__ */ codec(decodePartnerAccount);

/**
 * The codec of a customer's relationships.
 *
 * @example
 * ```ts
 * import { customerCodec, parseCustomer } from 'partner-relationships';
 *
 * const text = parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' })
 *   .map((customer) => ({ customer, relationships: [], delegations: [] }))
 *   .andThen((state) => customerCodec.encode(state))
 *   .unwrapOr('');
 * const name = customerCodec.decode(text).map(({ customer }) => customer.name);
 * name.unwrapOr(''); // => 'Tailspin Toys'
 *
 * // A text that was cut off on the way to the disk.
 * const cut = customerCodec.decode(text.slice(0, -1));
 * cut.match(() => 'decoded', (error) => error.code); // => 'corrupt-data'
 * ```
 */
export const customerCodec: Codec<CustomerRelationships> = /* @__PURE__ */ codec(decodeCustomerRelationships);

/**
 * The codec of a change in a partner's history.
 *
 * @example
 * ```ts
 * import { parseInstant, partnerChangeCodec } from 'partner-relationships';
 *
 * const kind = parseInstant('2026-11-22T09:30:00.000Z')
 *   .andThen((at) =>
 *     partnerChangeCodec.encode({
 *       kind: 'partner-suspended',
 *       at,
 *       by: { kind: 'operator' },
 *       reason: 'an unpaid invoice',
 *     }),
 *   )
 *   .andThen((text) => partnerChangeCodec.decode(text))
 *   .match((change) => change.kind, (error) => error.code);
 * kind; // => 'partner-suspended'
 * ```
 */
export const partnerChangeCodec: Codec<PartnerChange> = /* @__PURE__ */ codec(decodePartnerChange);

/**
 * The codec of a change in a customer's history.
 *
 * @example
 * ```ts
 * import { relationshipChangeCodec } from 'partner-relationships';
 *
 * // A change as a store returns it.
 * const stored = {
 *   format: 1,
 *   value: {
 *     kind: 'relationship-ended',
 *     at: '2026-11-22T09:30:00.000Z',
 *     by: { kind: 'partner', partnerId: 'contoso' },
 *     partnerId: 'contoso',
 *     reason: { kind: 'renegotiated', agreement: 'contract 2026-117' },
 *   },
 * };
 *
 * const text = relationshipChangeCodec
 *   .decode(stored)
 *   .andThen((change) => relationshipChangeCodec.encode(change));
 * text.unwrapOr('') === JSON.stringify(stored); // => true
 * ```
 */
export const relationshipChangeCodec: Codec<RelationshipChange> = /* @__PURE__ */ codec(decodeRelationshipChange);

/**
 * The codec of an entry of a customer list, for a store that keeps entries beside the documents.
 *
 * @example
 * ```ts
 * import {
 *   customerEntries,
 *   customerEntryCodec,
 *   parseCustomerRelationships,
 * } from 'partner-relationships';
 *
 * const establishedAt = '2026-11-22T09:30:00.000Z';
 * const origin = { kind: 'customer-added' };
 * const [entry = ''] = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [{ partnerId: 'contoso', establishedAt, origin }],
 *   delegations: [],
 * })
 *   .andThen(customerEntries)
 *   .map((entries) => [...entries.values()])
 *   .unwrapOr([])
 *   .map((one) => customerEntryCodec.encode(one).unwrapOr(''));
 *
 * const shown = customerEntryCodec.decode(entry);
 * shown.map(({ customer }) => customer.name).unwrapOr(''); // => 'Tailspin Toys'
 * ```
 */
export const customerEntryCodec: Codec<CustomerEntry> = /* @__PURE__ */ codec(decodeCustomerEntry);

/** The codec of what the list of partners shows. */
export const listedPartnerCodec: Codec<Partner> = /* @__PURE__ */ codec(decodePartner);

/** The codec of what the list of customers shows. */
export const listedCustomerCodec: Codec<Customer> = /* @__PURE__ */ codec(decodeCustomer);

function codec<T>(decodeValue: Decoder<T>): Codec<T> {
  return Object.freeze({
    encode: (value: T) => decodeValue(value).map((checked) => JSON.stringify({ format: FORMAT, value: checked })),
    decode: (stored: unknown) => {
      const parsed = typeof stored === 'string' ? parseJson(stored) : ok(stored);
      if (parsed.isErr()) return err(parsed.error);
      const envelope = decodeEnvelope(parsed.value);
      if (envelope.isErr()) return err(corruptData(envelope.error.message));
      const { format, value } = envelope.value;
      if (format !== FORMAT) return err(corruptData(`expected format ${FORMAT}, received ${describe(format)}`));
      return decodeValue(value).mapErr((error) => corruptData(within('value', error).message));
    },
  });
}

function parseJson(text: string): Result<unknown, CorruptData> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(corruptData(error));
  }
}
