import { defaultTreeAdapter as tree, parseFragment } from 'parse5';
import { checkInvitation } from 'partner-relationships/invitation';
import { describe, expect, it } from 'vitest';
import { link } from '../fixtures/cast';

const H = link.replace('&', '&amp;');

/** The text beside a changed link, as the check reads it; null when it does not judge it. */
function read(reference: string): string | null {
  const error = checkInvitation({ html: `<p>${H}x |${reference}|</p>` }, link)._unsafeUnwrapErr();
  return error.code === 'link-altered' ? (/\|([^|]*)\|/.exec(error.context.found)?.[1] ?? '') : null;
}

/** The same, as a parser reads it. */
function parsed(reference: string): string {
  const [node] = parseFragment(reference).childNodes;
  return node !== undefined && tree.isTextNode(node) ? node.value : '';
}

const NAMES =
  'AMP GT LT QUOT UnderBar amp apos ast bsol colon comma commat dollar equals excl gt hellip lbrack ldquo lowbar lpar ' +
  'lsqb lsquo lt nbsp num percnt period plus quest quot raquo rbrack rdquo rpar rsqb rsquo semi shy sol';
const OTHERS =
  'AElig ETH OElig THORN ZeroWidthSpace aelig bdquo bull cent check copy deg emsp ensp eth euro frac12 hearts iexcl laquo ' +
  'mdash middot ndash oelig para pound reg sect star sup2 szlig thinsp times trade yen zwj zwnj ' +
  'Aacute scaron Ccedil acirc egrave Aring oslash ntilde uuml';

describe('A reference to a character', () => {
  it.each([...NAMES.split(' '), '#9', '#10', '#32', '#x9', '#xA', '#233', '#x1F600', '#8232'])('is read as by a parser: &%s;', (name) => {
    expect(read(`&${name};`)).toBe(parsed(`&${name};`));
  });

  it.each(OTHERS.split(' '))('is one to a character that no link holds: &%s;', (name) => {
    expect(parsed(`&${name};`)).not.toMatch(/^[ -~]*$/);
    expect(read(`&${name};`)).toBe('\u034f');
  });

  it.each(['Amp', 'xxuml', 'acutes', 'uumls', '1acute', 'nosuch', '#11', '#127', '#128', '#xD800', '#x10FFFE', '#x10FFFF', '#x110000'])(
    'is not judged when it is not known, or stands for no character: &%s;',
    (name) => {
      expect(read(`&${name};`)).toBeNull();
    },
  );

  it.each(['A & B', 'A &', '&', '&&', '? & !'])('is not what a bare & begins: %s', (words) => {
    expect(checkInvitation({ html: `<p title="${words}">${words}</p><p>${H}</p>` }, link).isOk()).toBe(true);
  });

  it.each(['a=1&b=2', 'a=1&b2=2', 'a=1&utm_source=x', 'a=1&B=2&'])('is not what a parameter of an address begins: %s', (query) => {
    expect(checkInvitation({ html: `<p><a href="https://contoso.example/?${query}">us</a></p><p>${H}</p>` }, link).isOk()).toBe(true);
  });

  it.each(['a=1&b', 'a=1&copy', 'a=1&1', 'a=1&b-c=2'])('may be what it begins without an equals sign: %s', (query) => {
    const html = `<p><a href="https://contoso.example/?${query}">us</a></p><p>${H}</p>`;
    expect(checkInvitation({ html }, link)._unsafeUnwrapErr().code).toBe('cannot-judge');
  });
});
