// How much room text takes on a terminal, where an ideograph fills two columns and a combining mark none.

const ASCII = /^[\x20-\x7e]*$/;

/** What stands together in one place: a flag, or a character with the marks upon it. */
const CLUSTER = /(?:\p{RI}\p{RI}|[^])\p{Emoji_Modifier}?[\p{Mn}\p{Me}\u1160-\u11ff]*/gu;
/** Filling no column of its own. */
const MARK = /^[\p{Mn}\p{Me}\u1160-\u11ff]/u;
/** Filling two: East Asian wide and fullwidth characters, and emoji. */
const WIDE = new RegExp(
  [
    String.raw`^(?:\p{Emoji_Presentation}`,
    String.raw`[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3]`,
    String.raw`[\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]`,
    String.raw`[\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}])`,
  ].join('|'),
  'u',
);
/** Not only ASCII, but nothing of another width than one. */
const NARROW = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2212\u2500-\u257f\u2713\u2717]*$/;

/**
 * Text that stays on its line and in its column: what could move the cursor, break the line or turn the direction of
 * what follows is left away.
 */
export function printable(text: string): string {
  return ASCII.test(text) ? text : text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
}

export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  return clustersOf(text).reduce((width, cluster) => width + widthOfCluster(cluster), 0);
}

function clustersOf(text: string): readonly string[] {
  return text.match(CLUSTER) ?? [];
}

function widthOfCluster(cluster: string): number {
  if (WIDE.test(cluster)) return 2;
  return MARK.test(cluster) ? 0 : 1;
}

/** The text if it fits into so many columns, else its beginning and an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const cluster of clustersOf(text)) {
    used += widthOfCluster(cluster);
    if (used >= width) break;
    kept += cluster;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in exactly so many columns. */
export function fitted(text: string, width: number): string {
  const short = cut(text, width);
  return short + ' '.repeat(width - widthOf(short));
}

/** The text in lines of at most so many columns, broken at spaces and, if a word is longer than a line, inside it. */
export function wrapped(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const room = widthOf(word);
    if (line !== '' && used + 1 + room <= width) {
      line = `${line} ${word}`;
      used += 1 + room;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, width);
    line = pieces.at(-1) ?? '';
    used = widthOf(line);
    lines.push(...pieces.slice(0, -1));
  }
  return [...lines, line].map((each) => each.replace(/ +$/, ''));
}

/** A word in pieces of at most so many columns, broken after a hyphen if there is one. */
function piecesOf(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const cluster of clustersOf(word)) {
    const room = widthOfCluster(cluster);
    if (used + room > width && piece !== '') {
      const hyphen = piece.lastIndexOf('-') + 1;
      const end = hyphen === 0 ? piece.length : hyphen;
      pieces.push(piece.slice(0, end));
      piece = piece.slice(end);
      used = widthOf(piece);
    }
    piece += cluster;
    used += room;
  }
  return [...pieces, piece];
}
