import { err, ok, type Result } from 'neverthrow';
import { listOf, nullable, object, optional, secret, text, type Decoder } from '../model/decode';
import { contradictoryInput, type ContradictoryInput } from '../model/contradictory-input';
import { describe } from '../model/describe';
import type { MalformedInput } from '../model/malformed-input';
import { decodePartner, type Partner } from '../model/partner';
import { amongOthers } from '../model/text';
import { escapeHtml } from './html/character-references';
import { checkInvitation } from './check-invitation';
import { fitted, shortened } from './line-limit';
import { readInviteLink } from './invite-link';
import type { CannotJudge, LinkAltered } from './link-problem';
import { readsFromRight } from './html/reading-direction';

/** What an invitation email is made of. */
export interface ComposeInvitation {
  readonly partner: Partner;
  /** The partner's invitation link. */
  readonly link: string;
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
);

const decodeCommand: Decoder<ComposeInvitation> = /* @__PURE__ */ secret(
  /* @__PURE__ */ object<ComposeInvitation>('an invitation', {
    partner: decodePartner,
    link: /* @__PURE__ */ text('an invitation link', () => true),
    indirectReseller: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(decodePartner)),
    paragraphs: /* @__PURE__ */ optional(
      /* @__PURE__ */ listOf('an array of paragraphs', decodeParagraph, EDITABLE_PARAGRAPHS),
    ),
  }),
);

/**
 * Writes the invitation email, as text and as HTML. Paragraphs of yours can take the place of its first two; the link
 * stands in it as it was made (`invitation-link-is-left-as-is`).
 *
 * Partner names and paragraphs are text: the HTML escapes them. A name that reads from right to left moves nothing
 * around it: `<bdi>` isolates it in the HTML, U+2068 and U+2069 in subject and text. A stored name may hold what no new
 * one may: the email leaves out its controls of direction, and has U+FFFD for each noncharacter. Of the marks on one
 * letter of a name, text and HTML show the first four. Lines beyond 998 octets are broken, at a space if there is one.
 *
 * @example
 * ```ts
 * import { parsePartner } from 'partner-relationships';
 * import { composeInvitation } from 'partner-relationships/invitation';
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
 * const email = parsePartner(contoso).andThen((partner) =>
 *   composeInvitation({ partner, link, paragraphs: ['Dear Ada,'] }),
 * );
 * const start = email.map(({ text }) => text.slice(0, 9));
 * start.unwrapOr(''); // => 'Dear Ada,'
 * ```
 * @returns the email. As errors: {@link MalformedInput} when the input is malformed; {@link ContradictoryInput} when
 *   the link is another partner's, or the partner given as indirect reseller is of another program;
 *   {@link LinkAltered} when a paragraph or a name holds a changed version of the link; {@link CannotJudge} when a
 *   paragraph overrides the direction of text (U+202D, U+202E), has five marks on one letter or more, holds a
 *   noncharacter of Unicode, such as U+FDD0 or U+FFFF, or has the link between marks that some programs take into the
 *   address
 */
export function composeInvitation(
  input: ComposeInvitation,
): Result<InvitationEmail, MalformedInput | ContradictoryInput | LinkAltered | CannotJudge> {
  const decoded = decodeCommand(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partner, link, paragraphs, indirectReseller: reseller = null } = decoded.value;
  const read = readInviteLink(link);
  if (read.isErr()) return err(read.error);
  if (read.value.parts.partnerId !== partner.id) return err(linkOfAnother(read.value.parts.partnerId));
  if (reseller !== null && reseller.program !== 'indirect-reseller') return err(noIndirectReseller(reseller));

  const namesWith = (write: (name: string) => string): Names => ({
    partner: write(partner.name),
    reseller: reseller === null ? null : write(reseller.name),
  });
  const inText = namesWith((name) => isolated(withoutStacks(name)));
  const inHtml = namesWith((name) => `<bdi>${escapeHtml(amongOthers(withoutStacks(name)))}</bdi>`);
  const escapedLink = escapeHtml(link);
  const subjectName = isolated(shortened(partner.name, LONGEST_NAME_IN_SUBJECT));
  const openingOfText = paragraphs?.map(withEqualLineEnds) ?? openingOf(inText);
  const paragraphsOfText = [...openingOfText, INVITATION, link, ...closingOf(inText)];
  const paragraphsOfHtml = [...(paragraphs?.map(inParagraph) ?? openingOf(inHtml)), INVITATION];
  const email = Object.freeze({
    subject: `${subjectName} asks for a reseller relationship with your organization`,
    text: `${paragraphsOfText.map((content) => fitted(content, link, '\n')).join('\n\n')}\n`,
    html: document([
      ...paragraphsOfHtml.map((content) => paragraph(content, escapedLink)),
      `<p><a href="${escapedLink}"\n>${escapedLink}</a></p>`,
      ...closingOf(inHtml).map((content) => paragraph(content, escapedLink)),
    ]),
  });
  const checked = checkInvitation({ text: email.text, html: email.html }, link);
  if (checked.isErr() && (checked.error.code === 'link-altered' || checked.error.code === 'cannot-judge')) {
    return err(checked.error);
  }
  return ok(email);
}

const INVITATION = 'To accept, open this link as an administrator of your organization:';

/** Of 998 octets, what the name of the field, the rest of the subject and the two marks around the name leave. */
const LONGEST_NAME_IN_SUBJECT = 900;

/** How the sentences of the email call the partner and the indirect reseller. */
interface Names {
  readonly partner: string;
  readonly reseller: string | null;
}

function openingOf(names: Names): readonly string[] {
  const together = names.reseller === null ? '' : `, together with ${names.reseller},`;
  return [
    'Hello,',
    `${names.partner}${together} would like to work with your organization as its reseller and look after services ` +
      'for you.',
  ];
}

function closingOf(names: Names): readonly string[] {
  const those = names.reseller === null ? '' : `, and those that ${names.reseller} may administer`;
  return [
    `When you accept, you choose the services that ${names.partner} may administer${those}; you may also choose ` +
      'none. Your subscriptions, their billing and your other partners stay as they are.',
    'You can review your partners and remove their admin rights at any time.',
  ];
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

function document(paragraphs: readonly string[]): string {
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head><meta charset="utf-8"><title>A reseller relationship with your organization</title></head>',
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
  return contradictoryInput({
    path: 'indirectReseller.program',
    expected: describe('indirect-reseller'),
    received: describe(program),
  });
}
