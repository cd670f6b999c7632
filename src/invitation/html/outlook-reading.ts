import { err, ok } from 'neverthrow';
import type { Token } from './html-token';
import type { Judged } from './unjudged';

/** Conditions that hold in Outlook, those that hold in some of its versions, and those that hold in none. */
const HOLDS = /^(?:mso|(?:mso|gte mso 9) ?\| ?ie|gte mso 9|gte vml 1)$/i;
const MAY_HOLD = /^(?:gt|gte|lt|lte) mso 1\d$/i;
const HOLDS_NOT = /^!(?:mso|mso ?\| ?ie|vml|support[a-z]+)$/i;

const FOR_OUTLOOK = /^<!--\[if ([^\]<>]*)\]>/;
const END_FOR_OUTLOOK = '<![endif]-->';
const NOT_FOR_OUTLOOK = /^<!--\[if ([^\]<>]*)\]><!(?:--)? ?-->$|^<!\[if ([^\]<>]*)\]>$/;
const END = /^<!-- ?<!\[endif\]-->$|^<!\[endif\]>$/;
const MARK = /\[(?:if\b|endif)/i;

/** The only content for some versions of Outlook: a style sheet, each rule of which is judged as one that may hold. */
const STYLE_SHEET = /^\s*<style[^<>]*>[^<>]*<\/style>\s*$/i;

/**
 * HTML with conditional comments as Outlook reads it; other programs skip them. Comments of the same length take the
 * place of the marks and of the parts that Outlook skips, so that every position stays.
 *
 * @returns null for HTML without conditional comments. As error: the first one of an unknown form
 */
export function outlookReading(html: string, tokens: readonly Token[]): Judged<string | null> {
  const pieces: string[] = [];
  let from = 0;
  let skipped: Token | null = null;
  for (const token of tokens) {
    if (token.kind !== 'comment') continue;
    const { source, at, end } = token;
    const [begin = '', condition = ''] = FOR_OUTLOOK.exec(source) ?? [];
    const [notFor, ...others] = NOT_FOR_OUTLOOK.exec(source) ?? [];
    const isEnd = END.test(source);
    if (!isEnd && notFor === undefined && begin === '' && !MARK.test(source)) continue;
    const inside = source.slice(begin.length, -END_FOR_OUTLOOK.length);
    const isRead = HOLDS.test(condition) || (MAY_HOLD.test(condition) && STYLE_SHEET.test(inside));
    const before = html.slice(from, at);
    from = end;
    if (isEnd && skipped !== null) {
      pieces.push(blank(end - skipped.at));
      skipped = null;
    } else if (skipped === null && notFor !== undefined && HOLDS_NOT.test(others.join(''))) {
      pieces.push(before);
      skipped = token;
    } else if (skipped === null && HOLDS_NOT.test(condition) && isWhole(source, begin)) {
      pieces.push(before, blank(source.length));
    } else if (skipped === null && isRead && isWhole(source, begin)) {
      pieces.push(before, blank(begin.length), inside, blank(END_FOR_OUTLOOK.length));
    } else return err({ what: 'markup', name: '', at });
  }
  if (skipped !== null) return err({ what: 'markup', name: '', at: skipped.at });
  return ok(from === 0 ? null : pieces.join('') + html.slice(from));
}

/** Whether the first mark after the one that begins a comment ends it. */
function isWhole(source: string, begin: string): boolean {
  return source.endsWith(END_FOR_OUTLOOK) && source.indexOf('<!', begin.length) === source.length - END_FOR_OUTLOOK.length;
}

/** A comment of this length, which is at least that of the shortest mark. */
function blank(length: number): string {
  return `<!--${' '.repeat(length - 7)}-->`;
}
