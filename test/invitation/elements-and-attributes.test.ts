import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link, token } from '../fixtures/cast';

const written = link.replace('&', '&amp;');
const shown = `<a href="${written}">${written}</a>`;
const inWhite = `<a href="${written}" style="color:#fff">Accept</a>`;
const elsewhere = (words = 'help', attributes = ''): string =>
  `<a href="https://elsewhere.example/" ${attributes}>${words}</a>`;

/** The code, and what the message names. */
const verdict = (html: string): string =>
  checkInvitation({ html }, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}`.trim() : code),
  );
const inDocument = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>x</title>${head}</head><body>${body}</body></html>`;

describe('An attribute for looks', () => {
  it.each([
    ['1', 10],
    ['2', 13],
    ['3', 16],
    ['4', 18],
    ['5', 24.8],
    ['6', 34.4],
    ['7', 53.6],
    ['8', 53.6],
    ['17', 53.6],
    ['0', 10],
    ['-1', 13],
    ['-5', 10],
    ['+1', 18],
    ['+4', 53.6],
    ['+9', 53.6],
    [' +2', 24.8],
    [' 7', 53.6],
    ['4+', 18],
    ['x', 16],
  ])('gives letters the size that browsers give them: %j', (size, height) => {
    const email = (line: number): string =>
      inDocument(`<p>${shown}</p><p style="line-height:${line}px"><font size="${size}">${elsewhere()}</font></p>`);
    expect(verdict(email(height))).toBe('as it was made');
    expect(verdict(email(height - 1))).toBe('cannot-judge: style line-height');
  });

  it.each([
    ['as it was made', `<p size="7" style="line-height:16px">${elsewhere()}</p><p>${shown}</p>`],
    ['as it was made', `<table><tr><td bgcolor="navy">${inWhite}</td></tr></table>`],
    ['as it was made', `<p style="background:#414141;color:#fff"><a name="link">${written}</a></p>`],
    ['cannot-judge: style color', `<p><font color="white">${written}</font></p>`],
    ['cannot-judge: style color', `<table><tr><td background="x.png">${written}</td></tr></table>`],
    ['cannot-judge: style height', `<table><tr><td height="9" style="display:block"><br>${shown}</td></tr></table>`],
    ['cannot-judge: style text-transform', `<p style="text-transform:uppercase">${written}</p>`],
    ['cannot-judge: style text-transform', `<div style="text-transform:uppercase"><p>${written}</p></div>`],
    ['as it was made', `<p style="text-transform:none">${written}</p>`],
    ['cannot-judge: style padding', `<p>${shown}</p><div style="display:inline;padding:40px">x</div>`],
    ['as it was made', `<p>${shown}</p><p><img src="x" alt="" style="padding:20px;border:5px solid #ccc"></p>`],
    ['as it was made', `<p>${shown} ${elsewhere('help', 'style="display:inline-block;padding:12px 24px"')}</p>`],
    ['as it was made', `<table><tr><td width="50%" style="padding:9px">${shown}</td><td>x</td></tr></table>`],
    ['cannot-judge: style line-height', `<style>p{line-height:0.5}</style><p style="line-height:2">${shown}</p>`],
    ['cannot-judge: style line-height', `<style>p{line-height:2}</style><p style="line-height:0.5">${shown}</p>`],
    ['as it was made', `<p style="font-size:6px">${shown}</p>`],
    ['cannot-judge: style font-size', `<p style="font-size:5.9px">${shown}</p>`],
  ])('invitation-link-is-left-as-is: is %s: %s', (expected, body) => {
    expect(verdict(inDocument(body))).toBe(expected);
  });

  it('invitation-link-is-left-as-is: leaves room for the words of an anchor, or too little', () => {
    const email = (width: number): string => {
      const anchor = `<a href="${written}" style="display:inline-block;width:${width}px"><b>Accept</b></a>`;
      return inDocument(`<table><tr><td>${anchor}</td><td>${elsewhere()}</td></tr></table>`);
    };
    expect(verdict(email(96))).toBe('as it was made');
    expect(verdict(email(95))).toBe('cannot-judge: style width');
  });
});

describe('What is not displayed', () => {
  it.each([
    `<div style="display:none">${elsewhere('xxx', 'style="line-height:0;font-size:300px"')}</div>`,
    elsewhere('xxx', 'style="display:none;line-height:0"'),
    `<div hidden>${elsewhere('xxx', 'style="line-height:0;font-size:300px"')}</div>`,
    `<div style="display:none"><p style="display:block">${elsewhere('xxx', 'style="line-height:0"')}</p></div>`,
    `<style>p{line-height:1.5}</style><div style="display:none"><span style="padding:40px">x</span></div>`,
  ])('invitation-link-is-left-as-is: covers nothing: %s', (body) => {
    expect(verdict(inDocument(`${body}<p>${shown}</p>`))).toBe('as it was made');
  });

  it('invitation-link-is-left-as-is: is told to be so where programs differ about the link in it', () => {
    expect(verdict(inDocument(`<p hidden>*${written}*</p><p>${shown}</p>`))).toBe('cannot-judge: attribute hidden');
  });
});

describe('An email without a doctype', () => {
  const table = `<table><tr><td>${written}</td></tr></table>`;
  const inBlack = `<div style="color:#000">${table}</div>`;
  it.each([
    ['cannot-judge: style color', `<html style="color:#fff"><body>${inBlack}</body></html>`],
    ['cannot-judge: style color', `<html><body text="#ffffff">${inBlack}</body></html>`],
    ['as it was made', `<html><body text="#ffffff"><p style="color:#000">${written}</p></body></html>`],
    ['as it was made', `<html><body style="color:#fff"><p style="color:#000">${written}</p></body></html>`],
    ['as it was made', `<html><body style="font-size:16px">${table}</body></html>`],
    ['as it was made', `<p style="color:#fff">Hello</p><div>${table}</div>`],
  ])('invitation-link-is-left-as-is: is %s when tables take the colour of the page: %s', (expected, html) => {
    expect(verdict(html)).toBe(expected);
  });

  const doctypes = ['<!doctype html>', '\n <!DOCTYPE HTML >', '<!doctype html\n>'];
  it.each(doctypes)('is not one that begins with %j', (doctype) => {
    const image = `<p>${elsewhere('<img src="x" alt="">')}</p><p>${shown}</p>`;
    expect(verdict(doctype + image)).toBe('as it was made');
    expect(verdict(`${doctype.replace(/html/i, 'htm')}${image}`)).toBe('cannot-judge: element img');
    expect(verdict(`<!-- ${doctype} -->${image}`)).toBe('cannot-judge: element img');
  });

  it('has tables whose letters are as large as ever, in lines as low as those around them', () => {
    const inTable = `<table><tr><td>${elsewhere()}</td></tr></table>`;
    const body = `<div style="font-size:8px;line-height:9px">${inTable}</div><p>${shown}</p>`;
    expect(verdict(body)).toBe('cannot-judge: style line-height');
    expect(verdict(body.replace(/<(\/?)t[^>]*>/g, '<$1div>'))).toBe('as it was made');
    expect(verdict(inDocument(body))).toBe('as it was made');
  });
});

describe('The parts of a document', () => {
  const head = '<head><title>x</title></head>';
  it.each([
    ['cannot-judge: element body', `<html>${head}</html><body>${shown}</body>`],
    ['cannot-judge: element body', `<body><p>Hello</p></body><body>${shown}</body>`],
    ['cannot-judge: element head', `${head}${head}<body>${shown}</body>`],
    ['cannot-judge: element head', `<body>${shown}</body>${head}`],
    ['cannot-judge: markup', `${head}Hello<body>${shown}</body>`],
    ['cannot-judge: markup', `<body>${shown}</body>Hello`],
    ['cannot-judge: element html', `<p>${shown}</p><html></html>`],
    ['as it was made', `${head}<body>${shown}</body>`],
    ['as it was made', `<html>${head}<body>${shown}</body></html>`],
    ['as it was made', `<style>/* A & B &nosuch; */</style><p>${shown}</p>`],
  ])('invitation-link-is-left-as-is: are %s in this order: %s', (expected, html) => {
    expect(verdict(html)).toBe(expected);
  });

  it('invitation-link-is-left-as-is: do not make the rest an anchor when they hold a link to fonts', () => {
    const fonts = '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Lato">';
    expect(verdict(inDocument(`<p>${written.replace('contoso', 'con<b>to</b>so')}</p>`, fonts))).toBe('link-altered');
  });
});

describe('The name in an error', () => {
  it('is left out when it is longer than 40 characters or holds 8 of the token in a row', () => {
    const named = (name: string): string => verdict(`<p ${name}="x">${shown}</p>`);
    const end = token.slice(-8).toLowerCase();
    expect(named('x'.repeat(40))).toBe(`cannot-judge: attribute ${'x'.repeat(40)}`);
    expect(named('x'.repeat(41))).toBe('cannot-judge: attribute');
    expect(named(`x${end}`)).toBe('cannot-judge: attribute');
    expect(named(`x${token.slice(0, 8).toLowerCase()}`)).toBe('cannot-judge: attribute');
    expect(named(`x${end.slice(1)}`)).toBe(`cannot-judge: attribute x${end.slice(1)}`);
  });
});
