import { object, text, type Decoder } from '../model/decode';
import { isLine } from '../model/text';
import { readsFromRight } from './html/reading-direction';

/**
 * The words of the invitation email in one language: {@link english}, {@link portuguese}, {@link chinese}, or your own
 * in a language that reads from left to right. Each is text, not HTML, on one line. `{partner}` stands for the name of
 * the partner, `{reseller}` for that of the indirect reseller that the request names.
 */
export interface InvitationTexts {
  /** The language, as a tag of BCP 47 such as `pt`. */
  readonly lang: string;
  /** The title of the HTML document; at most 100 characters. */
  readonly title: string;
  /** With `{partner}`; at most 100 characters. */
  readonly subject: string;
  /** The first paragraph, which paragraphs of the partner's own can replace; at most 256 characters, as all below. */
  readonly greeting: string;
  /** What the partner asks for, with `{partner}`: the second paragraph, which can be replaced as well. */
  readonly proposal: string;
  /** The same with `{partner}` and `{reseller}`, for a request that names an indirect reseller. */
  readonly proposalWithReseller: string;
  /** Asks an administrator to open the link, which follows. */
  readonly instruction: string;
  /** What the customer chooses, with `{partner}`. */
  readonly choice: string;
  /** The same with `{partner}` and `{reseller}`. */
  readonly choiceWithReseller: string;
  /** What stays in the customer's hands. */
  readonly control: string;
}

type NameInText = 'partner' | 'reseller';

/** A line with each of these names, as often as the sentence needs, and no other name. */
function line(most: number, ...names: readonly NameInText[]): Decoder<string> {
  const wanted = names.map((name) => `{${name}}`).join(' and ');
  const what = wanted === '' ? 'a line' : `a line with ${wanted}`;
  return text(
    `${what} (1 to ${String(most)} characters, not blank, none that reads from right to left)`,
    (value) =>
      isLine(value) &&
      Array.from(value).length <= most &&
      !readsFromRight(value) &&
      names.every((name) => value.includes(`{${name}}`)) &&
      Array.from(value.matchAll(NAME), ([, name]) => name).every((name) => names.some((one) => one === name)),
  );
}

const NAME = /\{(partner|reseller)\}/g;

const LONGEST_HEADING = 100;
const LONGEST_LINE = 256;

const decodeHeading: Decoder<string> = /* @__PURE__ */ line(LONGEST_HEADING);
const decodeLine: Decoder<string> = /* @__PURE__ */ line(LONGEST_LINE);
const decodeOfPartner: Decoder<string> = /* @__PURE__ */ line(LONGEST_LINE, 'partner');
const decodeOfBoth: Decoder<string> = /* @__PURE__ */ line(LONGEST_LINE, 'partner', 'reseller');

export const decodeInvitationTexts: Decoder<InvitationTexts> = /* @__PURE__ */ object<InvitationTexts>(
  'the texts of an invitation',
  {
    lang: /* @__PURE__ */ text('a language tag', (value) => /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(value)),
    title: decodeHeading,
    subject: /* @__PURE__ */ line(LONGEST_HEADING, 'partner'),
    greeting: decodeLine,
    proposal: decodeOfPartner,
    proposalWithReseller: decodeOfBoth,
    instruction: decodeLine,
    choice: decodeOfPartner,
    choiceWithReseller: decodeOfBoth,
    control: decodeLine,
  },
);

/** A line with names in the places that it keeps for them. */
export function withNames(content: string, names: Readonly<Record<NameInText, string>>): string {
  return content.replace(NAME, (_, name: NameInText) => names[name]);
}
