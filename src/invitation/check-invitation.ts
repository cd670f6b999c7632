import { err, ok, type Result } from 'neverthrow';
import { optional, record, text, type Decoder } from '../model/decode';
import { invalidInput, within, type InvalidInput } from '../model/invalid-input';
import { violation } from '../rules/rule-violation';
import { readHtml } from './html';
import { readInviteLink, type InviteLinkReading } from './invite-link';
import type { InvitationPart, LinkAltered, LinkMissing } from './link-problem';

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
 * that is given must show the link, in HTML as an anchor's target or as text; and nothing in it may be the link
 * changed: another host, partner or token, something appended, a line break inside, a tracker around it, or an anchor
 * that shows the link and leads elsewhere. The same link standing there twice is fine.
 *
 * @param body the text, the HTML, or both, at most 1,000,000 characters each
 * @param link the invitation link
 * @returns the body, checked. As errors: {@link LinkAltered} or {@link LinkMissing} for the first part where that is so;
 *   {@link InvalidInput} when neither part is given or an argument is malformed
 * @example
 * ```ts
 * import { checkInvitation } from 'partner-relationships';
 *
 * const link = 'https://portal.example/invitation?partner=contoso&token=k3PzVt0Wc9yQd5Lm';
 * const tracked = `https://click.example/?to=${link}`;
 *
 * checkInvitation({ text: `Dear Ada, please open ${link}` }, link).isOk(); // => true
 * checkInvitation({ text: `Please open ${tracked}` }, link).match(() => 'fine', ({ code }) => code); // => 'link-altered'
 * ```
 */
export function checkInvitation(
  body: InvitationBody,
  link: string,
): Result<InvitationBody, InvalidInput | LinkAltered | LinkMissing> {
  const decoded = decodeBody(body);
  if (decoded.isErr()) return err(within('body', decoded.error));
  const read = readInviteLink(link);
  if (read.isErr()) return err(read.error);
  const { text: plain, html } = decoded.value;
  if (plain === undefined && html === undefined) {
    return err(within('body', invalidInput('a text, an html, or both', body)));
  }
  const traces = tracesOf(read.value);
  const problem =
    (plain === undefined ? null : problemInText(plain, link, traces)) ??
    (html === undefined ? null : problemInHtml(html, link, traces));
  return problem === null ? ok(decoded.value) : err(problem);
}

/** What a changed link still holds: one who changed its token has left its address up to the partner, and vice versa. */
function tracesOf({ baseUrl, parts }: InviteLinkReading): readonly string[] {
  return [parts.token, `${baseUrl.slice(baseUrl.indexOf('://') + 3)}?partner=`];
}

function problemInText(body: string, link: string, traces: readonly string[]): LinkAltered | LinkMissing | null {
  const { rest, count } = takeOut(link, body);
  const found = traceIn(rest, traces);
  if (found !== null) return altered('text', found);
  return count === 0 ? missing('text') : null;
}

function problemInHtml(html: string, link: string, traces: readonly string[]): LinkAltered | LinkMissing | null {
  const { text: shown, anchors, hidden } = readHtml(html);
  const seen = takeOut(link, shown);
  const found = traceIn(seen.rest, traces) ?? traceIn(takeOut(link, hidden).rest, traces);
  if (found !== null) return altered('html', found);
  const misleading = anchors.find(({ href, label }) => href !== link && takeOut(link, label).count > 0);
  if (misleading !== undefined) return altered('html', excerptAt(misleading.href, 0));
  const leads = anchors.some(({ href, label }) => href === link && VISIBLE.test(label));
  return leads || seen.count > 0 ? null : missing('html');
}

const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** What may not stand directly before the link: what makes a word of it, or the tail of an address. */
const BEFORE = /[A-Za-z0-9%=&?#/_~+.@-]$/;
/** What ends another address before the link. */
const GAP = /[\s<>"。，、；：！？（）【】《》「」]/u;
/** What may stand directly after it: nothing that would become part of it, as a byte order mark would. */
const AFTER = /[.,;:!?'’”»)\]}…]*(?:$|[^\S\ufeff]|[<>"])|[。，、；：！？）】》」]/uy;

const LONGEST_LEAD = 2048;

/** The body without the link where it stands as it was made, and how often it does. */
function takeOut(link: string, body: string): { readonly rest: string; readonly count: number } {
  const pieces: string[] = [];
  let from = 0;
  for (let at = body.indexOf(link); at !== -1; at = body.indexOf(link, at + link.length)) {
    const end = at + link.length;
    if (isTail(body.slice(Math.max(0, at - LONGEST_LEAD), at)) || !isWhole(body, end)) continue;
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

function isWhole(body: string, end: number): boolean {
  AFTER.lastIndex = end;
  return AFTER.test(body);
}

/** What nobody notices within a link: spaces, characters that are not seen, names of such characters, images. */
const UNNOTICED = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\ufffc]+|&[A-Za-z]+;/gu;

/** Where something of the link is left, in whatever case or escaping, in one piece or broken up. */
function traceIn(rest: string, traces: readonly string[]): string | null {
  const forms = [rest, unescapePercent(rest)].flatMap((form) => [form, form.replace(UNNOTICED, '')]);
  for (const form of forms) {
    const folded = foldCase(form);
    for (const trace of traces) {
      const at = folded.indexOf(foldCase(trace));
      if (at !== -1) return excerptAt(form, at);
    }
  }
  return null;
}

/** Of ASCII letters only, so that no position moves. */
function foldCase(value: string): string {
  return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
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
    `the ${part} of the invitation holds a changed link: ${JSON.stringify(found)}`,
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
