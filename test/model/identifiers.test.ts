import fc from 'fast-check';
import {
  parseCustomerId,
  parseGroupId,
  parseInviteToken,
  parseOfferId,
  parsePartnerId,
  parseRequestId,
  parseRoleId,
  parseServiceId,
  parseSubscriptionId,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';

const VISIBLE = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(0x21 + at));

/** Text near the border of what an id or a token is: of the right and of wrong characters, too short and too long. */
const nearAnId = fc.oneof(
  fc.string({ unit: fc.constantFrom(...VISIBLE), maxLength: 140, size: 'max' }),
  fc.string({ unit: fc.constantFrom(...VISIBLE, ' ', '\n', '\u007f', '\u0080', 'é', '\u{1f600}', '\ud800') }),
  fc.string({ unit: fc.constantFrom('a', 'Z', '0', '_', '-', '.', ' '), maxLength: 70, size: 'max' }),
  fc.constantFrom('all', 'ALL', 'all ', '', ' '),
);

describe.each([
  ['a partner id', parsePartnerId],
  ['a customer id', parseCustomerId],
  ['a service id', parseServiceId],
  ['a subscription id', parseSubscriptionId],
  ['a request id', parseRequestId],
  ['a role id', parseRoleId],
  ['a group id', parseGroupId],
])('%s', (noun, parse) => {
  it.each([
    ['a word', 'contoso'],
    ['one character', '0'],
    ['a UUID', '6f9619ff-8b86-d011-b42d-00c04fc964ff'],
    ['every visible character', VISIBLE.join('')],
    ['128 characters', 'x'.repeat(128)],
    ['what other formats read as something else', '__proto__'],
  ])('can be %s', (_what, value) => {
    expect(parse(value)._unsafeUnwrap()).toBe(value);
  });

  it.each([
    ['nothing', undefined, 'nothing'],
    ['null', null, 'null'],
    ['a number', 17, 'the number 17'],
    ['a string object', new String('contoso'), 'an object'],
    ['a list of one', ['contoso'], 'an array of 1'],
    ['empty', '', '""'],
    ['129 characters long', 'x'.repeat(129), 'a string of 129 characters'],
    ['with a space', 'contoso ltd', '"contoso ltd"'],
    ['with a space at the end', 'contoso ', '"contoso "'],
    ['with a line break at the end', 'contoso\n', '"contoso\\n"'],
    ['with a control character', 'con\u0000toso', '"con\\u0000toso"'],
    ['with the last character of ASCII, which is not seen', 'contoso\u007f', '"contoso\u007f"'],
    ['with a letter beyond ASCII', 'contosó', '"contosó"'],
    ['with a letter that looks like one of ASCII', 'c\u043entoso', '"c\u043entoso"'],
    ['with a lone surrogate', 'contoso\ud800', '"contoso\\ud800"'],
  ])('cannot be %s', (_what, value, received) => {
    const error = parse(value)._unsafeUnwrapErr();
    const { expected } = error.context;
    expect(expected.startsWith(`${noun} (1 to 128 visible ASCII characters, without spaces`)).toBe(true);
    expect(error).toEqual({
      kind: 'invalid-input',
      code: 'malformed-input',
      message: `expected ${expected}, received ${received}`,
      context: { path: '', expected, received, format: parse === parsePartnerId ? 'partner-id' : 'id' },
    });
  });

  it('is 1 to 128 visible ASCII characters, and nothing else is one', () => {
    const isReserved = (value: string): boolean => parse === parsePartnerId && value === 'all';
    fc.assert(
      fc.property(nearAnId, (value) => {
        const characters = Array.from(value);
        const fits = characters.length >= 1 && characters.length <= 128 && characters.every((one) => VISIBLE.includes(one));
        const parsed = parse(value);
        expect(parsed.isOk()).toBe(fits && !isReserved(value));
        if (parsed.isOk()) expect(parsed.value).toBe(value);
      }),
    );
  });

  it('is taken as it is: ids that differ in case are two', () => {
    expect(parse('Contoso')._unsafeUnwrap()).not.toBe(parse('contoso')._unsafeUnwrap());
  });
});

describe('The id "all"', () => {
  it('is no partner’s, as it stands for every partner', () => {
    expect(parsePartnerId('all')._unsafeUnwrapErr().context).toEqual({
      path: '',
      expected: 'a partner id (1 to 128 visible ASCII characters, without spaces, not "all")',
      received: '"all"',
      format: 'partner-id',
    });
    expect(parsePartnerId('All').isOk()).toBe(true);
  });

  it.each([parseCustomerId, parseServiceId, parseSubscriptionId, parseRequestId])('can be anything else’s', (parse) => {
    expect(parse('all').isOk()).toBe(true);
  });
});

describe('An invitation’s token', () => {
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

  it.each([
    ['what nanoid makes', 'V1StGXR8_Z5jdHi6B-myT'],
    ['16 characters', 'a'.repeat(16)],
    ['64 characters, each of the alphabet', ALPHABET],
  ])('can be %s', (_what, value) => {
    expect(parseInviteToken(value)._unsafeUnwrap()).toBe(value);
  });

  it.each([
    ['15 characters', 'a'.repeat(15)],
    ['65 characters', 'a'.repeat(65)],
    ['a full stop', `${'a'.repeat(16)}.`],
    ['a line break at the end', `${'a'.repeat(16)}\n`],
    ['a letter beyond ASCII', `${'a'.repeat(16)}\u017f`],
    ['a number', 1234567890123456],
  ])('cannot be %s', (_what, value) => {
    expect(parseInviteToken(value)._unsafeUnwrapErr().context).toMatchObject({
      path: '',
      expected: 'an invite token (16 to 64 characters of A-Z, a-z, 0-9, _ and -)',
    });
  });

  it('is 16 to 64 characters of its alphabet, and nothing else is one', () => {
    fc.assert(
      fc.property(nearAnId, (value) => {
        const characters = Array.from(value);
        const fits = characters.length >= 16 && characters.length <= 64 && characters.every((one) => ALPHABET.includes(one));
        expect(parseInviteToken(value).isOk()).toBe(fits);
      }),
    );
  });
});

describe('An offer id', () => {
  it('is what an invite token is, as it stands in a link, and nothing else is one', () => {
    fc.assert(
      fc.property(nearAnId, (value) => {
        expect(parseOfferId(value).isOk()).toBe(parseInviteToken(value).isOk());
      }),
    );
  });

  it('that is refused is not repeated, as it may be that of an offer and a space', () => {
    expect(parseOfferId('k3PzVt0Wc9yQd5Lm ')._unsafeUnwrapErr().context).toEqual({
      path: '',
      expected: 'an offer id (16 to 64 characters of A-Z, a-z, 0-9, _ and -)',
      received: 'a string of 17 characters',
    });
  });
});

describe.each([
  parsePartnerId,
  parseCustomerId,
  parseServiceId,
  parseSubscriptionId,
  parseRequestId,
  parseOfferId,
  parseRoleId,
  parseGroupId,
  parseInviteToken,
])('Whatever a value is', (parse) => {
  it('it is checked without throwing, and a refusal is short', () => {
    fc.assert(
      fc.property(hostileJson(), (value) => {
        const parsed = parse(value);
        if (parsed.isOk()) expect(typeof parsed.value).toBe('string');
        else expect(parsed.error.context.received.length).toBeLessThan(400);
      }),
    );
  });
});
