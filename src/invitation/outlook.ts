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

/**
 * What Outlook makes of HTML with conditional comments, which other programs pass over: the HTML with all that it may
 * read, and where its versions differ also with no more than all of them read. Comments of the same length stand for
 * the marks and for what it leaves out, so that nothing moves.
 *
 * @returns none for HTML without conditional comments. As error: the first of an unknown form
 */
export function outlookReadings(html: string, tokens: readonly Token[]): Judged<readonly string[]> {
  const most: string[] = [];
  const least: string[] = [];
  let from = 0;
  let skipped: Token | null = null;
  let isDivided = false;
  for (const token of tokens) {
    if (token.kind !== 'comment') continue;
    const { source, at, end } = token;
    const [begin = '', condition = ''] = FOR_OUTLOOK.exec(source) ?? [];
    const [notFor, ...others] = NOT_FOR_OUTLOOK.exec(source) ?? [];
    const isEnd = END.test(source);
    if (!isEnd && notFor === undefined && begin === '' && !MARK.test(source)) continue;
    const before = html.slice(from, at);
    from = end;
    if (isEnd && skipped !== null) {
      const gap = blank(end - skipped.at);
      most.push(gap);
      least.push(gap);
      skipped = null;
    } else if (skipped === null && notFor !== undefined && HOLDS_NOT.test(others.join(''))) {
      most.push(before);
      least.push(before);
      skipped = token;
    } else if (skipped === null && HOLDS_NOT.test(condition) && isWhole(source, begin)) {
      const gap = blank(source.length);
      most.push(before, gap);
      least.push(before, gap);
    } else if (skipped === null && (HOLDS.test(condition) || MAY_HOLD.test(condition)) && isWhole(source, begin)) {
      const inside = source.slice(begin.length, -END_FOR_OUTLOOK.length);
      const read = blank(begin.length) + inside + blank(END_FOR_OUTLOOK.length);
      isDivided ||= MAY_HOLD.test(condition);
      most.push(before, read);
      least.push(before, MAY_HOLD.test(condition) ? blank(source.length) : read);
    } else return err({ what: 'markup', name: '', at });
  }
  if (skipped !== null) return err({ what: 'markup', name: '', at: skipped.at });
  if (from === 0) return ok([]);
  const rest = html.slice(from);
  return ok([most, ...(isDivided ? [least] : [])].map((pieces) => [...pieces, rest].join('')));
}

/** Whether the first mark after the beginning is the end. */
function isWhole(source: string, begin: string): boolean {
  return source.endsWith(END_FOR_OUTLOOK) && source.indexOf('<!', begin.length) === source.length - END_FOR_OUTLOOK.length;
}

/** A comment of this length, which is at least that of the shortest mark. */
function blank(length: number): string {
  return `<!--${' '.repeat(length - 7)}-->`;
}
