import type { Result } from 'neverthrow';
import { object, type Decoder } from './decode';
import { decodeCustomerId, type CustomerId } from './identifiers';
import type { MalformedInput } from './malformed-input';
import { decodeName } from './text';

/** The organisation that owns the tenant, buys and delegates. */
export interface Customer {
  readonly id: CustomerId;
  /**
   * 1 to 256 characters on one line, not blank. A new name has at least one visible character, and no embedding,
   * override or isolate of direction (U+202A to U+202E, U+2066 to U+2069).
   */
  readonly name: string;
}

export const decodeCustomer: Decoder<Customer> = /* @__PURE__ */ object<Customer>('a customer', {
  id: decodeCustomerId,
  name: decodeName,
});

/**
 * Checks a customer and copies it, frozen; other fields are dropped.
 *
 * @returns the customer, or {@link MalformedInput} naming the first field that is wrong
 * @example
 * ```ts
 * import { parseCustomer } from 'partner-relationships';
 *
 * const tailspin = { id: 'tailspin', name: 'Tailspin Toys' };
 *
 * parseCustomer({ ...tailspin, country: 'CN' }).unwrapOr(null); // => tailspin
 * parseCustomer({ ...tailspin, name: ' ' }).match(
 *   () => 'fine',
 *   (error) => error.context.path,
 * ); // => 'name'
 * ```
 */
export function parseCustomer(value: unknown): Result<Customer, MalformedInput> {
  return decodeCustomer(value);
}
