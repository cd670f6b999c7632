import { err, ok, type Result } from 'neverthrow';
import { decodePartnerChange, type PartnerChange } from '../model/partner-change';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { record, type Decoder } from '../model/decode';
import { describe } from '../model/describe';
import { within, type MalformedInput } from '../model/malformed-input';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { decodeRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { corruptData, type CorruptData } from './storage-error';

/** Turns data of the library into JSON text for a store, and back. */
export interface Codec<T> {
  /** The value as JSON text, in well-formed Unicode; {@link MalformedInput} when it is not such a value. */
  encode(value: T): Result<string, MalformedInput>;
  /**
   * The value, checked and frozen, from its JSON text or from what a driver has already parsed; {@link CorruptData} when
   * it is anything else, or of a format that this version does not know.
   */
  decode(stored: unknown): Result<T, CorruptData>;
}

const FORMAT = 1;

interface Envelope {
  readonly format: unknown;
  readonly value: unknown;
}

const decodeEnvelope: Decoder<Envelope> = /* @__PURE__ */ record<Envelope>('a document of format 1', {
  format: ok,
  value: ok,
});

/**
 * For what is stored under a partner's id.
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
 * const partner = parsePartner(contoso)._unsafeUnwrap();
 *
 * const text = partnerCodec.encode({ partner, requests: [] })._unsafeUnwrap();
 * partnerCodec.decode(text).isOk(); // => true
 * // A driver that reads JSON columns has parsed it already.
 * partnerCodec.decode(JSON.parse(text)).isOk(); // => true
 * ```
 */
export const partnerCodec: Codec<PartnerAccount> = /* @__PURE__ */ codec(decodePartnerAccount);

/**
 * For what is stored under a customer's id.
 *
 * @example
 * ```ts
 * import { customerCodec, parseCustomer } from 'partner-relationships';
 *
 * const customer = parseCustomer({
 *   id: 'tailspin',
 *   name: 'Tailspin Toys',
 * })._unsafeUnwrap();
 *
 * const text = customerCodec
 *   .encode({ customer, relationships: [], delegations: [] })
 *   ._unsafeUnwrap();
 * customerCodec
 *   .decode(text)
 *   .map((state) => state.customer.name)
 *   .unwrapOr(''); // => 'Tailspin Toys'
 *
 * // Cut off on the way to the disk.
 * customerCodec.decode(text.slice(0, -1)).match(
 *   () => 'decoded',
 *   (error) => error.code,
 * ); // => 'corrupt-data'
 * ```
 */
export const customerCodec: Codec<CustomerRelationships> = /* @__PURE__ */ codec(decodeCustomerRelationships);

/**
 * For a change in a partner's history.
 *
 * @example
 * ```ts
 * import { parseInstant, partnerChangeCodec } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 *
 * const text = partnerChangeCodec
 *   .encode({ kind: 'partner-suspended', at })
 *   ._unsafeUnwrap();
 * partnerChangeCodec
 *   .decode(text)
 *   .map(({ kind }) => String(kind))
 *   .unwrapOr(''); // => 'partner-suspended'
 * ```
 */
export const partnerChangeCodec: Codec<PartnerChange> = /* @__PURE__ */ codec(decodePartnerChange);

/**
 * For a change in a customer's history.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartnerId,
 *   relationshipChangeCodec,
 * } from 'partner-relationships';
 * import type { RelationshipChange } from 'partner-relationships';
 *
 * const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
 * const partnerId = parsePartnerId('contoso')._unsafeUnwrap();
 * const by = { kind: 'partner', partnerId } as const;
 * const ended: RelationshipChange = {
 *   kind: 'relationship-ended',
 *   at,
 *   by,
 *   partnerId,
 *   agreement: 'contract 2026-117',
 * };
 *
 * const text = relationshipChangeCodec.encode(ended)._unsafeUnwrap();
 * relationshipChangeCodec.decode(text)._unsafeUnwrap(); // => ended
 * ```
 */
export const relationshipChangeCodec: Codec<RelationshipChange> = /* @__PURE__ */ codec(decodeRelationshipChange);

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
