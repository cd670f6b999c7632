import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const H = link.replace('&', '&amp;');
const BUTTON = `<p><a href="${H}">Accept</a></p>`;

/** The code, and what the message names. */
const verdictOf = (html: string): string =>
  checkInvitation({ html }, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}` : code),
  );
const forOutlook = (html: string): string => `<!--[if mso]>${html}<![endif]-->${BUTTON}`;
const withHead = (head: string): string => `<html><head>${head}</head><body>${BUTTON}</body></html>`;
const cells = '<tr><td>x</td></tr>';

describe('The elements of an email', () => {
  it.each([
    ['a whole table', `<table><colgroup><col><col></colgroup><thead><tr><th>x</th></tr></thead><tbody>${cells}</tbody><tfoot>${cells}</tfoot></table>${BUTTON}`],
    ['a table without groups', `<table><col>${cells}</table>${BUTTON}`],
    ['lists', `<ol><li>x</li></ol><ul><li>${BUTTON}</li></ul>`],
    ['a head and a body alone', `<head><title>x</title></head><body>${BUTTON}</body>`],
    ['a style sheet in the head', withHead('<style>.x{color:#222}</style>')],
    ['a style sheet in a comment after a space', withHead('<style>\n<!-- .x{color:#222} --></style>')],
    ['an empty line before the doctype', `\n<!doctype html>${BUTTON}`],
    ['a style sheet in a block', `<div><style>.x{color:#222}</style>${BUTTON}</div>`],
    ['a slash in a tag that holds nothing', `${BUTTON}<br/><hr /><img src="x" alt=""/>`],
    ['a heading after a heading, and words in one', `<h1>Hello <b>Ada</b></h1><h2>x</h2>${BUTTON}`],
    ['a paragraph in a heading', `<h2>${BUTTON}</h2>`],
    ['a place to jump to', `<a name="scheme"></a>${BUTTON}`],
    ['an image after it', `<p>${H}<img src="x" alt=""></p>`],
    ['elements 250 deep', `${'<b>'.repeat(250)}x${'</b>'.repeat(250)}${BUTTON}`],
  ])('are judged: %s', (_what, html) => {
    expect(verdictOf(html)).toBe('as it was made');
  });

  it.each([
    ['elements 251 deep', `${'<b>'.repeat(250)}<i>x</i>${'</b>'.repeat(250)}${BUTTON}`, 'i'],
    ['a document in a document', `<div><html></html></div>${BUTTON}`, 'html'],
    ['a head in a block', `<div><head></head></div>${BUTTON}`, 'head'],
    ['a body in a block', `<div><body>${BUTTON}</body></div>`, 'body'],
    ['a title in the body', `<title>x</title>${BUTTON}`, 'title'],
    ['a meta in the body', `<meta charset="utf-8">${BUTTON}`, 'meta'],
    ['a link in the body', `<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Lato">${BUTTON}`, 'link'],
    ['a paragraph in the head', withHead('<p>x</p>'), 'p'],
    ['a style sheet in a table', `<table><style>.x{color:#222}</style>${cells}</table>${BUTTON}`, 'style'],
    ['a column in a row', `<table><tr><col></tr></table>${BUTTON}`, 'col'],
    ['columns in a block', `<div><colgroup></colgroup></div>${BUTTON}`, 'colgroup'],
    ['a head of a table in a block', `<div><thead></thead></div>${BUTTON}`, 'thead'],
    ['a body of a table in a block', `<div><tbody></tbody></div>${BUTTON}`, 'tbody'],
    ['a foot of a table in a block', `<div><tfoot></tfoot></div>${BUTTON}`, 'tfoot'],
    ['a row in a block', `<div><tr></tr></div>${BUTTON}`, 'tr'],
    ['a cell in a table', `<table><td>x</td></table>${BUTTON}`, 'td'],
    ['a heading of a column in a table', `<table><th>x</th></table>${BUTTON}`, 'th'],
    ['an entry without a list', `<div><li>x</li></div>${BUTTON}`, 'li'],
    ['a slash in a tag that holds something', `<div/>x</div>${BUTTON}`, 'div'],
    ['a heading in a heading', `<h1>Hello <h2>x</h2></h1>${BUTTON}`, 'h2'],
    ['a heading in words of a heading', `<h1>Hello <b><h3>x</h3></b></h1>${BUTTON}`, 'h3'],
    ['a paragraph in words of a paragraph', `<p><b><p>x</p></b></p>${BUTTON}`, 'p'],
    ['a table in a paragraph', `<p><table>${cells}</table></p>${BUTTON}`, 'table'],
  ])('are not judged where parsers move them, or may: %s', (_what, html, name) => {
    expect(verdictOf(html)).toBe(`cannot-judge: element ${name}`);
  });
});

describe('An element that only Outlook knows', () => {
  it.each(['noscript', 'xml', 'o:p', 'o:AllowPNG', 'w:WordDocument', 'm:mathPr', 'v:roundrect', 'x:ClientData'])(
    'is fine in a comment for Outlook: %s',
    (name) => {
      expect(verdictOf(forOutlook(`<${name}>x</${name}>`))).toBe('as it was made');
      const inHead = `<html><head><!--[if mso]><${name}>x</${name}><![endif]--></head><body>${BUTTON}</body></html>`;
      expect(verdictOf(inHead)).toBe(name === 'o:p' ? 'cannot-judge: element o:p' : 'as it was made');
    },
  );

  it.each(['noscripts', 'anoscript', 'xmls', 'axml', 'a:p', 'ao:p', 'v1:p', 'script'])('is none that has another name: %s', (name) => {
    expect(verdictOf(forOutlook(`<${name}>x</${name}>`))).toBe(`cannot-judge: element ${name}`);
  });

  it.each([
    ['an element of all programs in it', '<xml><b>x</b></xml>', 'element b'],
    ['a table around it', `<table><xml>x</xml>${cells}</table>`, 'element xml'],
    ['a target', '<v:roundrect arcsize="5%" href="//elsewhere.example">x</v:roundrect>', 'attribute href'],
    ['a target of another kind', '<v:shape xlink:href="//elsewhere.example">x</v:shape>', 'attribute xlink:href'],
  ])('is not judged with %s', (_what, html, named) => {
    expect(verdictOf(forOutlook(html))).toBe(`cannot-judge: ${named}`);
  });
});

describe('An attribute', () => {
  it.each([
    ['bgcolor', ['table', 'tbody', 'td', 'tr'], ['p', 'div', 'span', 'a']],
    ['color', ['font', 'hr'], ['p', 'table', 'span']],
    ['href', ['a'], ['p', 'div', 'img', 'td']],
    ['src', ['img'], ['p', 'a', 'td']],
    ...['alink', 'link', 'text', 'vlink'].map((name) => [name, ['body'], ['p', 'a', 'td']] as const),
    ...['charset', 'content', 'http-equiv'].map((name) => [name, [], ['p', 'a', 'td']] as const),
  ] as const)('stands only where it has an effect of its own: %s', (name, bearers, others) => {
    const email = (tag: string): string => {
      const attribute = `${name}="#222222"`;
      const table = (['table', 'tbody', 'tr', 'td'] as const).map((one) => `<${one}${one === tag ? ` ${attribute}` : ''}>`).join('');
      if (table.includes(attribute)) return `<html><body>${table}x</td></tr></tbody></table>${BUTTON}</body></html>`;
      if (tag === 'body') return `<html><body ${attribute}></body></html>`;
      const isVoid = tag === 'img' || tag === 'hr';
      return `<html><body><${tag} ${attribute}>${isVoid ? '' : `x</${tag}>`}${BUTTON}</body></html>`;
    };
    for (const tag of bearers) expect([tag, verdictOf(email(tag))]).toEqual([tag, tag === 'body' ? 'link-missing' : 'as it was made']);
    for (const tag of others) expect([tag, verdictOf(email(tag))]).toEqual([tag, `cannot-judge: attribute ${name}`]);
  });

  it.each(['aria-label', 'data-x', 'xmlns', 'xmlns:o', 'leftmargin', 'marginheight'])('may be one that changes nothing: %s', (name) => {
    expect(verdictOf(`<html><body ${name}="x">${BUTTON}</body></html>`)).toBe('as it was made');
  });

  it.each(['x-aria-label', 'xdata-x', 'sandbox', 'onload', 'is', 'slot'])('is not judged when it is not known: %s', (name) => {
    expect(verdictOf(`<html><body ${name}="x">${BUTTON}</body></html>`)).toBe(`cannot-judge: attribute ${name}`);
  });

  it.each([
    ['align', '<img src="x" alt="" align="%">', ['absmiddle', 'baseline', 'bottom', 'center', 'middle', 'top', 'MIDDLE'], ['left', 'right', 'textbottom', 'topmost', '']],
    ['align', `<table align="%">${cells}</table>`, ['center', 'Center'], ['left', 'right', '']],
    ['dir', '<div dir="%">x</div>', ['ltr', 'auto', 'LTR'], ['rtl', 'RTL', 'ltrtl', 'rltr', '']],
    ['rowspan', '<table><tr><td rowspan="%">x</td></tr></table>', ['1'], ['2', '0', '10', '21', '']],
  ])('may have no value that moves something: %s in %s', (name, html, fine, others) => {
    for (const value of fine) expect([value, verdictOf(html.replace('%', value) + BUTTON)]).toEqual([value, 'as it was made']);
    for (const value of others) expect([value, verdictOf(html.replace('%', value) + BUTTON)]).toEqual([value, `cannot-judge: attribute ${name}`]);
  });

  it.each(['left', 'right', 'justify'])('may align words and cells to any side: %s', (side) => {
    expect(verdictOf(`<p align="${side}">x</p><table><tr><td align="${side}">${BUTTON}</td></tr></table>`)).toBe('as it was made');
  });
});

describe('The head of an email', () => {
  const CHARSETS = ['utf-8', 'UTF-8', 'us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'Windows-1251'];

  it.each([
    ...CHARSETS.map((one) => `<meta charset="${one}">`),
    ...CHARSETS.map((one) => `<meta http-equiv="Content-Type" content="text/html; charset=${one}">`),
    '<meta http-equiv="content-type" content="text/html;charset=utf-8">',
    '<meta http-equiv="Content-Language" content="en">',
    '<meta http-equiv="X-UA-Compatible" content="IE=edge">',
    '<meta name="viewport" content="width=device-width">',
    ...['light', 'light only', 'only light'].map((one) => `<meta name="color-scheme" content="${one}">`),
    '<meta name="supported-color-schemes" content="light">',
    '<link rel="Stylesheet" href="https://fonts.googleapis.com/css?family=Roboto">',
  ])('may say: %s', (tag) => {
    expect(verdictOf(withHead(tag))).toBe('as it was made');
  });

  it.each([
    ...['utf-7', 'utf-16', 'x-utf-8', 'utf-8x', 'iso-8859-', 'iso-2022-jp', 'windows-12521', 'windows-125x', 'big5', ''].flatMap((one) => [
      `<meta charset="${one}">`,
      `<meta http-equiv="Content-Type" content="text/html; charset=${one}">`,
    ]),
    '<meta http-equiv="content-type">',
    '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
    '<meta http-equiv="default-style" content="x">',
    ...['dark', 'light dark', 'dark light', 'only dark', ''].map((one) => `<meta name="color-scheme" content="${one}">`),
    '<meta name="color-scheme">',
    '<meta name="Supported-Color-Schemes" content="dark">',
  ])('may not say: %s', (tag) => {
    expect(verdictOf(withHead(tag))).toBe('cannot-judge: element meta');
  });

  it.each([
    '<link rel="icon" href="https://fonts.googleapis.com/css?family=Roboto">',
    '<link href="https://fonts.googleapis.com/css?family=Roboto">',
    '<link rel="stylesheet">',
    '<link rel="stylesheet" href="https://elsewhere.example/x.css">',
  ])('may not bring: %s', (tag) => {
    expect(verdictOf(withHead(tag))).toBe('cannot-judge: element link');
  });
});
