import fc from 'fast-check';
import {
  isPartnerId,
  parseCustomerId,
  parseGroupId,
  parseOfferId,
  parsePartnerId,
  parseRequestId,
  parseServiceId,
  parseSubscriptionId,
  type CustomerId,
  type GroupId,
  type OfferId,
  type PartnerId,
  type RequestId,
  type RoleId,
  type ServiceId,
  type SubscriptionId,
} from '../model/identifiers';
import { parseInviteToken, type InviteToken } from '../model/invite-token';
import { ROLE_IDS } from '../roles/index';
import { lawful } from './lawful';

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const VISIBLE = Array.from(`${LETTERS_AND_DIGITS}!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~`);
const OF_A_TOKEN = Array.from(`${LETTERS_AND_DIGITS}_-`);

/** Characters with a meaning in URLs, HTML, SQL, JSON or paths. */
const DELIMITERS = Array.from('%/?&=+#"\'<>\\;:,.|*_-');

/**
 * Names of properties that all objects have, words that other formats read as a value, and texts that decode to others.
 */
const TREACHEROUS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'null',
  'undefined',
  'true',
  'NaN',
  '0',
  '00',
  '-1',
  '1e3',
  'all',
  'ALL',
  '..',
  '../..',
  '%2e',
  '%25',
  '%',
  'a%20b',
  'a+b',
  'a&partner=b',
  '?token=b',
  '#top',
  '<b>',
  '&amp;',
  '"',
  "'",
  "';--",
  '\\',
  '${a}',
  '{}',
  '[]',
];

/**
 * Partner ids: everything that {@link parsePartnerId} accepts, so never `all`. Most are short and readable, and some of
 * these differ only in case; others are treacherous (`__proto__`, `a%20b`, `<b>`), made of delimiters, or 128
 * characters long. Shrinks to a readable id.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { parsePartnerId } from 'partner-relationships';
 * import { partnerId } from 'partner-relationships/arbitraries';
 *
 * fc.assert(fc.property(partnerId(), (id) => parsePartnerId(id).isOk()));
 * ```
 */
export function partnerId(): fc.Arbitrary<PartnerId> {
  return identifier(['contoso', 'fabrikam', 'northwind', 'tailspin', 'Contoso', 'CONTOSO', 'Fabrikam', 'wingtip'])
    .filter(isPartnerId)
    .map((text) => lawful(parsePartnerId(text)));
}

/** Customer ids: everything that {@link parseCustomerId} accepts, with the bias of {@link partnerId}, and `all`. */
export function customerId(): fc.Arbitrary<CustomerId> {
  return identifier(['adatum', 'litware', 'Adatum', 'ADATUM', 'woodgrove', 'Litware', 'contoso']).map((text) =>
    lawful(parseCustomerId(text)),
  );
}

/** Service ids: everything that {@link parseServiceId} accepts, with the bias of {@link partnerId}, and `all`. */
export function serviceId(): fc.Arbitrary<ServiceId> {
  return identifier([
    'exchange-online',
    'sharepoint-online',
    'intune',
    'teams',
    'Exchange-Online',
    'INTUNE',
    'power-bi',
  ]).map((text) => lawful(parseServiceId(text)));
}

/** Subscription ids: everything that {@link parseSubscriptionId} accepts, with the bias of {@link partnerId}. */
export function subscriptionId(): fc.Arbitrary<SubscriptionId> {
  return numbered('subscription').map((text) => lawful(parseSubscriptionId(text)));
}

/** Request ids: everything that {@link parseRequestId} accepts, with the bias of {@link partnerId}. */
export function requestId(): fc.Arbitrary<RequestId> {
  return numbered('request').map((text) => lawful(parseRequestId(text)));
}

/**
 * Invite tokens: everything that {@link parseInviteToken} accepts. Most have about 20 letters and digits, like new
 * ones.
 */
export function inviteToken(): fc.Arbitrary<InviteToken> {
  return token().map((text) => lawful(parseInviteToken(text)));
}

/** Offer ids: everything that {@link parseOfferId} accepts, with the bias of {@link inviteToken}. */
export function offerId(): fc.Arbitrary<OfferId> {
  return token().map((text) => lawful(parseOfferId(text)));
}

/**
 * Role ids: those of the roles of `partnerCenterGdap`, which can be offered. Other roles are lawful in a document, as a
 * profile can lose one, but no command gives them.
 */
export function roleId(): fc.Arbitrary<RoleId> {
  return fc.constantFrom(...Object.values(ROLE_IDS));
}

/** Group ids: everything that {@link parseGroupId} accepts, with the bias of {@link partnerId}. */
export function groupId(): fc.Arbitrary<GroupId> {
  return numbered('group').map((text) => lawful(parseGroupId(text)));
}

function token(): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...OF_A_TOKEN);
  const letterOrDigit = fc.constantFrom(...Array.from(LETTERS_AND_DIGITS));
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 6, arbitrary: fc.string({ unit: letterOrDigit, minLength: 16, maxLength: 26 }) },
      { weight: 2, arbitrary: fc.string({ unit, minLength: 16, maxLength: 26 }) },
      { weight: 1, arbitrary: fc.string({ unit, minLength: 16, maxLength: 64, size: 'max' }) },
      { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('-', '_'), minLength: 16, maxLength: 64 }) },
    );
}

function numbered(noun: string): fc.Arbitrary<string> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 9999 }).map((number) => `${noun}-${number}`) },
    { weight: 1, arbitrary: identifier([`${noun}-a`, `${noun}-A`]) },
  );
}

function identifier(readable: readonly string[]): fc.Arbitrary<string> {
  const visible = fc.constantFrom(...VISIBLE);
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 12, arbitrary: fc.constantFrom(...readable) },
    { weight: 3, arbitrary: fc.constantFrom(...TREACHEROUS) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...DELIMITERS), minLength: 1, maxLength: 8 }) },
    { weight: 2, arbitrary: fc.string({ unit: visible, minLength: 1, maxLength: 128 }) },
    { weight: 2, arbitrary: fc.string({ unit: visible, minLength: 1, maxLength: 128, size: 'max' }) },
  );
}
