import fc from 'fast-check';
import { parseCustomer, parsePartner } from 'partner-relationships';
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
