import fc from 'fast-check';
import {
  acceptRequest,
  addCustomer,
  evolveCustomer,
  evolvePartner,
  parseCustomer,
  parseInstant,
  parseInviteToken,
  parsePartner,
  parseRequestId,
  registerPartner,
  type Customer,
} from 'partner-relationships';
import { displayName } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';

const SMILEY = '\u{1f600}';

describe.each([
  ['a customer', (name: unknown) => parseCustomer({ id: 'adatum', name })],
  ['a partner', (name: unknown) => parsePartner({ id: 'contoso', name, program: 'advisor', standing: 'active' })],
])('A name of %s', (_whose, parse) => {
  it.each([
    ['one letter', 'A'],
    ['several words', 'A. Datum & Sons (中国)'],
    ['256 characters', 'x'.repeat(256)],
    ['256 characters that take two code units each', SMILEY.repeat(256)],
    ['markup', '<b>Contoso</b>'],
    ['an emoji of several characters', '👩🏽‍💻'],
    ['text from right to left', 'شركة'],
    ['a space at either end', ' Contoso '],
    ['a space of no break', 'Contoso\u00a0Ltd'],
  ])('can be %s, and is taken as it is', (_what, name) => {
    expect(parse(name)._unsafeUnwrap().name).toBe(name);
  });

  it.each([
    ['empty', ''],
    ['a space', ' '],
    ['blank in other ways', '\u00a0\u2003\u3000\ufeff'],
    ['257 characters long', 'x'.repeat(257)],
    ['257 characters long, each of two code units', SMILEY.repeat(257)],
    ['over two lines', 'Contoso\nLtd'],
    ['ended by a line break', 'Contoso\n'],
    ['over two lines as on a typewriter', 'Contoso\r\nLtd'],
    ['with a tab', 'Contoso\tLtd'],
    ['with a character that ends a text', 'Contoso\u0000'],
    ['with an escape', 'Contoso\u001b[31m'],
    ['with the control character after all of ASCII', 'Contoso\u007f'],
    ['with a next line', 'Contoso\u0085'],
    ['with a line separator', 'Contoso\u2028'],
    ['with a paragraph separator', 'Contoso\u2029'],
    ['with the first half of a character', 'Contoso\ud83d'],
    ['with the second half of a character', 'Contoso\ude00'],
    ['with the halves of a character the wrong way round', 'Contoso\ude00\ud83d'],
    ['a number', 1],
    ['nothing', undefined],
  ])('cannot be %s', (_what, name) => {
    expect(parse(name)._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'name', expected: 'a name (1 to 256 characters on one line, not blank)' },
    });
  });

  it('is 1 to 256 characters on one line, not blank, and nothing else is one', () => {
    const bad = ['\n', '\r', '\t', '\u0000', '\u0085', '\u009f', '\u2028', '\u2029', '\ud800', '\udfff'];
    const unit = fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom('a', ' ', '\u3000', SMILEY, 'é') },
      { weight: 1, arbitrary: fc.constantFrom(...bad) },
    );
    const text = fc.oneof(fc.string({ unit, maxLength: 8 }), fc.string({ unit, minLength: 250, maxLength: 260 }));
    fc.assert(
      fc.property(text, (name) => {
        // Two halves side by side are one character, so what is bad is looked for in the whole.
        const characters = Array.from(name);
        const fits =
          characters.length >= 1 &&
          characters.length <= 256 &&
          name.trim() !== '' &&
          !characters.some((character) => bad.includes(character));
        expect(parse(name).isOk()).toBe(fits);
      }),
    );
  });

  it('is given back by a store in UTF-8 as it was', () => {
    fc.assert(
      fc.property(displayName(), (name) => {
        const taken = parse(name)._unsafeUnwrap().name;
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(taken))).toBe(name);
      }),
    );
  });

  it('is refused in no time when it is twenty million characters long', () => {
    expect(parse(' '.repeat(20_000_000)).isErr()).toBe(true);
    expect(parse('x'.repeat(20_000_000)).isErr()).toBe(true);
  });
});

describe('A name that becomes known', () => {
  const at = parseInstant('2026-11-22T09:30:00.000Z')._unsafeUnwrap();
  const contoso = parsePartner({ id: 'contoso', name: 'Contoso', program: 'advisor', standing: 'active' })._unsafeUnwrap();
  const byContoso = { kind: 'partner', partnerId: contoso.id } as const;
  const request = {
    id: parseRequestId('request-1')._unsafeUnwrap(),
    partnerId: contoso.id,
    indirectResellerId: null,
    token: parseInviteToken('k3PzVt0Wc9yQd5Lm')._unsafeUnwrap(),
    openedAt: at,
    revokedAt: null,
  };
  const customerOf = (name: string): Customer => parseCustomer({ id: 'adatum', name })._unsafeUnwrap();
  const doors = {
    registerPartner: (name: string) => registerPartner(null, { partner: { ...contoso, name }, at }),
    addCustomer: (name: string) =>
      addCustomer(null, { customer: customerOf(name), partner: contoso, services: [], by: byContoso, at }),
    acceptRequest: (name: string) => {
      const customer = customerOf(name);
      const by = { kind: 'customer', customerId: customer.id } as const;
      return acceptRequest(null, { customer, partner: contoso, request, services: [], by, at });
    },
  };
  const hidden = [
    ['a character that nobody sees', '\u200b'],
    ['several, and spaces', ' \u200d \u2060\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a filler of Hangul', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['a note without a head', '\u{1d159}'],
    ['blanks of hieroglyphs', '\u{13441}\u{13442}'],
    ['what stands for an object that is not there', '\ufffc'],
    ['a mark without a letter', '\u0301'],
    ['a selector of variations', '\ufe0f'],
    ['a mark of direction alone', '\u200f'],
    ['a tag', '\u{e0041}'],
  ] as const;
  const turning = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'].map(
    (control) => [`U+${control.charCodeAt(0).toString(16)}`, `Contoso${control}`] as const,
  );
  const noncharacters = ['\ufdd0', '\ufdef', '\ufffe', '\uffff', '\u{1fffe}', '\u{10ffff}'].map(
    (character) => [`a noncharacter, U+${character.codePointAt(0)?.toString(16)}`, `Con${character}toso`] as const,
  );
  const refused = [...hidden, ...turning, ...noncharacters];

  describe.each(Object.entries(doors))('by %s', (_door, enter) => {
    it.each(refused)('cannot be %s', (_what, name) => {
      expect(enter(name)._unsafeUnwrapErr()).toMatchObject({
        code: 'malformed-input',
        context: { path: expect.stringMatching(/^command\.(?:partner|customer)\.name$/) },
      });
    });

    const ofLetters = ['A', '世', 'e\u0301', '\u200fشركة 365\u200e', '\u061cحساب', 'क\u200dष'];
    it.each([...ofLetters, '\u{1f600}', '!', '👩🏽‍💻', '\ue000', '\ufffd'])('can be %j', (name) => {
      expect(enter(name).isOk()).toBe(true);
    });

    it('can be any that the generator makes', () => {
      fc.assert(fc.property(displayName(), (name) => enter(name).isOk()));
    });
  });

  it.each(refused)('was stored by an earlier release: %s, and is read and goes on', (_what, name) => {
    const customer = customerOf(name);
    const partner = { ...contoso, name };
    const by = { kind: 'customer', customerId: customer.id } as const;
    const account = evolvePartner(null, { kind: 'partner-registered', at, partner })._unsafeUnwrap();
    expect(registerPartner(account, { partner, at })._unsafeUnwrap()).toEqual([]);
    const state = evolveCustomer(null, { kind: 'customer-registered', at, by, customer })._unsafeUnwrap();
    const accepted = acceptRequest(state, { customer, partner, request, services: [], by, at });
    expect(accepted._unsafeUnwrap().map(({ kind }) => kind)).toEqual(['relationship-established']);
  });
});
