import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const anchor = `<a href="${link}">Accept</a>`;

/** So many style sheets, of which each may hide one class. */
const sheets = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `<style>.c${index}{display:none}</style>`);

/** What it is, its name, and the email in three pieces: before its place, what stands there, and the rest. */
const CASES: readonly (readonly [what: string, name: string, before: string, place: string, after: string])[] = [
  ['character', '&', `${anchor}<p>A &amp; B `, '&nosuch;', ' and &nosuch; C</p>'],
  ['character', '&', `${anchor}<p>&amp;&#38;&lt;& `, '&#0;', '</p>'],
  ['character', '&', `${anchor}<p>&amp;`, '&#xFDD0;', 'B</p>'],
  ['character', '&', `${anchor}<p>&amp;`, '&#131070;', 'B</p>'],
  ['character', '&', '<html><head><title>A &amp; B ', '&nosuch;', `</title></head><body>${anchor}</body></html>`],
  ['character', 'U+202E', `${anchor}<p>A &amp; B `, '\u202e', 'C</p>'],
  ['character', 'U+202D', `${anchor}<p>A &amp; B `, '&#8237;', 'C\u202e</p>'],
  ['character', 'U+202E', `${anchor}<p>A &amp; B `, '&#X0202E;', 'C</p>'],
  ['character', 'U+0000', anchor, '\0', '<p>A</p>'],
  ['character', 'U+FDD0', anchor, '\ufdd0', '<p>A</p>'],
  ['character', 'U+1FFFE', `${anchor}<p>\u{1f600}`, '\u{1fffe}', '</p>'],
  ['markup', '', `${anchor}<p>A`, '< B', '</p>'],
  ['markup', '', `${anchor}<style>`, '<!-- .y{color:#222}', '</style><p></p><!-- note -->'],
  ['markup', '', `${anchor}<style>`, '<!--> .y{color:#222}', '</style><p></p><!-- note -->'],
  ['element', 'x', anchor, '<x>', 'A</x>'],
  ['element', 'b', `${anchor}<p>`, '</b>', '</p>'],
  ['element', 'b', `${anchor}<p></p>`, '<b>', 'A'],
  ['element', 'style', sheets(120).join(''), '<style>', `.more{display:none}</style>${anchor}<style></style>`],
  ['attribute', 'onclick', anchor, '<p class="x" onclick="y">', '</p>'],
  ['attribute', 'title', anchor, '<p title="A &amp; &nosuch;">', '</p>'],
  ['style', 'position', anchor, '<p style="color:red;position:fixed">', '</p>'],
  ['style', 'position', `${anchor}<style>`, 'p{position:fixed}', '</style>'],
  ['character', 'U+034F', '<p>Hello</p><p>', `&copy;${link}`, '</p><p>Bye</p>'],
  ['element', 'img', `${anchor}<a href="//e.example">`, '<img src="x" alt="">', '</a>'],
  ['style', 'font-size', `${anchor}<a href="//e.example"><b style="font-size:8px">`, 'help', '</b></a>'],
  ['style', 'font-size', `<p><a href="${link}" style="font-size:1px">`, 'Accept', '</a></p>'],
];

describe('What cannot be judged in HTML', () => {
  it.each(CASES)('is told with its place: %s %j', (what, name, before, place, after) => {
    expect(checkInvitation({ html: `${before}${place}${after}` }, link)._unsafeUnwrapErr()).toMatchObject({
      code: 'cannot-judge',
      context: { part: 'html', what, name, at: before.length },
    });
  });

  it('is told with its place in what Outlook alone reads, as in the rest', () => {
    const before = `${anchor}<!--[if mso]><p>A &amp; B `;
    expect(checkInvitation({ html: `${before}&nosuch;</p><![endif]-->` }, link)._unsafeUnwrapErr()).toMatchObject({
      code: 'cannot-judge',
      context: { what: 'character', name: '&', at: before.length },
    });
  });
});

describe('What cannot be judged in a text', () => {
  it.each([
    ['U+0000', '\0'],
    ['U+202D', '\u202d'],
    ['U+202E', '\u202e'],
    ['U+FDD0', '\ufdd0'],
    ['U+FFFE', '\ufffe'],
    ['U+10FFFF', '\u{10ffff}'],
  ])('is told with its place: %s', (name, character) => {
    const before = `\u{1f600} & ${link} `;
    const error = checkInvitation({ text: `${before}${character} ${character}` }, link)._unsafeUnwrapErr();
    expect(error).toMatchObject({
      code: 'cannot-judge',
      context: { part: 'text', what: 'character', name, at: before.length },
    });
  });
});
