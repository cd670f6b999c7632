import { describe, expect, it } from 'vitest';
import { fitted, shortened } from '../../src/invitation/line-limit';

const LINK = 'https://portal.example/';
const LONGEST = 984;

const a = (count: number): string => 'a'.repeat(count);
const octetsIn = (text: string): number => new TextEncoder().encode(text).length;

describe('A line of an email', () => {
  it.each(['\x7f', '\u0080', '\u07ff', '\u0800', '\uffff', '\u{10000}', '\u{10ffff}'])(
    'holds as many octets as it may, and no more, of a character at the end of what takes so many: %j',
    (char) => {
      const text = char.repeat(2000);
      const lines = fitted(text, LINK, '\n').split('\n');
      expect(lines.join('')).toBe(text);
      expect(Math.max(...lines.map(octetsIn))).toBeLessThanOrEqual(LONGEST);
      expect(lines.slice(0, -1).filter((line) => octetsIn(line + char) <= LONGEST)).toEqual([]);
    },
  );

  it.each([
    ['stays as it is when it is just short enough', a(LONGEST), a(LONGEST)],
    ['begins with the link', `${LINK}${a(LONGEST)}`, `${LINK}${a(LONGEST - LINK.length)}|${a(LINK.length)}`],
    ['ends before the link', `${a(LONGEST)}${LINK}`, `${a(LONGEST)}|${LINK}`],
    ['is broken before a letter with a joiner at the end', `${a(981)}ه\u200d`, `${a(981)}|ه\u200d`],
    ['is broken before a letter with a joiner and a tag', `${a(981)}ه\u200d<br>`, `${a(981)}|ه\u200d<br>`],
  ])('%s', (_what, line, written) => {
    expect(fitted(line, LINK, '|')).toBe(written);
  });

  it('holds nothing but the link when that alone is too long', () => {
    const link = `${LINK}${a(LONGEST)}`;
    expect(fitted(`b${link}c`, link, '|')).toBe(`b|${link}|c`);
  });
});

describe('A text that is shortened', () => {
  it.each([
    ['is left as it is when it is just short enough', '\u{1f600}'.repeat(225), '\u{1f600}'.repeat(225)],
    ['loses what does not fit beside the ellipsis', '\u{1f600}'.repeat(226), `${'\u{1f600}'.repeat(224)}…`],
    ['is as long as it may be', `a${'\u{1f600}'.repeat(225)}`, `a${'\u{1f600}'.repeat(224)}…`],
    ['keeps no letter without its mark', `${a(896)}e\u0301${a(9)}`, `${a(896)}…`],
    ['keeps a letter with its mark', `${a(894)}e\u0301${a(9)}`, `${a(894)}e\u0301…`],
  ])('%s', (_what, text, kept) => {
    expect(shortened(text, 900)).toBe(kept);
  });
});
