import { err, ok } from 'neverthrow';
import type { Token } from './html-token';
import type { Judged } from './unjudged';

/** Conditions that hold in Outlook, those that hold in some of its versions, and those that hold in none. */
const HOLDS = /^(?:mso|(?:mso|gte mso 9) ?\| ?ie|gte mso 9|gte vml 1)$/i;
const MAY_HOLD = /^(?:gt|gte|lt|lte) mso 1\d$/i;
const HOLDS_NOT = /^!(?:mso|mso ?\| ?ie|vml|support[a-z]+)$/i;

const CONDITION = /^<!(?:--)?\[if ([^\]<>]*)\]>/;
/** What follows the condition of a mark after which others than Outlook read on. */
const READ_ON = /^(?:<!(?:--)? ?-->)?$/;
const END_FOR_OUTLOOK = '<![endif]-->';
const END = /^<!(?:-- ?<!)?\[endif\](?:--)?>/;
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
    if (!MARK.test(source)) continue;
    const [begin = '', condition = ''] = CONDITION.exec(source) ?? [];
    const rest = source.slice(begin.length);
    const inside = rest.slice(0, -END_FOR_OUTLOOK.length);
    const isRead = HOLDS.test(condition) || (MAY_HOLD.test(condition) && STYLE_SHEET.test(inside));
    const before = html.slice(from, at);
    from = end;
    if (skipped !== null && END.test(source)) {
      pieces.push(blank(end - skipped.at));
      skipped = null;
    } else if (skipped === null && HOLDS_NOT.test(condition) && READ_ON.test(rest)) {
      pieces.push(before);
      skipped = token;
    } else if (skipped === null && HOLDS_NOT.test(condition) && isWhole(rest)) {
      pieces.push(before, blank(source.length));
    } else if (skipped === null && isRead && isWhole(rest)) {
      pieces.push(before, blank(begin.length), inside, blank(END_FOR_OUTLOOK.length));
    } else return err({ what: 'markup', name: '', at });
  }
  if (skipped !== null) return err({ what: 'markup', name: '', at: skipped.at });
  return ok(from === 0 ? null : pieces.join('') + html.slice(from));
}

/** Whether the first mark in the rest of a comment ends it. */
function isWhole(rest: string): boolean {
  return rest.endsWith(END_FOR_OUTLOOK) && rest.indexOf('<!') === rest.length - END_FOR_OUTLOOK.length;
}

/** A comment of this length, which is at least that of the shortest mark. */
function blank(length: number): string {
  return `<!--${' '.repeat(length - 7)}-->`;
}
