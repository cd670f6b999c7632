import { err, ok, type Result } from 'neverthrow';
import { optional, record, text, type Decoder } from '../model/decode';
import { invalidInput, within, type InvalidInput } from '../model/invalid-input';
import { violation } from '../rules/rule-violation';
import { readHtml } from './html';
import type { Reader } from './html-shape';
import { tokensOf, type Token } from './html-token';
import { readInviteLink, type InviteLinkReading } from './invite-link';
import type { CannotJudge, InvitationPart, LinkAltered, LinkMissing } from './link-problem';
import { outlookReadings } from './outlook';
import { unjudgedCharacter, type Unjudged } from './unjudged';

/** The body of an invitation email as it is about to be sent: as plain text, as HTML, or both. */
export interface InvitationBody {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

const LONGEST_BODY = 1_000_000;
const LONGEST_EXCERPT = 120;

const decodePart: Decoder<string> = /* @__PURE__ */ text(
  'a body of at most 1000000 characters',
  (value) => value.length <= LONGEST_BODY,
);

const decodeBody: Decoder<InvitationBody> = /* @__PURE__ */ record<InvitationBody>('an invitation body', {
  text: /* @__PURE__ */ optional(decodePart),
  html: /* @__PURE__ */ optional(decodePart),
});

/**
 * Checks that an edited invitation still carries its link as it was made (`invitation-link-is-left-as-is`). Each part
 * that is given must show the link, in HTML as the target of an anchor with words in it or as text; and nothing in it
 * may be the link changed: another host, partner or token, something appended, a line break inside, a tracker around
 * it, or an anchor that shows the link and leads elsewhere. The same link standing there twice is fine.
 *
 * What is accepted is right; what cannot be judged is refused. HTML is judged when it is made of what mail programs and
 * composers make emails of: text, anchors, images, lists and tables, properly nested, with styles that move nothing out
 * of its place; what styles may hide does not count as shown. Conditional comments are judged in both readings, that of
 * Outlook and that of all others. Other elements, attributes, styles and spellings are not judged, nor are forms,
 * scripts, style sheets from elsewhere, and text behind a background image.
 *
 * @param body the text, the HTML, or both, at most 1,000,000 characters each
 * @param link the invitation link
 * @returns the body, checked. As errors: {@link LinkAltered}, {@link LinkMissing} or {@link CannotJudge} for the first
 *   part where that is so; {@link InvalidInput} when neither part is given or an argument is malformed
 * @example
 * ```ts
 * import { checkInvitation } from 'partner-relationships';
 *
 * const link = 'https://portal.example/invitation?partner=contoso&token=k3PzVt0Wc9yQd5Lm';
 * const tracked = `https://click.example/?to=${link}`;
 * const form = `<form action="${link}"><button>Accept</button></form>`;
 *
 * checkInvitation({ text: `Dear Ada, please open ${link}` }, link).isOk(); // => true
 * checkInvitation({ text: `Please open ${tracked}` }, link).match(() => 'fine', ({ code }) => code); // => 'link-altered'
 * checkInvitation({ html: form }, link).match(() => 'fine', ({ code }) => code); // => 'cannot-judge'
 * ```
 */
export function checkInvitation(
  body: InvitationBody,
  link: string,
): Result<InvitationBody, InvalidInput | LinkAltered | LinkMissing | CannotJudge> {
  const decoded = decodeBody(body);
  if (decoded.isErr()) return err(within('body', decoded.error));
  const read = readInviteLink(link);
  if (read.isErr()) return err(read.error);
  const { text: plain, html } = decoded.value;
  if (plain === undefined && html === undefined) {
    return err(within('body', invalidInput('a text, an html, or both', body)));
  }
  const invitation = { link, token: read.value.parts.token, traces: tracesOf(read.value) };
  const problem =
    (plain === undefined ? null : problemInText(plain, invitation)) ??
    (html === undefined ? null : problemInHtml(html, invitation));
  return problem === null ? ok(decoded.value) : err(problem);
}

type Problem = LinkAltered | LinkMissing | CannotJudge;

interface Invitation {
  readonly link: string;
  readonly token: string;
  readonly traces: readonly RegExp[];
}

/**
 * What a changed link still holds, folded: its token; its address before parameters of an invitation. One who changed
 * both has left the parameters themselves, in one word.
 */
function tracesOf({ baseUrl, parts }: InviteLinkReading): readonly RegExp[] {
  const [, host = '', path = ''] = /^[a-z]+:\/\/([^/]*)(.*)$/.exec(foldCase(baseUrl)) ?? [];
  return [
    new RegExp(literally(foldCase(parts.token))),
    new RegExp(`${literally(host)}\\.?(?::\\d*)?${literally(path)}/*\\?[\\w.~%+=&;-]{0,256}?(?:partner|token)=`),
  ];
}

const PARAMETERS = /\b(?:partner=[^\s<>"']{0,512}?\btoken|token=[^\s<>"']{0,512}?\bpartner)=/;

function literally(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}

/** What has text shown in another order than it is written in, and what is no character of a text. */
const STRANGE = /[\0\u202d\u202e\p{Noncharacter_Code_Point}]/u;

function problemInText(body: string, { link, traces, token }: Invitation): Problem | null {
  const strange = unjudgedCharacter(STRANGE, body);
  if (strange !== null) return cannotJudge('text', token, strange);
  const { rest, count } = takeOut(link, body);
  const found = traceIn(rest, traces);
  if (found !== null) return altered('text', found);
  return count === 0 ? missing('text') : null;
}

function problemInHtml(html: string, invitation: Invitation): Problem | null {
  const tokens = tokensOf(html);
  if (tokens.isErr()) return cannotJudge('html', invitation.token, tokens.error);
  const problem = problemInReading(tokens.value, 'standard', invitation);
  if (problem !== null) return problem;
  const readings = outlookReadings(html, tokens.value);
  if (readings.isErr()) return cannotJudge('html', invitation.token, readings.error);
  for (const reading of readings.value) {
    const ofOutlook = tokensOf(reading);
    if (ofOutlook.isErr()) return cannotJudge('html', invitation.token, ofOutlook.error);
    const problemOfOutlook = problemInReading(ofOutlook.value, 'outlook', invitation);
    if (problemOfOutlook !== null) return problemOfOutlook;
  }
  return null;
}

function problemInReading(tokens: readonly Token[], reader: Reader, { link, traces, token }: Invitation): Problem | null {
  const parts = readHtml(tokens, link, reader);
  if (parts.isErr()) return cannotJudge('html', token, parts.error);
  const { text, hidden, anchors, unseen } = parts.value;
  const seen = takeOut(link, text);
  const found =
    traceIn(seen.rest, traces) ??
    traceIn(takeOut(link, hidden.map((one) => one.text).join('\n')).rest, traces) ??
    traceIn(takeOut(link, unseen).rest, traces);
  if (found !== null) return altered('html', found);
  const misleading = anchors.find(({ href, label }) => href !== link && takeOut(link, label).count > 0);
  if (misleading !== undefined) return altered('html', excerptAt(misleading.href, 0));
  const leading = anchors.filter(({ href }) => href === link);
  if (seen.count > 0 || leading.some(({ isSeen }) => isSeen)) return null;
  const [hiding] = [...leading, ...hidden.filter((one) => one.text.includes(link))].flatMap((one) => one.hiding ?? []);
  return hiding === undefined ? missing('html') : cannotJudge('html', token, hiding);
}

/** What may not stand directly before the link: what makes a word of it, or the tail of an address. */
const BEFORE = /[A-Za-z0-9%=&?#/_~+.@-]\0*$/;
/** What ends another address before the link. */
const GAP = /[\s\ufdd0<>"。，、；：！？（）【】《》「」]/u;
/** What may stand directly after it: nothing that would become part of it, as a byte order mark would. */
const AFTER = /[.,;:!?'’”»)\]}…\0]*(?:$|[^\S\ufeff]|[<>"])|\0*[。，、；：！？）】》」]/uy;
/** Where programs and readers take an address in brackets after the link for where it leads, and what may stand there. */
const TARGET = /(?:[\t \0]*<|\]\0*[([:][\t \0]*<?)/y;

const LONGEST_LEAD = 2048;

/** The body without the link where it stands as it was made, and how often it does. */
function takeOut(link: string, body: string): { readonly rest: string; readonly count: number } {
  const pieces: string[] = [];
  let from = 0;
  for (let at = body.indexOf(link); at !== -1; at = body.indexOf(link, at + link.length)) {
    const end = at + link.length;
    if (isTail(body.slice(Math.max(0, at - LONGEST_LEAD), at)) || !isWhole(body, end, link)) continue;
    pieces.push(body.slice(from, at));
    from = end;
  }
  return { rest: [...pieces, body.slice(from)].join(''), count: pieces.length };
}

/** Whether what follows is the tail of another address: of a tracker that takes the link as an argument, say. */
function isTail(lead: string): boolean {
  const scheme = lead.lastIndexOf('://');
  return BEFORE.test(lead) || (scheme !== -1 && !GAP.test(lead.slice(scheme)));
}

function isWhole(body: string, end: number, link: string): boolean {
  AFTER.lastIndex = end;
  TARGET.lastIndex = end;
  const target = TARGET.exec(body);
  return AFTER.test(body) && (target === null || body.startsWith(link, end + target[0].length));
}

/** What nobody notices within a link: spaces, characters that are not seen, names of such characters, images. */
const UNNOTICED = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\ufdd0\ufffc]+|&[A-Za-z]+;/gu;

/** Where something of the link is left, in whatever case or escaping, in one piece or broken up. */
function traceIn(rest: string, traces: readonly RegExp[]): string | null {
  for (const form of [rest, unescapePercent(rest)]) {
    const unbroken = form.replace(UNNOTICED, '');
    for (const [text, patterns] of [[form, [...traces, PARAMETERS]], [unbroken, traces]] as const) {
      const folded = foldCase(text);
      for (const pattern of patterns) {
        const at = folded.search(pattern);
        if (at !== -1) return excerptAt(text, at);
      }
    }
  }
  return null;
}

/** Of ASCII letters only, so that no position moves; browsers read a backslash as a slash. */
function foldCase(value: string): string {
  return value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replaceAll('\\', '/');
}

function unescapePercent(value: string): string {
  return value.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function excerptAt(body: string, at: number): string {
  const from = Math.max(0, at - LONGEST_EXCERPT / 4);
  return body.slice(from, from + LONGEST_EXCERPT).replace(/\p{Cs}/gu, '\ufffd');
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

/** A name is the author's own: it is not repeated when it is long or holds the token. */
function cannotJudge(part: InvitationPart, token: string, { what, name, at }: Unjudged): CannotJudge {
  const isSafe = name.length <= LONGEST_NAME && !foldCase(name).includes(foldCase(token));
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
