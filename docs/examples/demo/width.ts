import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** What a reader sees as one character, such as a flag, or a letter with the marks upon it. */
const characters = new Intl.Segmenter();

/**
 * Text that stays on its line and in its column: it leaves out what could move the cursor, break the line or turn the
 * direction of the text behind it. Joiners stay, as they make one picture or one word of several characters.
 */
export function printable(text: string): string {
  return text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
}

/** How many columns the text takes on a terminal, where an ideograph fills two and a combining mark none. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** The text if it fits into so many columns, else its beginning and an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (widthOf(kept + segment) >= width) break;
    kept += segment;
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
  return wrapAnsi(text, width, { hard: true }).split('\n');
}
