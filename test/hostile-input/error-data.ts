import { isDeepStrictEqual } from 'node:util';
import { rules } from 'partner-relationships/catalog';
import { isFrozenInDepth } from '../fixtures/frozen';

/** Every code that the documentation names, by the kind of its errors. */
const codes: Readonly<Record<string, readonly string[]>> = {
  'invalid-input': [
    'malformed-input',
    'contradictory-input',
    'limit-exceeded',
    'unknown-request',
    'unknown-partner',
    'unknown-customer',
    'unknown-invitation',
    // Of the entry for roles.
    'unknown-offer',
    'unknown-role',
    'unknown-assignment',
  ],
  'rule-violation': [
    'not-the-customer',
    'not-the-partner',
    'not-the-operator',
    'partner-is-suspended',
    'partner-is-closed',
    'program-kept',
    'reason-needed',
    'provider-invitation-needed',
    'provider-needed',
    'customer-exists',
    'request-is-revoked',
    'service-held',
    'active-subscriptions',
    'rights-in-force',
    'cannot-judge',
    'link-altered',
    'link-missing',
    'operation-denied',
    // Of the entry for roles.
    'roles-not-offered',
    'offer-name-taken',
    'offer-not-draft',
    'offer-not-locked',
    'offer-lapsed',
    'offer-taken',
    'consent-needed',
    'never-extends',
    'not-a-party',
    'role-stays',
    'roles-not-held',
    'group-is-assigned',
    'delegation-not-in-force',
  ],
  conflict: ['revision-conflict', 'import-conflict'],
  storage: ['storage-failed', 'outcome-unknown', 'alongside-failed', 'corrupt-data', 'unknown-cursor'],
};

const LONGEST_MESSAGE = 2000;

/** What is wrong with an error of this library; null if nothing is. */
export function problemOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || Object.getPrototypeOf(error) !== Object.prototype) {
    return 'it is not a plain object';
  }
  const { kind, code, message, context, rule, ...rest } = error as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0) return `it has the unknown fields ${Object.keys(rest).join()}`;
  if (typeof kind !== 'string' || typeof code !== 'string') return 'it has no kind or no code';
  if (codes[kind]?.includes(code) !== true) return `its code ${kind}/${code} is not documented`;
  if ((kind === 'rule-violation') !== (typeof rule === 'string' && rule in rules)) return 'its rule is not in the catalog';
  if (typeof message !== 'string' || message === '') return 'it has no message';
  if (message.length > LONGEST_MESSAGE) return `its message has ${message.length} characters`;
  if (typeof context !== 'object' || context === null) return 'it has no context';
  if (!isFrozenInDepth(error)) return 'it is not frozen';
  return isDeepStrictEqual(JSON.parse(JSON.stringify(error)), error) ? null : 'it does not survive JSON';
}
