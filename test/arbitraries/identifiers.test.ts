import fc from 'fast-check';
import {
  parseCustomerId,
  parseInviteToken,
  parsePartnerId,
  parseRequestId,
  parseServiceId,
  parseSubscriptionId,
} from 'partner-relationships';
import {
  customerId,
  inviteToken,
  partnerId,
  requestId,
  serviceId,
  subscriptionId,
} from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

const SEED = 20_261_122;

const identifiers = [
  { noun: 'partner', arbitrary: partnerId(), parse: parsePartnerId },
  { noun: 'customer', arbitrary: customerId(), parse: parseCustomerId },
  { noun: 'service', arbitrary: serviceId(), parse: parseServiceId },
  { noun: 'subscription', arbitrary: subscriptionId(), parse: parseSubscriptionId },
  { noun: 'request', arbitrary: requestId(), parse: parseRequestId },
] as const;

function samplesOf<T>(arbitrary: fc.Arbitrary<T>, numRuns: number): readonly T[] {
  return fc.sample(arbitrary, { seed: SEED, numRuns });
}

describe.each(identifiers)('Ids of a $noun', ({ noun, arbitrary, parse }) => {
  const ids: readonly string[] = samplesOf<string>(arbitrary, 5000);

  it('are all valid, and parse to themselves', () => {
    fc.assert(fc.property<[string]>(arbitrary, (id) => parse(id).isOk()));
  });

  it('are of 1 to 128 characters, the extremes included', () => {
    const lengths = new Set(ids.map((id) => id.length));
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBe(128);
    expect(lengths.size).toBeGreaterThan(30);
  });

  it('are made of every visible ASCII character', () => {
    expect([...new Set(ids.join(''))].sort().join('')).toBe(
      Array.from({ length: 0x7e - 0x21 + 1 }, (_, at) => String.fromCharCode(0x21 + at)).join(''),
    );
  });

  it('are sometimes names of properties that all objects have', () => {
    expect(ids).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'toString']));
  });

  it('differ sometimes only in case', () => {
    const distinct = new Set(ids);
    expect(new Set([...distinct].map((id) => id.toLowerCase())).size).toBeLessThan(distinct.size);
  });

  it('are mostly short and readable', () => {
    const readable = ids.filter((id) => /^[a-z]+(-[a-z0-9]+)*$/i.test(id) && id.length <= 20);
    expect(readable.length).toBeGreaterThan(ids.length / 2);
  });

  it(`are ${noun === 'partner' ? 'never' : 'sometimes'} the word for all partners`, () => {
    expect(ids.includes('all')).toBe(noun !== 'partner');
  });

  it('shrink to a readable one', () => {
    const { counterexample } = fc.check(fc.property<[string]>(arbitrary, () => false), { seed: SEED });
    expect(counterexample?.[0]).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });
});

describe('Invite tokens', () => {
  const tokens: readonly string[] = samplesOf<string>(inviteToken(), 5000);

  it('are all valid, and parse to themselves', () => {
    fc.assert(fc.property(inviteToken(), (token) => parseInviteToken(token).isOk()));
  });

  it('are of 16 to 64 characters, the extremes included', () => {
    const lengths = tokens.map((token) => token.length);
    expect(Math.min(...lengths)).toBe(16);
    expect(Math.max(...lengths)).toBe(64);
  });

  it('use every character of their alphabet, and sometimes only dashes and underscores', () => {
    expect(new Set(tokens.join('')).size).toBe(64);
    expect(tokens.filter((token) => /^[_-]+$/.test(token)).length).toBeGreaterThan(50);
  });
});
