import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const H = link.replace('&', '&amp;');
const SHOWN = `<a href="${H}">${H}</a>`;

/** The code, and what the message names. */
const verdictOf = (body: string): string =>
  checkInvitation({ html: `<!doctype html><html><head><title>x</title></head><body>${body}</body></html>` }, link).match(
    () => 'as it was made',
    ({ code, context }) => ('name' in context ? `${code}: ${context.what} ${context.name}` : code),
  );
/** On a paragraph beside the link. */
const beside = (style: string): string => verdictOf(`<p style='${style}'>x</p>${SHOWN}`);
/** On a paragraph with the link in it. */
const around = (style: string): string => verdictOf(`<p style="${style}">${H}</p>`);
/** On a link to elsewhere, in the line below the link. */
const onAnother = (style: string): string => verdictOf(`<p>${SHOWN}<br><a href="//elsewhere.example" style="${style}">x</a></p>`);

/** Values, parted by bars: those with which a property changes nothing that counts, and those with which it is refused. */
const PROPERTIES: readonly (readonly [names: string, fine: string, refused: string])[] = [
  ['-webkit-text-stroke-width', '0|0px', '1px|10px|0pt|none'],
  ['direction', 'ltr', 'rtl|inherit|ltr ltr'],
  ['float', 'none', 'left|right|inherit'],
  ['outline', 'none|0|0px', '1px solid|10px|none 1px'],
  ['position', 'static', 'relative|absolute|fixed|sticky'],
  ['table-layout', 'auto', 'fixed|inherit'],
  ['font-kerning font-feature-settings font-optical-sizing font-variant font-variant-caps', 'auto|none|normal', 'small-caps|normal x|"liga"|x normal'],
  ['-webkit-text-size-adjust -ms-text-size-adjust text-size-adjust', '100%|none|auto', '10%|1100%|200%'],
  ['text-decoration text-decoration-line', 'none|underline|underline dotted', 'line-through|underline line-through|underline 40px|40px|underline "x"'],
  ['white-space word-break vertical-align list-style-type text-align', 'normal|pre-wrap|x y z', '40px|"x"|x 4px|'],
  ['margin margin-bottom margin-left margin-right margin-top', '300px|0|auto|inherit|0 auto|+4px|-0|0.0000', '300.1px|-1px|10%|0 301px|autos|1px x|0.00000|x0|00|0q'],
  ['padding padding-bottom padding-left padding-right padding-top', '300px|0|.5px|1.123456789px', '301px|-.5px|5%|0.1234567891px|.1234567891px|1e2px|300|1234567px'],
  ['margin', '225pt|18pc|3in|7.9cm|79mm|18em', '226pt|19pc|3.2in|8cm|80mm|19em|1ex|1vw|1rem|1dpx'],
  ['mso-padding-alt mso-margin-top-alt mso-table-lspace mso-table-rspace', '9pt|0', '-9pt|301px'],
  ['border border-left border-top', '20px solid #ccc|solid 1px rgb(1, 2, 3)|none|0|1px solid rgba(0,0,0,.5)', '21px solid|solid -1px|+21px|.5 solid'],
  ['border-width border-bottom-width border-spacing', '20px|thin|0', '21px|-1px|1px 21px|.9x'],
  ['border-color border-style border-left-color border-right-style', '#123|solid|red|#123 #456|rgb(99,99,99)', '1|-x|x(1)'],
  ['border-radius font-family min-height widows', 'x|#123|50%|"Segoe UI", x|1px 2px|微软', 'url(x)|calc(1px)|"a\\b"|"a{b"|"a|x:y|*'],
  ['mso-ascii-font-family mso-border-alt mso-style-name mso-style-type mso-yfti-irow mso-bidi-theme-font', 'x|"Table Normal"', 'url(x)'],
  ['text-decoration-color caret-color', 'rgb(1,2,3)|rgba(1, 2, 3, .5)|rgb(1 2 3)', 'hsl(1,2%,3%)|rgb(calc(1))|rgb(1,2,3'],
  ['background background-image', 'url(x.png)|url("x y")|url(x) #fff|#fff url(x) no-repeat|none', 'url("x)|url(x y)|url("a*b")|url(a(b)|url(x) url(y)'],
  ['color font font-size line-height width max-width min-width text-transform', 'x|1px|10%', 'url(x)|var(--x)'],
  ['background-color background-position background-size', 'x|1px|10%', 'calc(1px)|var(--x)'],
];
const SPLIT = PROPERTIES.flatMap(([names, fine, refused]) => names.split(' ').map((name) => [name, fine.split('|'), refused.split('|')] as const));

describe('A property that is known', () => {
  it.each(SPLIT)('is fine beside the link with some values, and not judged with others: %s', (name, fine, refused) => {
    for (const value of fine) expect([value, beside(`${name}:${value}`)]).toEqual([value, 'as it was made']);
    for (const value of refused) expect([value, beside(`${name}:${value}`)]).toEqual([value, `cannot-judge: style ${name}`]);
  });

  it.each(SPLIT)('is another one with a letter more: %s', (name, [value]) => {
    // A property of one program, and names that begin or end with those of many.
    const others = /^font-|^mso-(?:padding|margin|ascii|border|yfti|bidi)/.test(name) ? [] : [`${name}x`];
    for (const other of [...others, `x${name}`]) {
      const isKnown = /text-size-adjust$/.test(other);
      expect([other, beside(`${other}:${value ?? ''}`)]).toEqual([other, isKnown ? 'as it was made' : `cannot-judge: style ${other}`]);
    }
  });

  it('may be important, and be written with any spaces and in capitals', () => {
    for (const style of ['COLOR:RED!important', 'color : red ! important ', 'border:1px  solid\n#ccc', ' ; color:red ; ', 'color:red!IMPORTANT;float:none', 'text-decoration:underline  dotted']) {
      expect([style, beside(style)]).toEqual([style, 'as it was made']);
    }
    for (const [style, named] of [['float:none!important!', 'float'], ['float:none!important x', 'float'], ['text-align:left!important left', 'text-align'], ['colorx', ''], ['x', ''], ['color', '']] as const) {
      expect([style, beside(style)]).toEqual([style, `cannot-judge: style ${named}`]);
    }
  });

  it('may have an image of any name in single quotation marks', () => {
    expect(verdictOf(`<p style="background:url('x y.png')">x</p>${SHOWN}`)).toBe('as it was made');
    expect(verdictOf(`<p style="background:url('x)">x</p>${SHOWN}`)).toBe('cannot-judge: style background');
  });

  it('has a value of at most a thousand characters', () => {
    expect(beside(`font-family:${'x'.repeat(1000)}`)).toBe('as it was made');
    expect(beside(`font-family:${'x'.repeat(1001)}`)).toBe('cannot-judge: style font-family');
  });
});

describe('A property that may hide or move the link around which it stands', () => {
  it.each([
    ['aspect-ratio', 'auto', '1|auto 1'],
    ['display', 'block|inline|inline-block|inline-table|list-item|table|table-cell|table-row', 'none|flex|contents|inline-flex|inherit|table-column|run-in'],
    ['height', 'auto', '10px|0|50%'],
    ['letter-spacing', 'normal|0|10px', '10.1px|-1px|abnormal|1'],
    ['max-height', 'none', '0|10px'],
    ['mso-hide', 'none', 'all|screen'],
    ['opacity', '1|1.0', '0|.5|0.1|1.01|10%'],
    ['overflow', 'visible', 'hidden|auto|scroll|visible hidden'],
    ['text-indent', '0|48px|3em', '49px|-1px|10%|50'],
    ['visibility', 'visible', 'hidden|collapse'],
    ['word-spacing', 'normal|10px', '10.1px|-1px'],
  ])('is fine only with values that do not: %s', (name, fine, others) => {
    for (const value of fine.split('|')) expect([value, around(`${name}:${value}`)]).toEqual([value, 'as it was made']);
    for (const value of others.split('|')) expect([value, around(`${name}:${value}`)]).toEqual([value, `cannot-judge: style ${name}`]);
  });

  it('does no harm to an anchor to elsewhere that a style sheet takes away', () => {
    expect(verdictOf(`<style>.x{display:none}</style>${SHOWN}<p class="x"><a href="//elsewhere.example">help</a></p>`)).toBe('as it was made');
  });
});

describe('The size of letters', () => {
  it.each([
    ...['6px', '5pt', '37.5%', '.375em', '2.9mm', 'inherit', 'initial', 'medium', 'small', 'x-small', 'large', 'x-large', 'xx-large'].map((size) => [size, true] as const),
    ...['5.9px', '4pt', '37%', '.37em', '0', '-9px', '-50%', 'xx-small', 'larger', 'x', '20', '1ex', 'px'].map((size) => [size, false] as const),
  ])('is six pixels at least: %s', (size, isSeen) => {
    expect(around(`font-size:${size}`)).toBe(isSeen ? 'as it was made' : 'cannot-judge: style font-size');
  });

  it.each([
    ...([['x-small', 10], ['small', 13], ['medium', 16], ['initial', 16], ['large', 18], ['x-large', 25], ['xx-large', 35]] as const),
    ...([['20px', 20], ['150%', 25], ['2em', 35], ['12pt', 16], ['1pc', 16], ['.25in', 25], ['1cm', 42], ['10mm', 42], ['inherit', 16]] as const),
  ])('asks for a line that is high enough: %s for one of %i pixels', (size, height) => {
    expect(around(`font-size:${size};line-height:${height}px`)).toBe('as it was made');
    expect(around(`font-size:${size};line-height:${height - 1}px`)).toBe('cannot-judge: style line-height');
  });

  it.each([
    ...['normal', 'inherit', '1', '1.5', '10', '99', '1.2345', '100%', '16px', '12pt', '1em', '1pc'].map((height) => [height, true] as const),
    ...['0', '.9', '0.99', '99%', '15px', '11pt', '.9em', 'x', '-20px', '100', '1.23456', 'x16'].map((height) => [height, false] as const),
  ])('asks for a line as high as they are: %s', (height, isFine) => {
    expect(around(`line-height:${height}`)).toBe(isFine ? 'as it was made' : 'cannot-judge: style line-height');
  });

  it('and the height of a line may be those around', () => {
    const inside = (outer: string, inner: string): string => verdictOf(`<div style="${outer}"><p style="${inner}">${H}</p></div>`);
    expect(inside('line-height:10px', 'line-height:inherit')).toBe('cannot-judge: style line-height');
    expect(inside('line-height:10px', 'line-height:normal')).toBe('as it was made');
    expect(inside('line-height:10px', 'font:inherit')).toBe('cannot-judge: style line-height');
    expect(inside('font-size:5px', 'font-size:inherit')).toBe('cannot-judge: style font-size');
    expect(inside('font-size:5px', 'font:inherit')).toBe('cannot-judge: style font-size');
    expect(inside('font-size:20px', 'font:inherit')).toBe('as it was made');
    expect(inside('font-size:5px', 'font-size:200%')).toBe('as it was made');
  });
});

describe('A link to elsewhere in the next line', () => {
  it.each([
    ...['padding:2px', 'padding:0 40px', 'padding:0 40px 2px', 'padding:1px 9px 1px 9px', 'padding-top:2px', 'padding-left:40px', 'padding-right:9px'],
    ...['border:1px solid #ccc', 'border:thin solid', 'border:solid 2px', 'border:2px solid rgb(99, 99, 99)', 'border-left:9px solid', 'border-right:9px'],
    ...['border-radius:30px', 'border-collapse:separate', 'border-spacing:9px', 'border-color:#999', 'border-top-color:#999', 'border:none'],
    ...['border-width:0 0 2px', 'border-width:thin', 'margin:0 0 9px', 'border:1px dashed', 'border-style:none', 'border:1px solid #999'],
    ...['opacity:.5', 'visibility:hidden', 'overflow:hidden', 'mso-hide:all', 'mso-padding-alt:9px'],
  ])('stays in its line: %s', (style) => {
    expect(onAnother(style)).toBe('as it was made');
  });

  it.each([
    ...['padding:3px', 'padding:2.1px 0', 'padding:0 0 3px', 'padding:.5em', 'padding-top:3px', 'padding-bottom:+3px', 'border:3px', 'border-bottom:3px solid'],
    ...['border:medium', 'border:thick solid', 'border-width:0 0 3px', 'border-width:thick', 'border-top-width:medium', 'border:1em solid', 'border-left-width:9px', 'border-width:0 9px'],
    ...['dashed', 'dotted', 'double', 'groove', 'inset', 'outset', 'ridge', 'solid'].flatMap((one) => [`border:${one}`, `border-bottom-style:${one}`, `border:${one} #333`]),
  ])('may reach into the line above: %s', (style) => {
    expect(onAnother(style)).toBe(`cannot-judge: style ${style.replace(/:.*/, '')}`);
  });
});

describe('The ground of white letters', () => {
  const onDark = (style: string): string => verdictOf(`<div style="background:#000"><p style="color:#fff;${style}">${H}</p></div>`);

  it.each([
    ...['#111', '#111111', 'navy', 'rgb(0,0,9)', 'none', 'inherit', 'initial', 'transparent', '#111 none', '#111 repeat', '#111 no-repeat'],
    ...['#111 scroll', '#111 0 0', '#111 0% 0%', '#111 0px 0px', '#111 none repeat scroll 0% 0%', '#111 none no-repeat scroll 0 0'],
  ])('is dark: %s', (ground) => {
    expect(onDark(`background:${ground}`)).toBe('as it was made');
  });

  it.each(['#fff', 'white', 'x', '#1111', 'url(x)', '#111 url(x)', '0 #111', '#111 x', 'none none', 'initial x', 'x initial', '#111 50% 50%', '#111 fixed'])(
    'may be another: %s',
    (ground) => {
      expect(onDark(`background:${ground}`)).toBe('cannot-judge: style color');
    },
  );

  it('may be set apart from the image', () => {
    expect(onDark('background-color:#111;background-image:none')).toBe('as it was made');
    expect(onDark('background-color:#111;background-image:url(x)')).toBe('cannot-judge: style color');
    expect(onDark('background-color:#111 none')).toBe('cannot-judge: style color');
    expect(onDark('background-color:transparent')).toBe('as it was made');
    expect(onDark('background-size:cover;background-position:#fff')).toBe('as it was made');
    expect(onDark('color:inherit')).toBe('cannot-judge: style color');
    expect(verdictOf(`<div style="background:#000;color:#fff"><p style="color:inherit">${H}</p></div>`)).toBe('as it was made');
  });
});
