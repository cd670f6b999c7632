import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const H = link.replace('&', '&amp;');
const E = 'https://elsewhere.example/';
const SHOWN = `<a href="${H}">${H}</a>`;
const BUTTON = `<a href="${H}">Accept</a>`;
const styled = (style: string, words = 'Accept'): string => `<a href="${H}" style="${style}">${words}</a>`;
const elsewhere = (style: string, words = 'help pages'): string => `<a href="${E}" style="${style}">${words}</a>`;
const WHITE = styled('color:#fff');
const BLACK = styled('color:#000');

const verdictOf = (html: string): string => checkInvitation({ html }, link).match(() => 'as it was made', ({ code }) => code);
const inDocument = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>x</title>${head}</head><body>${body}</body></html>`;

describe('An email in which a browser shows no link', () => {
  it.each([
    styled('color:#fff!important;color:#000'),
    `<p style="background:#fff!important;background:#000">${WHITE}</p>`,
    styled('font-size:0!important;font-size:16px'),
    `<p style="background:#000;background:none">${WHITE}</p>`,
    `<p style="background:#000;background:inherit">${WHITE}</p>`,
    `<style>p{background:none!important}</style><p style="background:#000">${WHITE}</p>`,
    `<style>a{color:inherit!important}</style><p style="color:#fff">${BLACK}</p>`,
    `<p style="background-color:black black">${WHITE}</p>`,
    styled('color:#fff;color:black black'),
    styled('font-size:0px;font-size:16'),
    styled('font-size:0px;font:foo 16px bar'),
    styled('font-size:0px;font:bold bold 16px bar'),
    styled('font-size:0px;font:16px inherit'),
    styled('font:16px Arial'),
    `<div style="font-size:1px"><p style="font-size:2000 1%">${H}</p></div>`,
    `<div style="font-size:1px"><p style="font-size:2000px%">${H}</p></div>`,
    `<div style="font-size:1px"><p style="font:2000%">${H}</p></div>`,
    `<div style="font-size:1px"><p style="font:16px">${H}</p></div>`,
    `<div style="background:#000"><p style="background:none #fff none;color:#000">${H}</p></div>`,
    `<p style="font-variant:small-caps">${H}</p>`,
    `<p style="bac\u212aground-color:#000">${WHITE}</p>`,
    `<p style="background:\u00a0#000">${WHITE}</p>`,
  ])('by what of its declarations counts: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });

  it.each([
    `<table><tr><td bgcolor="none">${H}</td></tr></table>`,
    `<table><tr><td bgcolor="window">${H}</td></tr></table>`,
    `<table><tr><td bgcolor="rgb(255,255,255)" style="color:#005025">${H}</td></tr></table>`,
    `<div bgcolor="#000000">${WHITE}</div>`,
    `<p color="#000">${H}</p>`,
    `<table><tr><td bgcolor="#000000" style="background:transparent">${WHITE}</td></tr></table>`,
  ])('by how attributes spell colours: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });

  it.each(['link', 'vlink', 'alink', 'text'])('by what the attribute %s of its body makes of letters', (name) => {
    const shown = name === 'text' ? H : `${BUTTON} ${H}`;
    const email = (colour: string): string => `<html><body ${name}="${colour}">${shown}</body></html>`;
    expect(verdictOf(email('#fff'))).toBe('cannot-judge');
    expect(verdictOf(email('rgb(0,0,0)'))).toBe('cannot-judge');
    expect(verdictOf(email('#222222'))).toBe('as it was made');
  });

  it('by the colour of its body, which tables take in an email without a doctype', () => {
    const email = `<html><body style="color:#fff"><div style="color:#000"><table><tr><td>${H}</td></tr></table></div></body></html>`;
    expect(verdictOf(email)).toBe('cannot-judge');
  });

  it.each([
    `<style>body{display:none}</style><p>${SHOWN}</p>`,
    `<style>html{display:none}</style><p>${SHOWN}</p>`,
    inDocument(`<style>tbody{display:none}</style><table><tr><td>${SHOWN}</td></tr></table>`),
    inDocument(`<style>tbody{visibility:hidden}</style><table><tr><td>${SHOWN}</td></tr></table>`),
    inDocument(`<style>tbody{font-size:1px}</style><table><tr><td>${SHOWN}</td></tr></table>`),
    inDocument(`<style>@import url(https://fonts.googleapis.com/css?family=a/*);a{display:none}p{background:url(*/);</style><p>${BUTTON}</p>`),
    inDocument(`<style>p{background:url(/*);}a{display:none}p{background:url(*/);}</style><p>${BUTTON}</p>`),
    inDocument(`<style>p{font-size:6px}</style><p><small><small>${BUTTON}</small></small></p>`),
    inDocument(`<style>a[title="x,y.z"]{display:none}</style><p><a title="x,y.z" href="${H}">Accept</a></p>`),
    inDocument(BLACK, '<meta name="color-scheme" content="dark">'),
    inDocument(BLACK, '<meta name="color-scheme" content="light dark">'),
    inDocument(BLACK, '<meta name="Color-Scheme" content="x">'),
  ])('by a style sheet or a color scheme: %s', (html) => {
    expect(verdictOf(html)).toBe('cannot-judge');
  });

  it.each([
    `<p style="text-decoration:line-through;text-decoration-color:#fff;text-decoration-thickness:40px">${SHOWN}</p>`,
    `<p>See ${styled('text-decoration:line-through 40px #fff')}</p>`,
    `<p style="text-decoration-thickness:40px">${SHOWN}</p>`,
    `<p style="text-underline-offset:-8px">${SHOWN}</p>`,
    `<p>${SHOWN}</p><p style="outline:400px solid #fff">x</p>`,
    `<p>${SHOWN}</p><p style="-webkit-text-stroke-width:200px;color:#fff">x</p>`,
    `<p style="font-size-adjust:0">${SHOWN}</p>`,
    `<p style="font-variation-settings:'wght' 0">${SHOWN}</p>`,
    `<p>${SHOWN}<br><span style="padding:60px 300px;background:#fff">x</span></p>`,
    `<style>.x{padding:60px 300px;background:#fff}</style><p>${SHOWN}<br><span class="x">x</span></p>`,
    `<p>${SHOWN}<br><span style="border:60px solid #fff">x</span></p>`,
    `<p>${SHOWN}<br><span style="border:20px solid #fff">x</span></p>`,
    `<table style="border-spacing:10px 3000px"><tr><td>${SHOWN}</td></tr></table>`,
    `<p style="text-indent:-48px">${styled('', 'Go')}</p>`,
    `<ul style="list-style-type:'xxxxxxxxxxxxxxxxxxxxxxxxxx'"><li>${BUTTON}</li></ul>`,
    `<div style="box-shadow:0 0 0 90px #fff">x</div>${SHOWN}`,
  ])('by what is painted over it or moved away: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });

  it.each(['2800', '3164', '115f', 'ffa0', '1d159', 'e0020', '200b'])('for its words are U+%s, which is blank', (code) => {
    expect(verdictOf(inDocument(`<p>${styled('text-decoration:none', `&#x${code};`)}</p>`))).toBe('link-missing');
  });
});

describe('An email in which a click on the link may lead elsewhere', () => {
  it.each([
    `<div>${SHOWN}</div><div style="line-height:10px"><a href="${E}"><span style="font-size:40px">help</span></a></div>`,
    `<div>${SHOWN}</div><div style="line-height:10px"><h1><a href="${E}">help</a></h1></div>`,
    `<p>${SHOWN}${elsewhere('display:inline-block;text-indent:-300px')}</p>`,
    `<p>${SHOWN}${elsewhere('display:inline-block;text-indent:-48px')}</p>`,
    `<p>${SHOWN}<span style="display:inline-block;width:10px;direction:rtl;white-space:nowrap">${elsewhere('')}</span></p>`,
    `<p>${SHOWN}${elsewhere('display:inline-block;width:0;direction:rtl;white-space:nowrap')}</p>`,
    `<p><span style="display:inline-block;width:10px;white-space:nowrap">${BUTTON}</span>${elsewhere('display:inline-block')}</p>`,
    `<div style="display:inline-block;width:10%">${SHOWN}</div>${elsewhere('display:inline-block')}`,
    `<table><tr><td><div style="width:10%;margin:0 auto">${SHOWN}</div></td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td><div style="max-width:100px">${BUTTON.replace('Accept', 'Acceptthisinvitation')}</div></td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td style="display:block;width:10px">${SHOWN}</td><td style="display:inline-block">${elsewhere('')}</td></tr></table>`,
    `<table width="20" style="table-layout:fixed"><tr><td width="10" style="white-space:nowrap">${BUTTON}</td><td width="400">${elsewhere('display:block')}</td></tr></table>`,
    `<p>${SHOWN}<br>${elsewhere('border:60px solid transparent')}</p>`,
    `<p>${SHOWN}<br>${elsewhere('padding:60px 0')}</p>`,
    `<p>${SHOWN}<br>${elsewhere('padding:12px 20px')}</p>`,
    `<p>${SHOWN}<br>${elsewhere('padding:+60px 0')}</p>`,
    `<p>${SHOWN}<br>${elsewhere('border:solid rgb(9, 9, 9)')}</p>`,
    `<style>tbody{display:list-item}</style><p>${SHOWN}<br>${elsewhere('padding:40%')}</p>`,
    `<div style="height:10px"><br><br>${SHOWN}</div><div><br><br>${elsewhere('')}</div>`,
    `<div style="max-height:10px"><br><br>${SHOWN}</div><div><br><br>${elsewhere('')}</div>`,
    `<div style="height:100%"><br>${SHOWN}</div><div>${elsewhere('')}</div>`,
    `<style>div{height:40px}</style><div><br><br><br>${SHOWN}</div><p>${elsewhere('')}</p>`,
    `<table><tr><td>a</td><td rowspan="2">${SHOWN}</td></tr><tr><td colspan="2">${elsewhere('')}</td></tr></table>`,
    `<div>${SHOWN}</div><div>${elsewhere('vertical-align:60px;line-height:10px')}</div>`,
    `<div>${SHOWN}</div><div>${elsewhere('display:none;display:block;line-height:0;font-size:300px', 'xxx')}</div>`,
    `<style>a{display:block!important}</style><div>${SHOWN}</div><div>${elsewhere('display:none;line-height:0;font-size:300px', 'xxx')}</div>`,
    `<div>${SHOWN}</div><div hidden style="display:block;line-height:0;font-size:300px"><a href="${E}">xxx</a></div>`,
    `<style>.e{font-size:300px;line-height:20px}</style><div>${SHOWN}</div><div><a class="e" href="${E}">xxx</a></div>`,
    `<style>.e{line-height:4px}</style><div>${SHOWN}</div><div class="e"><a href="${E}">xxx</a></div>`,
    `<div>${SHOWN}</div><div style="font-size:40px">${elsewhere('display:block;line-height:0;opacity:0', 'xxxxxx')}</div>`,
    `<div>${SHOWN}</div><div style="font-size:40px">${elsewhere('display:block;line-height:0', '-------')}</div>`,
    `<div>${SHOWN}</div><div style="line-height:0"><p style="line-height:100 1%">${elsewhere('')}</p></div>`,
    `<div>${SHOWN}</div><div style="font-size:40px">${elsewhere('display:block;font-size:-5px;line-height:0')}</div>`,
    `<div>${SHOWN}</div><div style="font-size:40px">${elsewhere('display:block;font-size:x;line-height:0')}</div>`,
    `<div>${SHOWN}</div><div style="font-size:40px;line-height:0">${elsewhere('display:block;font:1')}</div>`,
    `<div>${SHOWN}</div>${elsewhere('display:block;font:72px Arial;line-height:0')}`,
    `<div>${SHOWN}</div><div style="font-size:x">${elsewhere('font-size:0em;font-size:40px;line-height:1px')}</div>`,
    `<div>${SHOWN}</div><div style="font:40px/0 serif"><a href="${E}">help</a></div>`,
    `<div>${SHOWN}</div><div style="font:40px Arial"><p style="line-height:20px">${elsewhere('')}</p></div>`,
    `<div style="font-size:40px">${SHOWN}<div style="font:10px"><p style="line-height:20px">${elsewhere('')}</p></div></div>`,
    `<div>${SHOWN}</div><div style="font:40px / 0 serif"><a href="${E}">help</a></div>`,
    `<div style="height:20px">${SHOWN}<br>x</div><div><a href="${E}"><img src="x" width="900" height="300" alt=""></a></div>`,
    `<p>${SHOWN}</p><p><a href="${E}"><img src="x" width="600" height="60" alt="help" style="vertical-align:60px"></a></p>`,
    `<p>${SHOWN}${elsewhere('display:inline-block;text-indent:-48px', '<img src="x" width="48" height="20" alt="">')}</p>`,
    `<p>${SHOWN} ${elsewhere('letter-spacing:-200px')}</p>`,
    `<p>${SHOWN} ${elsewhere('word-spacing:-300px', 'help a b c d')}</p>`,
  ])('by what may lie over it: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });
});

/** Stands to the right of a box that holds these words, in the next cell or as the next word. */
const beside = (style: string, words: string): readonly string[] => [
  `<table><tr><td><div style="${style}">${words}</div></td><td>${elsewhere('')}</td></tr></table>`,
  `<table><tr><td><div style="margin:0"><p style="${style}">${words}</p></div></td><td>${elsewhere('')}</td></tr></table>`,
  `<div style="display:inline-block"><div style="${style}">${words}</div></div>${elsewhere('')}`,
  `<div style="display:inline-block;${style}">${words}</div>${elsewhere('')}`,
];
const inTable = (words: string): string => `<table width="600"><tr><td align="right">${words}</td></tr></table>`;

describe('A box with something beside it', () => {
  it.each(
    [
      ...['width:10px', 'max-width:40px', 'width:50%', 'min-width:200%', 'width:100%;padding-left:300px', 'width:100%;margin:0 40px'],
      ...['width:100%;padding-left:+300px', 'width:100%;padding-left:0300px'],
      ...['margin-left:50%', 'padding:0 10%', 'margin-right:-20px'],
    ].flatMap((style) => [...beside(style, SHOWN), ...beside(style, inTable(BUTTON))]),
  )('may end before what it holds: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });

  it.each([
    `<table><tr><td style="max-width:10px">${inTable(BUTTON)}</td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td><table width="200%"><tr><td align="right">${BUTTON}</td></tr></table></td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td><blockquote style="width:100%">${BUTTON}</blockquote></td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td>${styled('display:inline-block;width:200px', '<span style="margin-left:150px">Accept</span>')}</td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td>${styled('display:inline-block;width:200px', 'Accept this invitation')}</td><td>${elsewhere('')}</td></tr></table>`,
  ])('may end before what it holds, whatever holds it: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });

  it.each(['width:100%', 'width:auto', 'max-width:100%', 'min-width:100%', 'padding:0 40px', 'min-width:40px', 'min-width:50%', 'max-width:none'].flatMap((style) => beside(style, SHOWN)))(
    'is as wide as what it holds: %s',
    (body) => {
      expect(verdictOf(inDocument(body))).toBe('as it was made');
    },
  );
});

describe('An email that is wider than a window', () => {
  it.each([
    `<div dir="rtl">${SHOWN}</div>`,
    `<ul style="direction:rtl"><li>${SHOWN}</li></ul>`,
    `<div dir="auto">&#1488;${SHOWN}</div>`,
    `<div dir="auto"><p>مرحبا</p>${SHOWN}</div>`,
    `<table align="right" style="min-width:3000px"><tr><td>${SHOWN}</td></tr></table>`,
    `<table align="left"><tr><td>${SHOWN}</td></tr></table>`,
    `<p><img src="x" align="right" alt="">${SHOWN}</p>`,
    `<p><bdi style="display:block">${SHOWN}</bdi></p>`,
  ])('may have the link where no scrolling leads: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });
});

describe('Letters that are higher than their line', () => {
  it.each([
    `<p style="line-height:1">${elsewhere('', 'مدد')}<br>${SHOWN}</p>`,
    `<p style="line-height:2">${elsewhere('', 'བོད')}<br>${SHOWN}</p>`,
    `<p style="line-height:40px">${elsewhere('font-size:40px')}<br>${SHOWN}</p>`,
    `<p>${elsewhere('', `x${'\u0302'.repeat(5)}`)}<br>${SHOWN}</p>`,
    `<p>x${'&#x302;\u200d'.repeat(5)}<br>${SHOWN}</p>`,
    `<p>${SHOWN}<br>${elsewhere('border-style:solid')}</p>`,
    `<p>${SHOWN}<br>${elsewhere('border:solid #ccc')}</p>`,
  ])('may cover others: %s', (body) => {
    expect(verdictOf(inDocument(body))).toBe('cannot-judge');
  });
});

describe('Fonts from elsewhere', () => {
  const sheet = (query: string): string => inDocument(`<p>${SHOWN}</p>`, `<link rel="stylesheet" href="https://fonts.googleapis.com/${query}">`);

  it.each(['css?family=Ubuntu:300,400,500,700', 'css2?family=Open+Sans:wght@400;700&amp;display=swap', 'css?family=Lato|Roboto'])('are fine when they have letters: %s', (query) => {
    expect(verdictOf(sheet(query))).toBe('as it was made');
  });

  it.each(['css?family=Adobe+Blank', 'css2?family=Flow+Circular', 'css?family=Lato|Redacted', 'css?family=Lato&text=x', 'icon?family=Material+Icons'])(
    'are not judged when they may have none: %s',
    (query) => {
      expect(verdictOf(sheet(query))).toBe('cannot-judge');
    },
  );
});

describe('An email without a doctype of today', () => {
  it.each([
    ['an image', '<a href="https://elsewhere.example/"><img src="x" width="100" height="10" alt=""></a>', 'cannot-judge'],
    ['smaller words', '<a href="https://elsewhere.example/"><span style="font-size:8px">help</span></a>', 'cannot-judge'],
    ['words three quarters as high', '<a href="https://elsewhere.example/"><span style="font-size:12px">help</span></a>', 'as it was made'],
    ['words a little smaller', '<a href="https://elsewhere.example/"><span style="font-size:14px">help</span></a>', 'as it was made'],
  ])('has lines lower than an anchor to elsewhere around %s', (_what, anchor, expected) => {
    const email = `<p>${SHOWN}<br>${anchor}</p>`;
    expect(verdictOf(email)).toBe(expected);
    expect(verdictOf(`<!doctype html public "-//W3C//DTD XHTML 1.0 Transitional//EN">${email}`)).toBe(expected);
    expect(verdictOf(inDocument(email))).toBe('as it was made');
  });
});

describe('An email in which everyone sees the link', () => {
  it.each([
    styled('font-family:\'Segoe UI\',Arial,sans-serif;font-size:11pt;line-height:1.5'),
    `<p style="font-family:微软雅黑">${SHOWN}</p>`,
    `<table><tr><td><a href="${H}" style="display:inline-block;width:200px">Accept</a></td></tr></table>`,
    `<p style="line-height:1">${elsewhere('', 'справка 帮助 ヘルプ 도움말')}<br>${SHOWN}</p>`,
    `<p>${elsewhere('', 'مدد')}<br>${SHOWN}</p>`,
    `<div dir="auto">${SHOWN}</div>`,
    `<p dir="LTR">${SHOWN} مدد</p>`,
    styled('text-transform:uppercase'),
    styled('display:inline-block;padding:12px 24px;border:1px solid #0078d4;border-radius:4px;background:#0078d4;color:white'),
    styled('display:block;width:200px;padding:12px 0;background-color:#28a745;color:#ffffff;text-decoration:none'),
    `<table><tr><td bgcolor="#004080" style="padding:10px">${WHITE}</td></tr></table>`,
    `<table><tr><td height="10" width="20">${SHOWN}</td></tr><tr><td>${elsewhere('color:#999999;text-decoration:underline')}</td></tr></table>`,
    `<div style="height:20px;line-height:20px;font-size:20px">&nbsp;</div>${SHOWN}`,
    `<style>td[class="x"]{padding:0}div[style*="margin: 16px 0;"]{margin:0!important}h1{font-size:32px;line-height:38px}p{font-size:16px;line-height:24px}</style><h1>Hello</h1><p>${BUTTON}</p>`,
    `<style>.button{display:inline-block;padding:12px 24px}</style><a class="button" href="${H}" style="display:inline-block">Accept</a>`,
    `<style>html, body { height: 100% !important; width: 100% !important }</style><p>${BUTTON}</p>`,
    `<header>x</header><main><section>${BUTTON}</section></main><footer><address>x</address></footer>`,
    `<div style="clear:both">${SHOWN}</div>`,
    `<table><tr><td><table width="50%"><tr><td>${SHOWN}</td></tr></table></td><td>${elsewhere('')}</td></tr></table>`,
    `<table><tr><td><table width="40"><tr><td>${SHOWN}</td></tr></table></td><td>${elsewhere('')}</td></tr></table>`,
    `<p>${H}<a name="x">.</a></p>`,
    `<p style="text-transform:uppercase">${BUTTON}</p>`,
    `<div style="max-width:600px;margin:0 auto"><p style="line-height:1.5">${SHOWN}</p><p style="font-size:12px">${elsewhere('color:#888')}</p></div>`,
    `<p style="color:#000 !important">${styled('color:navy')}</p>`,
  ])('is fine: %s', (body) => {
    expect(verdictOf(inDocument(body, '<meta name="color-scheme" content="light">'))).toBe('as it was made');
  });

  it('is fine with smaller words in its own anchor, with a doctype and without one', () => {
    const email = `<p><a href="${H}"><span style="font-size:8px">Accept</span></a></p>`;
    expect(verdictOf(email)).toBe('as it was made');
    expect(verdictOf(inDocument(email))).toBe('as it was made');
  });

  it('is fine with the margins that a body had of old', () => {
    expect(verdictOf(`<html><body leftmargin="0" topmargin="0" marginwidth="0" marginheight="0">${SHOWN}</body></html>`)).toBe('as it was made');
  });
});
