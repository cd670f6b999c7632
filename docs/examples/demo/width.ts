import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Splits a text into characters as a reader sees them, such as a flag, or a letter with its marks. */
const characters = new Intl.Segmenter();

/**
 * The text without anything that could move the cursor, break the line or reverse the direction of the text after it.
 * Joiners stay, because they make one picture or one word of several characters.
 */
export function printable(text: string): string {
  return text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
}

/** The columns that the text takes on a terminal, where an ideograph takes two and a combining mark none. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** The text if it fits into that many columns, otherwise its beginning and an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let columns = 0;
  for (const { segment } of characters.segment(text)) {
    columns += widthOf(segment);
    if (columns >= width) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text in exactly that many columns. */
export function fitted(text: string, width: number): string {
  const short = cut(text, width);
  return short + ' '.repeat(width - widthOf(short));
}

/** The text in lines of at most that many columns, broken at spaces, or inside a word that is longer than a line. */
export function wrapped(text: string, width: number): readonly string[] {
  return wrapAnsi(text, width, { hard: true }).split('\n');
}
