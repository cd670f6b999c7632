import { err, ok, type Result } from 'neverthrow';
import { object, optional, secret, text, type Decoder } from '../model/decode';
import { malformedInput, within, type MalformedInput } from '../model/malformed-input';
import { violation } from '../rules/rule-violation';
import { readHtml } from './html/read-html';
import type { Anchor } from './html/html-parts';
import type { Reader } from './html/html-shape';
import { tokensOf, type Token } from './html/html-token';
import { readInviteLink } from './invite-link';
import {
  excerptAt,
  foldCase,
  hostOf,
  literally,
  lookAlikeIn,
  lookAlikeOf,
  takeOut,
  traceIn,
  tracesOf,
} from './link-in-text';
import type { CannotJudge, InvitationPart, LinkAltered, LinkMissing } from './link-problem';
import { outlookReading } from './html/outlook-reading';
import { misleadingCharacterIn, noCharacterIn, type Unjudged } from './html/unjudged';

/** The body of an invitation email as it is about to be sent: as plain text, as HTML, or both. */
export interface InvitationBody {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

const LONGEST_BODY = 1_000_000;

const decodePart: Decoder<string> = /* @__PURE__ */ text(
  'a body of at most 1000000 characters',
  (value) => value.length <= LONGEST_BODY,
);

const decodeBody: Decoder<InvitationBody> = /* @__PURE__ */ secret(
  /* @__PURE__ */ object<InvitationBody>('an invitation body', {
    text: /* @__PURE__ */ optional(decodePart),
    html: /* @__PURE__ */ optional(decodePart),
  }),
);

/**
 * Checks that an edited invitation still carries its link as it was made (`invitation-link-is-left-as-is`). Each part
 * that is given must show the link: a text as text, HTML as text or as an anchor with words in it. The link may stand
 * there more than once.
 *
 * **A changed link** is refused as `link-altered`, wherever it stands: one with another host, partner or token, with
 * something appended or a line break inside, with a tracker around it, and an anchor that shows the link and leads
 * elsewhere. So is an address in view that may be taken for the link: its host holds that of the link without being its
 * own or a part of it (`portal.example.evil.example`), or has letters beyond ASCII in place of some of its letters,
 * also as `xn--…`. Other addresses are left alone.
 *
 * **What cannot be judged** is refused as `cannot-judge`, and what is accepted is right:
 *
 * - Programs that make links of addresses differ about where one ends. In text there may stand around the link spaces,
 *   line ends, the brackets ( ) [ ] { } < >, straight double quotation marks, and after it one mark of . , ; ! ? or
 *   several dots.
 * - A text may override no direction (U+202D, U+202E), have no five marks on one letter, and no noncharacter.
 * - An anchor to elsewhere may not show the host of the link.
 * - HTML is made of text, anchors, images, lists and tables, properly nested, with attributes in quotes. There are no
 *   forms, scripts and drawings, no style sheets from elsewhere but those of Google Fonts with common fonts, and no
 *   `color-scheme` but `light`.
 * - It reads from left to right: no `dir="rtl"`, and with `dir="auto"` no letters of Arabic or Hebrew.
 * - Styles leave everything in its place: no `float` or `position`, no `align` of an image or a table to a side, no
 *   margins below zero, and no margins or padding in percent. Where there are anchors, there is no fixed `height`, no
 *   line lower than its letters (for scripts such as Arabic or Thai, lower than 2.5 times their size), no padding or
 *   border of more than 2 pixels on an anchor to elsewhere that stands in a line, and no `width` but 100 % in table
 *   cells and beside other boxes; the anchor itself may have a width that its words fit in. So columns of 50 % and
 *   buttons of a fixed height are refused. Fonts are taken to be about as high as their size.
 * - Without `<!doctype html>`, an anchor to elsewhere holds no image.
 * - The link is in view: not behind an image alone, in letters that are told from their ground whichever styles count,
 *   and not where a style may hide it. Hidden text, such as a preheader, may be there but is not counted; nor are
 *   letters whose size is set by the shorthand `font`.
 * - Conditional comments are judged in both readings, that of Outlook and that of all others; those for some versions
 *   of Outlook may hold a style sheet only.
 *
 * @example
 * ```ts
 * import { checkInvitation } from 'partner-relationships/invitation';
 *
 * const base = 'https://portal.example/invitation';
 * const link = `${base}?partner=contoso&token=k3PzVt0Wc9yQd5Lm`;
 * const found = (body: { text: string } | { html: string }) =>
 *   checkInvitation(body, link).match(() => 'fine', ({ code }) => code);
 *
 * found({ text: `Dear Ada, please open ${link}` }); // => 'fine'
 * found({ text: `Open https://click.example/?to=${link}` }); // => 'link-altered'
 * found({ html: `<form action="${link}">Accept</form>` }); // => 'cannot-judge'
 * ```
 * @param body the text, the HTML, or both, at most 1,000,000 characters each
 * @param link the invitation link
 * @returns the body, checked. As errors: {@link LinkAltered}, {@link LinkMissing} or {@link CannotJudge} for the first
 *   part that has such a problem; {@link MalformedInput} when neither part is given or an argument is malformed
 */
export function checkInvitation(
  body: InvitationBody,
  link: string,
): Result<InvitationBody, MalformedInput | LinkAltered | LinkMissing | CannotJudge> {
  const decoded = decodeBody(body);
  if (decoded.isErr()) return err(within('body', decoded.error));
  const read = readInviteLink(link);
  if (read.isErr()) return err(read.error);
  const { text: plain, html } = decoded.value;
  if (plain === undefined && html === undefined) {
    return err(malformedInput('a text, an html, or both', body, 'body'));
  }
  const { token } = read.value.parts;
  const host = hostOf(link);
  const name = host.replace(/:\d*$/, '');
  const invitation = { link, token, host, name, traces: tracesOf(token, host), lookAlike: lookAlikeOf(name) };
  const problem =
    (plain === undefined ? null : problemInText(plain, invitation)) ??
    (html === undefined ? null : problemInHtml(html, invitation));
  return problem === null ? ok(decoded.value) : err(problem);
}

type Problem = LinkAltered | LinkMissing | CannotJudge;

interface Invitation {
  readonly link: string;
  readonly token: string;
  /** With its port, as {@link hostOf} gives it. */
  readonly host: string;
  /** Without its port. */
  readonly name: string;
  readonly traces: readonly RegExp[];
  readonly lookAlike: RegExp;
}

function problemInText(body: string, { link, traces, token, name, lookAlike }: Invitation): Problem | null {
  const strange = noCharacterIn(body) ?? misleadingCharacterIn(body);
  if (strange !== null) return cannotJudge('text', token, strange);
  const { rest, count, unjudged } = takeOut(link, body);
  const found = traceIn(rest, traces) ?? lookAlikeIn(rest, lookAlike, name);
  if (found !== null) return altered('text', found);
  if (unjudged !== null) return cannotJudge('text', token, unjudged);
  return count === 0 ? missing('text') : null;
}

function problemInHtml(html: string, invitation: Invitation): Problem | null {
  const tokens = tokensOf(html);
  if (tokens.isErr()) return cannotJudge('html', invitation.token, tokens.error);
  const problem = problemInReading(tokens.value, 'standard', invitation);
  if (problem !== null) return problem;
  const reading = outlookReading(html, tokens.value);
  if (reading.isErr()) return cannotJudge('html', invitation.token, reading.error);
  if (reading.value === null) return null;
  const ofOutlook = tokensOf(reading.value);
  if (ofOutlook.isErr()) return cannotJudge('html', invitation.token, ofOutlook.error);
  return problemInReading(ofOutlook.value, 'outlook', invitation);
}

function problemInReading(
  tokens: readonly Token[],
  reader: Reader,
  { link, traces, token, host, name, lookAlike }: Invitation,
): Problem | null {
  const parts = readHtml(tokens, link, reader);
  if (parts.isErr()) return cannotJudge('html', token, parts.error);
  const { text, hidden, anchors, unseen, sourceOf } = parts.value;
  const seen = takeOut(link, text);
  const concealed = takeOut(link, hidden.map((one) => one.text).join('\n'));
  const found =
    traceIn(seen.rest, traces) ??
    traceIn(concealed.rest, traces) ??
    traceIn(takeOut(link, unseen).rest, traces) ??
    lookAlikeIn(seen.rest, lookAlike, name);
  if (found !== null) return altered('html', found);
  const elsewhere = anchors.filter(({ href }) => href !== link);
  const misleading = elsewhere.find(({ label }) => label.includes(link));
  if (misleading !== undefined) return altered('html', excerptAt(misleading.href, 0));
  const doubtful = elsewhere.find((anchor) => showsHost(anchor, host));
  if (doubtful !== undefined) return cannotJudge('html', token, { what: 'element', name: 'a', at: doubtful.at });
  if (seen.unjudged !== null) return cannotJudge('html', token, { ...seen.unjudged, at: sourceOf(seen.unjudged.at) });
  const leading = anchors.filter(({ href }) => href === link);
  const ofHidden = hidden.filter((one) => one.text.includes(link));
  const [hiding] = [...leading, ...ofHidden].flatMap((one) => one.hiding ?? []);
  const isShown = seen.count > 0 || leading.some(({ isSeen }) => isSeen);
  if (hiding === undefined) return isShown ? null : missing('html');
  return isShown && concealed.unjudged === null ? null : cannotJudge('html', token, hiding);
}

/** Whether an anchor leads to another host than that of the link although it shows it, and not as that of a mailbox. */
function showsHost({ href, label }: Anchor, host: string): boolean {
  const shown = foldCase(label);
  if (!shown.includes(host) || hostOf(href) === host) return false;
  return new RegExp(`(?:^|[^\\w.@-]|//[^\\s/]*@)${literally(host)}(?![\\w-]|\\.\\w)`).test(shown);
}

function altered(part: InvitationPart, found: string): LinkAltered {
  return violation(
    'invitation-link-is-left-as-is',
    'link-altered',
    `the ${part} of the invitation holds a changed link`,
    { part, found },
  );
}

function missing(part: InvitationPart): LinkMissing {
  return violation(
    'invitation-link-is-left-as-is',
    'link-missing',
    `the ${part} of the invitation does not hold the link`,
    { part },
  );
}

const LONGEST_NAME = 40;

/** A name with so many characters of the token in a row may come from it. */
const TELLTALE = 8;

/** A name is text of the author: the error does not repeat it if it is long or holds a part of the token. */
function cannotJudge(part: InvitationPart, token: string, { what, name, at }: Unjudged): CannotJudge {
  const secret = foldCase(token);
  const pieces = Array.from({ length: secret.length - TELLTALE + 1 }, (_, from) => secret.slice(from, from + TELLTALE));
  const folded = foldCase(name);
  const isSafe = name.length <= LONGEST_NAME && !pieces.some((piece) => folded.includes(piece));
  const safe = isSafe ? name.replace(/[^!-~]/gu, codeOf) : '';
  return violation(
    'invitation-link-is-left-as-is',
    'cannot-judge',
    `the ${part} of the invitation cannot be judged: ${what} ${JSON.stringify(safe)} at ${String(at)}`,
    { part, what, name: safe, at },
  );
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
