import { err, ok, type Result } from 'neverthrow';
import { listOf, nullable, object, optional, secret, text, type Decoder } from '../model/decode';
import { contradiction, contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { describe } from '../model/describe';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartner, type Partner } from '../model/partner';
import { amongOthers } from '../model/text';
import { escapeHtml } from './html/character-references';
import { checkInvitation } from './check-invitation';
import { decodeInvitationTexts, withNames, type InvitationTexts } from './invitation-texts';
import { fitted, octetsOf, shortened } from './line-limit';
import { readInviteLink } from './invite-link';
import type { CannotJudge, LinkAltered } from './link-problem';
import { readsFromRight } from './html/reading-direction';

/** What an invitation email is made of. */
export interface ComposeInvitation {
  readonly partner: Partner;
  /** The partner's invitation link. */
  readonly link: string;
  /** The language of the email: `english`, `portuguese`, `chinese`, or texts of your own. */
  readonly texts: InvitationTexts;
  /** The indirect reseller that the request names, so that the email names it as well; none when left out or null. */
  readonly indirectReseller?: Partner | null | undefined;
  /**
   * What stands in place of the first two paragraphs: none, one or two, each 1 to 4,000 characters and not blank. Left
   * out, the email has its own two. The rest of the email is not for editing.
   */
  readonly paragraphs?: readonly string[] | undefined;
}

/** An invitation, ready for a mailer. No line of it has more than 998 octets in UTF-8, so every mailer may send it. */
export interface InvitationEmail {
  /** One line; a name that is too long for it is shortened. */
  readonly subject: string;
  /**
   * What stands before the instruction and the link, in the form that `paragraphs` of {@link ComposeInvitation} takes:
   * for a field in which the partner edits it.
   */
  readonly paragraphs: readonly string[];
  readonly text: string;
  /** A whole HTML document. */
  readonly html: string;
}

/** Well-formed Unicode; of the control characters only line breaks and tabs; not blank. */
const PARAGRAPH_PATTERN = /^(?=\s*\S)(?:[^\p{Cc}\p{Cs}]|[\n\r\t]){1,4000}$/u;
const EDITABLE_PARAGRAPHS = 2;

const decodeParagraph: Decoder<string> = /* @__PURE__ */ text(
  'a paragraph (1 to 4000 characters, not blank)',
  (value) => PARAGRAPH_PATTERN.test(value),
  'paragraph',
);

const decodeCommand: Decoder<ComposeInvitation> = /* @__PURE__ */ secret(
  /* @__PURE__ */ object<ComposeInvitation>('an invitation', {
    partner: decodePartner,
    link: /* @__PURE__ */ text('an invitation link', () => true),
    texts: decodeInvitationTexts,
    indirectReseller: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(decodePartner)),
    paragraphs: /* @__PURE__ */ optional(
      /* @__PURE__ */ listOf('an array of paragraphs', decodeParagraph, EDITABLE_PARAGRAPHS),
    ),
  }),
);

/**
 * Writes the invitation email, as text and as HTML, in the language of `texts`. Paragraphs of yours can take the place
 * of its first two; the link stands in it as it was made (`invitation-link-is-left-as-is`).
 *
 * Partner names and paragraphs are text: the HTML escapes them. A name that reads from right to left moves nothing
 * around it: `<bdi>` isolates it in the HTML, U+2068 and U+2069 in subject and text. A stored name may hold what no new
 * one may: the email leaves out its controls of direction, and has U+FFFD for each noncharacter. Of the marks on one
 * letter of a name, text and HTML show the first four. Lines beyond 998 octets are broken, at a space if there is one.
 *
 * @example
 * ```ts
 * import { parsePartner } from 'partner-relationships';
 * import {
 *   composeInvitation,
 *   english,
 *   portuguese,
 * } from 'partner-relationships/invitation';
 *
 * const contoso = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const base = 'https://portal.example/invitation';
 * const link = `${base}?partner=contoso&token=k3PzVt0Wc9yQd5Lm`;
 *
 * const partner = parsePartner(contoso);
 * const composed = partner.andThen((sender) =>
 *   composeInvitation({ partner: sender, link, texts: english }),
 * );
 * const own = composed.map((email) => email.paragraphs).unwrapOr([]);
 * own[0]; // => 'Hello,'
 *
 * const paragraphs = ['Dear Ada,', ...own.slice(1)];
 * const edited = partner.andThen((sender) =>
 *   composeInvitation({ partner: sender, link, texts: english, paragraphs }),
 * );
 * const start = edited.map(({ text }) => text.slice(0, 9));
 * start.unwrapOr(''); // => 'Dear Ada,'
 *
 * const translated = partner.andThen((sender) =>
 *   composeInvitation({ partner: sender, link, texts: portuguese }),
 * );
 * const subject = translated.map((email) => email.subject.slice(0, 16));
 * subject.unwrapOr(''); // => 'Contoso solicita'
 * ```
 * @returns the email. As errors: {@link MalformedInput} when the input is malformed; {@link ContradictoryInput} when
 *   the link is another partner's, or the partner given as indirect reseller is of another program;
 *   {@link LinkAltered} when a paragraph, a name or one of the texts holds a changed version of the link;
 *   {@link CannotJudge} when a paragraph or one of the texts overrides the direction of text (U+202D, U+202E), has five
 *   marks on one letter or more, holds a noncharacter of Unicode, such as U+FDD0 or U+FFFF, or has the link between
 *   marks that some programs take into the address
 */
export function composeInvitation(
  input: ComposeInvitation,
): Result<InvitationEmail, MalformedInput | ContradictoryInput | LinkAltered | CannotJudge> {
  const decoded = decodeCommand(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partner, link, texts, paragraphs, indirectReseller: reseller = null } = decoded.value;
  const read = readInviteLink(link);
  if (read.isErr()) return err(read.error);
  if (read.value.parts.partnerId !== partner.id) return err(linkOfAnother(read.value.parts.partnerId));
  if (reseller !== null && reseller.program !== 'indirect-reseller') return err(noIndirectReseller(reseller));

  const said = wordsOf(texts, reseller !== null);
  const filled = (content: string, write: (name: string) => string): string =>
    withNames(content, { partner: write(partner.name), reseller: write(reseller?.name ?? '') });
  const inText = (content: string): string => filled(content, (name) => isolated(withoutStacks(name)));
  const inHtml = (content: string): string =>
    filled(escapeHtml(content), (name) => `<bdi>${escapeHtml(amongOthers(withoutStacks(name)))}</bdi>`);
  const escapedLink = escapeHtml(link);
  const opening = Object.freeze(paragraphs?.map(withEqualLineEnds) ?? said.opening.map(inText));
  const paragraphsOfText = [...opening, texts.instruction, link, ...said.closing.map(inText)];
  const paragraphsOfHtml = [...(paragraphs?.map(inParagraph) ?? said.opening.map(inHtml)), escapeHtml(texts.instruction)];
  const email = Object.freeze({
    subject: filled(texts.subject, (name) => isolated(shortened(name, longestNameIn(texts.subject)))),
    paragraphs: opening,
    text: `${paragraphsOfText.map((content) => fitted(content, link, '\n')).join('\n\n')}\n`,
    html: document(texts, [
      ...paragraphsOfHtml.map((content) => paragraph(content, escapedLink)),
      // A telephone is narrower than most links, and mail programs do not break a word by themselves.
      `<p style="word-break:break-all"\n><a href="${escapedLink}"\n>${escapedLink}</a></p>`,
      ...said.closing.map((content) => paragraph(inHtml(content), escapedLink)),
    ]),
  });
  const checked = checkInvitation({ text: email.text, html: email.html }, link);
  if (checked.isErr() && (checked.error.code === 'link-altered' || checked.error.code === 'cannot-judge')) {
    return err(checked.error);
  }
  return ok(email);
}

/** What stands before the instruction and the link, and what after them. */
interface Words {
  readonly opening: readonly string[];
  readonly closing: readonly string[];
}

function wordsOf(texts: InvitationTexts, namesReseller: boolean): Words {
  return {
    opening: [texts.greeting, namesReseller ? texts.proposalWithReseller : texts.proposal],
    closing: [namesReseller ? texts.choiceWithReseller : texts.choice, texts.control],
  };
}

/** Of 998 octets, what the name of the field, the rest of the subject and the two marks around each name leave. */
function longestNameIn(subject: string): number {
  const places = subject.split('{partner}').length - 1;
  return (998 - octetsOf(`Subject: ${withNames(subject, { partner: '\u2068\u2069', reseller: '' })}`)) / places;
}

/** A name for a text. Where nothing in it reads from right to left, it needs no mark that isolates it. */
function isolated(name: string): string {
  const plain = amongOthers(name);
  return readsFromRight(plain) ? `\u2068${plain}\u2069` : plain;
}

/**
 * Without marks beyond the fourth on one letter, more than any language needs, so that no line is covered by another.
 */
function withoutStacks(name: string): string {
  return name.replace(
    /((?:\p{Default_Ignorable_Code_Point}*(?!\p{Default_Ignorable_Code_Point})\p{M}){4})[\p{Default_Ignorable_Code_Point}\p{M}]+/gu,
    '$1',
  );
}

/**
 * Mailers turn a line feed into a line end of mail, and may send a carriage return as it is, which mail has no use for.
 */
function withEqualLineEnds(content: string): string {
  return content.replace(/\r\n?/g, '\n');
}

function inParagraph(content: string): string {
  return escapeHtml(withEqualLineEnds(content)).replaceAll('\n', '<br>');
}

/** Where a line has no space to break at, a tag is broken: a break between letters would show as a space. */
function paragraph(content: string, link: string): string {
  return `<p>${fitted(content, link, '<wbr\n>')}</p>`;
}

function document({ lang, title }: InvitationTexts, paragraphs: readonly string[]): string {
  const lines = [
    '<!doctype html>',
    `<html lang="${lang}">`,
    `<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>`,
    '<body>',
    ...paragraphs,
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

function linkOfAnother(received: string): ContradictoryInput {
  return contradictoryInput({
    path: 'link',
    expected: 'a link of this partner',
    received: `one of ${describe(received)}`,
  });
}

function noIndirectReseller({ program }: Partner): ContradictoryInput {
  return contradiction('indirectReseller.program', describe('indirect-reseller'), program);
}
