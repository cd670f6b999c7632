import { isDeepStrictEqual } from 'node:util';
import { rules } from 'partner-relationships';
import { isFrozenInDepth } from '../fixtures/frozen';

/** Every code that the documentation of the root entry names, by the kind of the errors that bear it. */
const codes: Readonly<Record<string, readonly string[]>> = {
  'invalid-input': [
    'malformed-input',
    'contradictory-input',
    'limit-exceeded',
    'unknown-request',
    'unknown-partner',
    'unknown-customer',
    'unknown-invitation',
  ],
  'rule-violation': [
    'not-the-customer',
    'not-the-partner',
    'partner-is-suspended',
    'provider-invitation-needed',
    'provider-needed',
    'customer-exists',
    'request-is-revoked',
    'service-held',
    'active-subscriptions',
    'cannot-judge',
    'link-altered',
    'link-missing',
    'operation-denied',
  ],
  conflict: ['revision-conflict'],
  storage: ['storage-failed', 'outcome-unknown', 'corrupt-data', 'unknown-cursor'],
};

const LONGEST_MESSAGE = 2000;

/** What is wrong with an error of this library; null when nothing is. */
export function problemOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || Object.getPrototypeOf(error) !== Object.prototype) {
    return 'it is no plain object';
  }
  const { kind, code, message, context, rule, ...rest } = error as Readonly<Record<string, unknown>>;
  if (Object.keys(rest).length > 0) return `it has ${Object.keys(rest).join()} besides`;
  if (typeof kind !== 'string' || typeof code !== 'string') return 'it has no kind or no code';
  if (codes[kind]?.includes(code) !== true) return `nobody knows its code ${kind}/${code}`;
  if ((kind === 'rule-violation') !== (typeof rule === 'string' && rule in rules)) return 'its rule is none';
  if (typeof message !== 'string' || message === '') return 'it has no message';
  if (message.length > LONGEST_MESSAGE) return `its message has ${message.length} characters`;
  if (typeof context !== 'object' || context === null) return 'it has no context';
  if (!isFrozenInDepth(error)) return 'it is not frozen';
  return isDeepStrictEqual(JSON.parse(JSON.stringify(error)), error) ? null : 'JSON does not give it back';
}
