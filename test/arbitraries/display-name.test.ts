import fc from 'fast-check';
import { parseCustomer } from 'partner-relationships';
import { displayName } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

describe('Names', () => {
  const names = fc.sample(displayName(), { seed: 2, numRuns: 4000 });
  const count = (pattern: RegExp): number => names.filter((name) => pattern.test(name)).length;

  it('are all valid, and parse to themselves', () => {
    fc.assert(fc.property(displayName(), (name) => parseCustomer({ id: 'adatum', name }).isOk()));
  });

  it('are of 1 to 256 characters, counted as code points', () => {
    const lengths = names.map((name) => Array.from(name).length);
    expect(Math.min(...lengths)).toBe(1);
    expect(Math.max(...lengths)).toBe(256);
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(256);
  });

  it.each([
    ['characters beyond the Basic Multilingual Plane', /[\u{10000}-\u{10ffff}]/u],
    ['combining marks', /\p{M}/u],
    ['right-to-left text', /[\u0590-\u06ff]/],
    ['a mark of direction', /\u200f/],
    ['markup', /<[a-z]+>/],
    ['an ampersand', /&/],
    ['a double quote', /"/],
    ['a single quote', /'/],
    ['a backslash', /\\/],
    ['spaces at an end', /^\s|\s$/],
    ['characters that nobody sees', /\u200b|\u200d|\ufeff/],
  ])('have %s now and then', (_what, pattern) => {
    expect(count(pattern)).toBeGreaterThan(30);
  });

  it('are mostly readable', () => {
    expect(count(/^[A-Za-z .&]{5,25}$/)).toBeGreaterThan(names.length / 2);
  });
});
