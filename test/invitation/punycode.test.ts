import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodePunycode } from '../../src/invitation/punycode';

describe('What follows xn-- in a label of a host', () => {
  it('stands for the letters of which browsers make it, however far apart they are in Unicode', () => {
    const letters = Array.from({ length: 1000 }, (_, more) => String.fromCodePoint(0x4e00 + more));
    const names = letters.flatMap((letter) => [`一${letter}龠`, `ab一${letter}龠`, `é${letter}à-${letter}`]);
    expect(names.map((name) => decodePunycode(domainToASCII(name).replace(/^xn--/, '')))).toEqual(names);
  });

  it.each([
    ['the last character of Unicode', 'dn32g', '\u{10ffff}'],
    ['letters of ASCII', 'portal-', 'portal'],
    ['nothing, when it would be one beyond', 'en32g', ''],
    ['nothing, when it ends within a number', 'fiqs8', ''],
    ['nothing, when it holds what is no digit', 'fi_s8s', ''],
    ['nothing, when it is empty', '', ''],
  ])('can stand for %s', (_what, label, letters) => {
    expect(decodePunycode(label)).toBe(letters);
  });
});
