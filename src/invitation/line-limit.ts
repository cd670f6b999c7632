/**
 * RFC 5322 lets a line have 998 octets. This leaves room for the tags around a paragraph and the seam, and the longest
 * link fits: 976 characters, in HTML 4 more.
 */
const MOST_OCTETS = 984;

/**
 * The same content with a line break wherever a line would be too long for an email: at a space where there is one,
 * otherwise at a seam between two characters. The link stays in one piece.
 *
 * @param content text or HTML without attributes; the line breaks that are in it stay
 * @param link as it stands in the content
 * @param seam holds a line break
 */
export function fitted(content: string, link: string, seam: string): string {
  return content
    .split('\n')
    .map((line) => (octetsOf(line) <= MOST_OCTETS ? line : broken(line, link, seam)))
    .join('\n');
}

function broken(line: string, link: string, seam: string): string {
  const done: string[] = [];
  let current: string[] = [];
  let octets = 0;
  for (const unit of line.split(link).flatMap((part, at) => [...(at === 0 ? [] : [link]), ...unitsOf(part)])) {
    const more = octetsOf(unit);
    while (current.length > 0 && octets + more > MOST_OCTETS) {
      const space = current.lastIndexOf(' ');
      done.push(...(space === -1 ? [...current, seam] : [...current.slice(0, space), '\n']));
      current = space === -1 ? [] : current.slice(space + 1);
      octets = octetsOf(current.join(''));
    }
    current.push(unit);
    octets += more;
  }
  return [...done, ...current].join('');
}

/**
 * A tag, a character reference, or a character with what is drawn into it, up to more than any language needs: but no
 * part of a tag or a reference, even behind a joiner.
 */
function unitsOf(text: string): readonly string[] {
  return text.match(/<\/?[a-z]{2,3}>|&#[0-9]+;|[^](?:\p{M}|\u200d[^<&]?){0,16}/gu) ?? [];
}

/** The beginning of a text that fits into so many octets, with an ellipsis if something is left out. */
export function shortened(text: string, most: number): string {
  if (octetsOf(text) <= most) return text;
  const kept: string[] = [];
  let octets = octetsOf(ELLIPSIS);
  for (const unit of unitsOf(text)) {
    octets += octetsOf(unit);
    if (octets > most) break;
    kept.push(unit);
  }
  return `${kept.join('')}${ELLIPSIS}`;
}

const ELLIPSIS = '…';

/** In UTF-8. */
export function octetsOf(text: string): number {
  let octets = 0;
  for (const char of text) octets += octetsOfCodePoint(char.codePointAt(0) ?? 0);
  return octets;
}

function octetsOfCodePoint(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
