import type { Result } from 'neverthrow';
import type { Brand } from './brand';
import { branded, secret, type Decoder } from './decode';
import { TOKEN_PATTERN } from './invite-token';
import type { MalformedInput } from './malformed-input';
import type { TextFormat } from './mismatch';

/** A reseller account. See {@link parsePartnerId} for the format. */
export type PartnerId = Brand<'PartnerId'>;
/** An organisation that owns a tenant, buys and delegates. See {@link parseCustomerId} for the format. */
export type CustomerId = Brand<'CustomerId'>;
/** A workload of a customer's tenant, such as `exchange-online`. See {@link parseServiceId} for the format. */
export type ServiceId = Brand<'ServiceId'>;
/** Something a customer bought for a service. See {@link parseSubscriptionId} for the format. */
export type SubscriptionId = Brand<'SubscriptionId'>;
/** A relationship request of a partner. See {@link parseRequestId} for the format. */
export type RequestId = Brand<'RequestId'>;
/**
 * A role offer, and the role delegation that it becomes: 16 to 64 characters of `A-Z`, `a-z`, `0-9`, `_` and `-`, as it
 * stands in a link.
 */
export type OfferId = Brand<'OfferId'>;
/** A named bundle of administration, such as Exchange Administrator. See {@link parseRequestId} for the format. */
export type RoleId = Brand<'RoleId'>;
/** A group of a partner's people, in a directory of the application. See {@link parseRequestId} for the format. */
export type GroupId = Brand<'GroupId'>;

/** The format of every id: 1 to 128 visible ASCII characters. They are visible so that no two ids look the same. */
export const ID_PATTERN: RegExp = /^[\x21-\x7e]{1,128}$/;

/** No partner can have this id: in place of a partner's id it means every partner. */
export const EVERY_PARTNER = 'all';

export function isPartnerId(value: string): boolean {
  return isId(value) && value !== EVERY_PARTNER;
}

function isId(value: string): boolean {
  return ID_PATTERN.test(value);
}

function identifier<Id extends Brand<string>>(
  what: string,
  but: string = '',
  accepts = isId,
  format: TextFormat = 'id',
): Decoder<Id> {
  return branded(`${what} (1 to 128 visible ASCII characters, without spaces${but})`, accepts, format);
}

export const decodePartnerId: Decoder<PartnerId> = /* @__PURE__ */ identifier(
  'a partner id',
  ', not "all"',
  isPartnerId,
  'partner-id',
);
export const decodeCustomerId: Decoder<CustomerId> = /* @__PURE__ */ identifier('a customer id');
export const decodeServiceId: Decoder<ServiceId> = /* @__PURE__ */ identifier('a service id');
export const decodeSubscriptionId: Decoder<SubscriptionId> = /* @__PURE__ */ identifier('a subscription id');
export const decodeRequestId: Decoder<RequestId> = /* @__PURE__ */ identifier('a request id');
export const decodeOfferId: Decoder<OfferId> = /* @__PURE__ */ secret(
  /* @__PURE__ */ branded('an offer id (16 to 64 characters of A-Z, a-z, 0-9, _ and -)', (value) =>
    TOKEN_PATTERN.test(value),
  ),
);
export const decodeRoleId: Decoder<RoleId> = /* @__PURE__ */ identifier('a role id');
export const decodeGroupId: Decoder<GroupId> = /* @__PURE__ */ identifier('a group id');

/**
 * Checks a partner's id: 1 to 128 visible ASCII characters (no spaces), compared byte for byte, so `Contoso` and
 * `contoso` are two partners. `all` is reserved: in place of a partner's id it means every partner.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parsePartnerId } from 'partner-relationships';
 *
 * parsePartnerId('contoso').isOk(); // => true
 * parsePartnerId('Contoso Ltd').isOk(); // => false
 * ```
 */
export function parsePartnerId(value: unknown): Result<PartnerId, MalformedInput> {
  return decodePartnerId(value);
}

/**
 * Checks a customer's id: 1 to 128 visible ASCII characters (no spaces), compared byte for byte.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseCustomerId } from 'partner-relationships';
 *
 * parseCustomerId('tailspin').isOk(); // => true
 * parseCustomerId('Tailspin Toys').isOk(); // => false
 * ```
 */
export function parseCustomerId(value: unknown): Result<CustomerId, MalformedInput> {
  return decodeCustomerId(value);
}

/**
 * Checks a service's id: 1 to 128 visible ASCII characters (no spaces), compared byte for byte.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseServiceId } from 'partner-relationships';
 *
 * parseServiceId('exchange-online').isOk(); // => true
 * parseServiceId('').isOk(); // => false
 * ```
 */
export function parseServiceId(value: unknown): Result<ServiceId, MalformedInput> {
  return decodeServiceId(value);
}

/**
 * Checks a subscription's id: 1 to 128 visible ASCII characters (no spaces), compared byte for byte.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseSubscriptionId } from 'partner-relationships';
 *
 * parseSubscriptionId('83ef9d05-4169-4ef9-9657-0e86b1eab1de').isOk(); // => true
 * parseSubscriptionId(4169).isOk(); // => false
 * ```
 */
export function parseSubscriptionId(value: unknown): Result<SubscriptionId, MalformedInput> {
  return decodeSubscriptionId(value);
}

/**
 * Checks a relationship request's id: 1 to 128 visible ASCII characters (no spaces), compared byte for byte.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseRequestId } from 'partner-relationships';
 *
 * parseRequestId('request-1').isOk(); // => true
 * parseRequestId(null).isOk(); // => false
 * ```
 */
export function parseRequestId(value: unknown): Result<RequestId, MalformedInput> {
  return decodeRequestId(value);
}

/**
 * Checks the id of a role offer, and of the role delegation that it becomes: 16 to 64 characters of `A-Z`, `a-z`, `0-9`,
 * `_` and `-`, compared byte for byte. An error does not repeat it.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseOfferId } from 'partner-relationships';
 *
 * parseOfferId('mail-for-tailspin').isOk(); // => true
 * parseOfferId('o1').isOk(); // => false
 * ```
 */
export function parseOfferId(value: unknown): Result<OfferId, MalformedInput> {
  return decodeOfferId(value);
}

/**
 * Checks a role's id: 1 to 128 visible ASCII characters (no spaces), compared byte for byte. Those that can be offered
 * are `ROLE_IDS` of `partner-relationships/roles`.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseRoleId } from 'partner-relationships';
 *
 * parseRoleId('29232cdf-9323-42fd-ade2-1d097af3e4de').isOk(); // => true
 * parseRoleId('Exchange Administrator').isOk(); // => false
 * ```
 */
export function parseRoleId(value: unknown): Result<RoleId, MalformedInput> {
  return decodeRoleId(value);
}

/**
 * Checks the id of a group of a partner's people: 1 to 128 visible ASCII characters (no spaces), compared byte for byte.
 *
 * @returns the id, or {@link MalformedInput} if the value is anything else
 * @example
 * ```ts
 * import { parseGroupId } from 'partner-relationships';
 *
 * parseGroupId('mail-desk').isOk(); // => true
 * parseGroupId('').isOk(); // => false
 * ```
 */
export function parseGroupId(value: unknown): Result<GroupId, MalformedInput> {
  return decodeGroupId(value);
}
