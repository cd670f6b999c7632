import { err, ok, type Result } from 'neverthrow';
import { decodePartnerChange, type PartnerChange } from '../invitation/partner-change';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { record, type Decoder } from '../model/decode';
import { describe, within, type InvalidInput } from '../model/invalid-input';
import { decodePartnerAccount, type PartnerAccount } from '../model/partner-account';
import { decodeRelationshipChange, type RelationshipChange } from '../relationships/relationship-change';
import { corruptData, type CorruptData } from './storage-error';

/** Turns data of the library into JSON text for a store, and back. */
export interface Codec<T> {
  /** The value as JSON text, in well-formed Unicode; {@link InvalidInput} when it is not such a value. */
  encode(value: T): Result<string, InvalidInput>;
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

/** For what is stored under a partner's id. */
export const partnerCodec: Codec<PartnerAccount> = /* @__PURE__ */ codec(decodePartnerAccount);
/** For what is stored under a customer's id. */
export const customerCodec: Codec<CustomerRelationships> = /* @__PURE__ */ codec(decodeCustomerRelationships);
/** For a change in a partner's history. */
export const partnerChangeCodec: Codec<PartnerChange> = /* @__PURE__ */ codec(decodePartnerChange);
/** For a change in a customer's history. */
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
