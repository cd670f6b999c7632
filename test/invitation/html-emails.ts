import fc from 'fast-check';
import { link } from '../fixtures/cast';

const written = link.replace('&', '&amp;');
const ELSEWHERE = 'https://elsewhere.example/?a=1&amp;b=2';

/** Pieces that hold the link as it was made, so that a click on it leads there. */
const lawfulLink = fc.constantFrom(
  `<a href="${written}">${written}</a>`,
  `<a href='${written}'>Accept</a>`,
  `<a href="${written}" target="_blank" class="x">open <b>this</b> link</a>`,
  `<A HREF = " ${written}\n">Accept</A>`,
  `<span>${written}</span> `,
);
const word = fc.constantFrom('Dear Ada, ', 'x', ' ', 'caf&eacute; ', '&#8217;', '1 &lt; 2 ', '<br>', '<img src="cid:a" alt="">', `<a href="${ELSEWHERE}">us</a> `, '<!-- note -->');
const inlineTag = fc.constantFrom('b', 'i', 'span', 'font', 'strong', 'em', 'u', 'o:p', 'span style="color:#333333;font-size:12pt"', 'span class="y"');
const blockTag = fc.constantFrom('div', 'p', 'h2', 'blockquote', 'center', 'pre', 'div style="margin:0 auto;max-width:600px"', 'div style="font-size:1px;display:none"');

const closing = (tag: string): string => `</${tag.split(' ')[0] ?? tag}>`;
const inElement = (tag: string, inside: string): string => `<${tag}>${inside}${closing(tag)}`;

/** Emails as composers write them; the link stands in a block of its own, not in a hidden one. */
export const lawfulEmail: fc.Arbitrary<string> = fc
  .letrec<{ inline: string; flow: string }>((tie) => ({
    inline: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'emails' },
      word,
      fc.array(tie('inline'), { maxLength: 3, depthIdentifier: 'emails' }).map((pieces) => pieces.join('')),
      fc.tuple(inlineTag, tie('inline')).map(([tag, inside]) => inElement(tag, inside)),
    ),
    flow: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'emails' },
      fc.tuple(blockTag, tie('inline')).map(([tag, inside]) => inElement(tag, inside)),
      tie('flow').map((inside) => inElement('div', inside)),
      tie('flow').map((inside) => `<ul><li>${inside}</li></ul>`),
      tie('flow').map((inside) => `<table><tbody><tr><td>${inside}</td> <td style="font-size:0px"></td></tr></tbody></table>`),
      tie('flow').map((inside) => `<!--[if mso | IE]><table><tr><td><![endif]-->${inside}<!--[if mso | IE]></td></tr></table><![endif]-->`),
      fc.array(tie('flow'), { maxLength: 3, depthIdentifier: 'emails' }).map((pieces) => pieces.join('\n')),
    ),
  }))
  .flow.chain((flow) =>
    fc.tuple(lawfulLink, fc.constantFrom('p', 'div', 'h2'), fc.boolean(), fc.boolean()).map(([made, tag, isLast, isWhole]) => {
      const own = inElement(tag, made);
      const content = isLast ? flow + own : own + flow;
      const head = '<head><title>Hello</title><style>.y { color: #222222 } .z { display: none }</style></head>';
      return isWhole ? `<!doctype html>\n<html>${head}<body>${content}</body></html>\n` : content;
    }),
  );

/** What has a parser do something else than it seems, and what hides, covers or takes clicks. */
const TRICKS: readonly string[] = [
  ...['object data="x"', 'svg', 'math', 'template', 'button formaction="//e.example"', 'form action="//e.example"', 'label', 'select', 'option'],
  ...['script', 'style', 'title', 'textarea', 'noscript', 'xmp', 'iframe', 'noembed', 'plaintext', 'svg><a xlink:href="//e.example"'],
  ...['math><mtext', 'svg><foreignObject', 'svg><desc', 'details', 'summary', 'caption', 'dl', 'dt', 'marquee', 'nobr', 'bdo dir="rtl"'],
  ...['table', 'tr', 'td', 'tbody', 'p', 'li', 'ul', 'div', 'b', 'h1', 'a', 'a name="x"', `a href="${ELSEWHERE}"`, `a href=${ELSEWHERE}`],
  ...['div hidden', 'div style="display:none"', 'span style="font-size:0"', 'div style="opacity:0"', 'p class="z"', 'div style="position:absolute"'],
  ...['div style="visibility:hidden"', 'span style="mso-hide:all"', 'head', 'body', 'html', 'base href="//e.example"', 'frameset', 'image', 'x-y'],
  ...[`a href="${ELSEWHERE}" href="${written}"`, `a href='${written}' x="`, 'div/', 'area href="//e.example"', 'td><a href="//e.example"'],
].map((tag) => `<${tag}>`);
const PIECES: readonly string[] = [
  ...TRICKS.map((tag) => closing(tag.slice(1, -1))),
  ...['<!--', '-->', '--!>', '<!-->', '<!--->', '<!x>', '<?x?>', '</ x>', '<![CDATA[', ']]>', '<', '>', '"', "'", '&', '\0', '\u202e'],
  ...['<!--[if mso]>', '<![endif]-->', '<!--[if !mso]><!-->', '<!--<![endif]-->', '<![if !vml]>', '<![endif]>', '<!--[if lte mso 11]>'],
  ...[written, link, written.slice(0, 30), written.slice(30), '.html', '/x', '&shy;', '&#8203;', '&quest', '&#150;', '\u00ad'],
  ...[written.replace('contoso', 'fabrikam'), written.replace('.example', '.example.'), `<a href="${ELSEWHERE}">${written}</a>`],
  ...[`<a href="${written}">Accept</a>`, `<style>.y{display:none}</style>`, '<style>b{font-size:0}</style>', '<wbr>', '<br>'],
];

const trick = fc.constantFrom(...TRICKS, ...PIECES);

/** Pieces of emails and of tricks in any order. */
export const anyHtml: fc.Arbitrary<string> = fc
  .array(fc.oneof(trick, trick, lawfulLink, word, fc.constantFrom('<div>', '</div>', '<p>', '</p>', '<b>', '</b>', '</a>')), { maxLength: 9 })
  .map((pieces) => pieces.join(''));

/** A lawful email in which a few things were put in, left out, doubled or wrapped around something. */
export const spoiltEmail: fc.Arbitrary<string> = fc
  .tuple(
    lawfulEmail,
    fc.array(fc.tuple(fc.nat(), fc.nat(), trick, fc.constantFrom('insert', 'remove', 'double', 'wrap', 'swap')), { minLength: 1, maxLength: 2 }),
  )
  .map(([email, edits]) => {
    const pieces = email.split(/(<[^>]*>)/).filter((piece) => piece !== '');
    for (const [one, other, piece, edit] of edits) {
      const at = one % pieces.length;
      const end = at + (other % (pieces.length - at));
      if (edit === 'insert') pieces.splice(at, 0, piece);
      if (edit === 'remove') pieces.splice(at, 1, '');
      if (edit === 'double') pieces.splice(at, 0, pieces[end] ?? '');
      if (edit === 'wrap') pieces.splice(at, end - at + 1, piece, ...pieces.slice(at, end + 1), closing(piece.slice(1, -1)));
      if (edit === 'swap') [pieces[at], pieces[end]] = [pieces[end] ?? '', pieces[at] ?? ''];
    }
    return pieces.join('');
  });
