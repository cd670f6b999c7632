import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName } from 'partner-relationships/arbitraries';
import { cut, fitted, printable, widthOf, wrapped } from '../../docs/examples/demo/width';

const width = fc.integer({ min: 6, max: 40 });

describe('Text on a terminal', () => {
  it.each([
    ['plain', 5],
    ['青石书店', 8],
    ['ｆｕｌｌ', 8],
    ['한글', 4],
    ['e\u0301te\u0301', 3],
    ['Zürich', 6],
    ['👍🏽', 2],
    ['🇨🇳🇩🇪', 4],
    ['❤️', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['می\u200cخواهم', 7],
    ['✓ ✗ │ − …', 9],
    ['', 0],
  ])('%j takes %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('cannot move the cursor, break the line or change its direction', () => {
    expect(printable('a\u001b[2Jb\u202ec\u200ed\u2028e\ud800f\u0007')).toBe('a[2Jbcdef');
    for (const kept of ['Zürich 青石 e\u0301', '👨‍👩‍👧‍👦', 'می\u200cخواهم']) expect(printable(kept)).toBe(kept);
  });

  it('is cut to fit, with an ellipsis in place of the rest', () => {
    expect(cut('青石书店', 8)).toBe('青石书店');
    expect(cut('青石书店', 7)).toBe('青石书…');
    expect(cut('青石书店', 6)).toBe('青石…');
    expect(cut('Blue Heron', 6)).toBe('Blue…');
  });

  it('fills its column exactly', () => {
    fc.assert(
      fc.property(displayName().map(printable), width, (text, columns) => {
        expect(widthOf(fitted(text, columns))).toBe(columns);
      }),
    );
  });

  it('is wrapped into lines that fit, and loses only spaces', () => {
    fc.assert(
      fc.property(displayName().map(printable), width, (text, columns) => {
        const lines = wrapped(text, columns);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.normalize().replace(/\s/gu, ''));
      }),
    );
  });

  it('is wrapped at spaces, and inside a word only if it is longer than a line', () => {
    expect(wrapped('one transacting partner', 12)).toEqual(['one', 'transacting', 'partner']);
    expect(wrapped('transacting', 6)).toEqual(['transa', 'cting']);
  });
});
