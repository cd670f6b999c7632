import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const written = link.replace('&', '&amp;');
const shown = `<p class="x" id="i" title="t"><a href="${written}">${written}</a></p>`;

/** The code, and what the message names. */
const verdict = (html: string): string =>
  checkInvitation({ html }, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}`.trim() : code),
  );
const inDocument = (head: string, body = shown): string =>
  `<!doctype html><html><head><title>x</title>${head}</head><body><div>${body}</div></body></html>`;
const styled = (css: string): string => verdict(inDocument(`<style>${css}</style>`));

describe('A rule of a style sheet', () => {
  it.each([
    ...['p', 'P', '*', '.x', '.X', '#i', '#I', 'p.x', 'p#i', 'p#i.x', '.x#i', '.y,p', '.y, .x', '.y ,\n.x'],
    ...['p:first-child', 'p::after'],
    ...['div p', 'div>p', 'div > p', 'h1+p', 'h1 + p', 'h1~p', 'h1 ~ .x', '.y p', '#j > .x', 'td td p', '[title]'],
    ...['p[title]', '.x[title=t]'],
    ...['p[title="t"]', "p[title='t']", 'p[title*=t]', 'p[title^="t"]', 'p[title$="t"]', 'p[title|="t"]'],
    ...['p[title~="t"]', '[title][class]', "p[title='two words']", 'p[title=two]', 'td/**/p', 'p/* . */.x'],
    ...['a', 'html', 'body', 'tbody', 'colgroup', 'td a', '.y a', 'div > a', 'HTML'],
  ])('invitation-link-is-left-as-is: may hide what its selector may mean: %s', (selector) => {
    expect(styled(`${selector}{display:none}`)).toBe('cannot-judge: style display');
    expect(styled(`@media print{${selector} { display : none }}`)).toBe('cannot-judge: style display');
    const among = `h1{color:#222}${selector}{color:#222;DISPLAY:none}.y{color:#222}`;
    expect(styled(among)).toBe('cannot-judge: style display');
  });

  it.each([
    ...['td', '.y', '#j', 'p.y', 'p#j', '.x.y', '.x#j', 'p .y', 'p>.y', 'p > .y', 'p+.y', 'p~.y', '.xx', '.x-y'],
    ...['#i-j', '#ii', 'pp', 'h1'],
    ...['a.y', 'body.y', 'td,.y', 'p:first-child h1', 'td[title]', '.y[title]', '.i', '#x', '.p', 'p.t'],
    ...['td ,.y', 'td  >  .y', '.data', 'abbr', '.tbody', 'bodyguard'],
  ])('invitation-link-is-left-as-is: does not hide what its selector does not mean: %s', (selector) => {
    expect(styled(`${selector}{display:none}`)).toBe('as it was made');
    expect(styled(`@media print{${selector}{display:none}}`)).toBe('as it was made');
  });

  it.each([
    ...['background:#000', 'background-color:#000', 'background-image:url(x.png)', 'font-size:1px', 'opacity:0'],
    'visibility:hidden',
    ...['font:1px serif', 'height:10px', 'line-height:1px', 'max-height:0', 'overflow:hidden', 'mso-hide:all'],
    ...['letter-spacing:40px'],
    ...['text-indent:400px', 'word-spacing:40px', 'aspect-ratio:9'],
  ])('invitation-link-is-left-as-is: may hide by any declaration that can: %s', (declaration) => {
    expect(styled(`.x{${declaration}}`)).toMatch(/^cannot-judge: style /);
    expect(styled(`.y{${declaration}}`)).toBe('as it was made');
  });

  it.each(['width:10px', 'max-width:10px', 'min-width:200%', 'width:100%;padding-left:300px', 'width:50%'])(
    'invitation-link-is-left-as-is: may let a cell overflow the one beside it: %s',
    (declarations) => {
      const cells = `<td><div class="w"><a href="${written}">Accept</a></div></td><td><a href="https://e.example/">x</a></td>`;
      const email = (selector: string): string =>
        verdict(inDocument(`<style>${selector}{${declarations}}</style>`, `${shown}<table><tr>${cells}</tr></table>`));
      expect(email('.w')).toBe('cannot-judge: style width');
      expect(email('.v')).toBe('as it was made');
    },
  );

  it.each(['"', "'"])('invitation-link-is-left-as-is: is one, though strings around it open and close a comment: %s', (mark) => {
    const between = `td[title=${mark}/*${mark}]{color:#222}.x{display:none}td[title=${mark}*/${mark}]{color:#222}`;
    expect(styled(between)).toBe('cannot-judge: style display');
  });

  it('invitation-link-is-left-as-is: may give the page any height, and nothing else', () => {
    for (const selector of ['html', 'body', 'html, body', 'div body', 'BODY']) {
      expect(styled(`${selector}{height:100%;color:#222}`)).toBe('as it was made');
      expect(styled(`${selector}{height:100%;display:none}`)).toBe('cannot-judge: style display');
    }
    for (const selector of ['div', 'body div', 'body.x', 'div, body', 'html p']) {
      expect(styled(`${selector}{height:100%}`)).toBe('cannot-judge: style height');
    }
    const ofClass = shown.replace('"x"', '"body"');
    expect(verdict(inDocument('<style>.body{height:10px}</style>', ofClass))).toBe('cannot-judge: style height');
  });
});

describe('A style sheet', () => {
  it.each([
    ...['', ' \n', '/* nothing */', '/**/', '<!-- p{color:#222} -->', '\n<!--\np{color:#222}\n-->\n', 'p{}', '*{}'],
    ...['p{color:#222;}'],
    ...['/* p{display:none} */', 'p{/*display:none*/color:#222}', 'p{color:#222}/* .x{'],
    ...["p{font-family:'/*'}.y{font-family:'*/'}"],
    ...['td[title="/*"]{color:#222}p[title="*/"]{color:#222}', '@media print{}'],
    ...['@media print{p{color:#222}}@media all{p{color:#333}}'],
    ...['@media only screen and (min-width:600px), print and (max-width:9.5em){p{color:#222}}'],
    ...['@MEDIA PRINT { P { COLOR : #222 } }'],
    ...['@page{size:a4}', '@page WordSection1 {margin:70px}', '@page :first{margin:70px}'],
    ...['@-ms-viewport{width:device-width}'],
    ...['@font-face{font-family:Calibri;panose-1:2 15 5}', '@list l0:level1{mso-level-tab-stop:none}'],
    ...['@list l0 {mso-list-id:1}'],
    ...['@media print{@page{size:a4}}', 'td.y > p:hover,#j+h1~a,.y *{color:#222}'],
  ])('invitation-link-is-left-as-is: is fine: %j', (css) => {
    expect(styled(css)).toBe('as it was made');
  });

  it.each([
    ['', '}'],
    ['', 'p{color:#222}}'],
    ['', 'p'],
    ['', 'p{color:#222}p'],
    ['', 'p{color:#222'],
    ['', '@media print{p{color:#222}'],
    ['', '@media print{p}'],
    ['', '{color:#222}{'],
    ['', 'p{{color:#222}}'],
    ['', 'p\\:x{color:#222}'],
    ['', 'p[title="\\"]{color:#222}'],
    ['', 'p[title=]{color:#222}'],
    ['', 'p[title=t i]{color:#222}'],
    ['', 'p(x){color:#222}'],
    ['', 'é{color:#222}'],
    ['', 'p{background:url(/*)}'],
    ['', 'p{background:url(a.png/*b)}'],
    ['', 'p{background:url(/*)}.x{display:none}td{background:url(*/)}'],
    ['', 'p{background:url(a/*)}.x{display:none}td{background:url(*/)}'],
    ['', 'p{background:URL(a.png/*)}.x{display:none}td{background:url(*/)}'],
    ['', 'x@media print{p{color:#222}}'],
    ['', 'x@font-face{font-family:x}'],
    ['', 'é @page{size:a4}'],
    ['@list', '@list "x"{mso-list-id:1}'],
    ['@media', '@media print{@media all{p{color:#222}}}'],
    ['@media', '@media print and [x]{p{color:#222}}'],
    ['@media', '@media "print"{p{color:#222}}'],
    ['@mediator', '@mediator[x]{p{color:#222}}'],
    ['@supports', '@supports (display:grid){p{color:#222}}'],
    ['@charset', '@charset "utf-8";p{color:#222}'],
    ['@keyframes', '@keyframes x{from{color:#222}to{color:#333}}'],
    ['@abcdefghijklmnopqrst', '@abcdefghijklmnopqrstuvw{color:#222}'],
    ['@font-face', '@font-face{font-family:x;src:url(x.woff)}'],
    ['@font-face', '@font-face{font-family:x;src:local(x)}'],
    ['@font-face', '@font-face x{font-family:x}'],
    ['@page', '@page{background:url(x.png)}'],
    ['@pages', '@pages{size:a4}'],
    ['@page', '@page "x"{size:a4}'],
    ['@list', '@list{mso-list-id:1}'],
    ['content', 'p{content:"x"}'],
    ['position', '@media print{p{position:fixed}}'],
  ])('invitation-link-is-left-as-is: is not judged, naming %j: %s', (name, css) => {
    expect(styled(css)).toBe(`cannot-judge: style ${name}`.trim());
  });

  it('invitation-link-is-left-as-is: may have 120 rules with the others of an email, and no more', () => {
    const rules = (count: number): string => '.y{display:none}'.repeat(count);
    const email = (...sheets: readonly string[]): string =>
      inDocument(sheets.map((css) => `<style>${css}</style>`).join(''));
    expect(verdict(email(rules(120)))).toBe('as it was made');
    expect(verdict(email(rules(121)))).toBe('cannot-judge: element style');
    expect(verdict(email(rules(60), 'p{text-align:left}', rules(60)))).toBe('as it was made');
    expect(verdict(email(rules(60), rules(61)))).toBe('cannot-judge: element style');
    expect(verdict(email(`${'.y,'.repeat(120)}.y{display:none}`))).toBe('cannot-judge: element style');
  });
});

describe('Fonts of Google', () => {
  const base = 'https://fonts.googleapis.com/';
  const families = [
    ...['Droid+Sans', 'Noto+Sans', 'Open+Sans', 'Inter', 'Lato', 'Montserrat', 'Poppins', 'Roboto', 'Ubuntu'],
  ];
  const addresses = [
    ...families.flatMap((family) => [`css?family=${family}`, `css2?family=${family}:wght@400;700`]),
    ...['css?family=Lato|Roboto', 'css?family=Lato:400,700|Open+Sans', 'css2?family=Lato&family=Roboto'],
    ...['css?family=LATO'],
    ...['css?family=Lato&display=swap', 'css2?family=Inter:ital,wght@0,400;1,700&display=swap', 'css?family=Lato:'],
  ].map((query) => base + query);
  const others = [
    ...['css?family=Adobe+Blank', 'css?family=Latosphere', 'css?family=Redacted|Lato', 'css?family=Lato&text=x'],
    ...['css?family=Lato&display=block'],
    ...['css3?family=Lato', 'css?Lato', 'css?', 'css?family=Lato&display=swap&text=x', 'css?family=Lato#x'],
    ...['icon?family=Lato', 'css?family=Open-Sans'],
  ].map((query) => base + query);
  const elsewhere = [
    ...['http://fonts.googleapis.com/css?family=Lato', 'https://fonts.googleapis.com.evil.example/css?family=Lato'],
    ...['//fonts.googleapis.com/css?family=Lato'],
    ...['https://e.example/?https://fonts.googleapis.com/css?family=Lato'],
    ...['https://fontsxgoogleapis.com/css?family=Lato'],
    'https://fonts.googleapisxcom/css?family=Lato',
  ];
  const linked = (address: string): string =>
    verdict(inDocument(`<link rel="stylesheet" href="${address.replaceAll('&', '&amp;')}">`));

  it.each(addresses)('invitation-link-is-left-as-is: are letters, by a link and by an import: %s', (address) => {
    expect(linked(address)).toBe('as it was made');
    expect(styled(`@import url(${address});`)).toBe('as it was made');
    expect(styled(`@import url('${address}') ; p{color:#222}`)).toBe('as it was made');
    expect(styled(`\n@IMPORT  url( "${address}" );@import url(${address});p{color:#222}`)).toBe('as it was made');
  });

  it.each([...others, ...elsewhere])(
    'invitation-link-is-left-as-is: may be none, or be something else: %s',
    (address) => {
      expect(linked(address)).toBe('cannot-judge: element link');
      expect(styled(`@import url(${address});`)).toBe('cannot-judge: style @import');
    },
  );

  const lato = `${base}css?family=Lato`;
  it.each([
    ...[`@import "${lato}";`, `@import url(${lato})`, `@import url('${lato}");`, `@import url(${lato}) print;`],
    ...[`@import url("${lato}';`],
    ...[`@importurl(${lato});`, `p{color:#222}@import url(${lato});`],
  ])('invitation-link-is-left-as-is: are not judged in another spelling: %s', (css) => {
    expect(styled(css)).toMatch(/^cannot-judge: style/);
  });
});
