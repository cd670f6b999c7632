import type { RuleViolation } from '../rules/rule-violation';

/** Which part of an email it is about. */
export type InvitationPart = 'text' | 'html';

/** The link is not in this part of the email at all. */
export type LinkMissing = RuleViolation<
  'link-missing',
  'invitation-link-is-left-as-is',
  { readonly part: InvitationPart }
>;

/**
 * Something in this part of the email is the link, but changed: `found` shows where, at most 120 characters of it. It
 * holds the token of the invitation, perhaps changed as well: show it to the author of the email, and keep it out of
 * your logs. The message does not repeat it.
 */
export type LinkAltered = RuleViolation<
  'link-altered',
  'invitation-link-is-left-as-is',
  { readonly part: InvitationPart; readonly found: string }
>;

/**
 * This part of the email may hold the link as it was made, but whether a reader sees it and gets where it leads cannot
 * be told: because of what is at the position `at` of the part, counted from 0 in UTF-16 code units. `what` says of
 * which kind it is, `name` which one: the element, the attribute, the property of a style, or the character; it is
 * empty for markup that mail programs do not read alike, and `&` for a reference to a character. For an attribute or a
 * style, `at` is where the tag, the style sheet or the text begins that has it.
 */
export type CannotJudge = RuleViolation<
  'cannot-judge',
  'invitation-link-is-left-as-is',
  {
    readonly part: InvitationPart;
    readonly what: 'markup' | 'character' | 'element' | 'attribute' | 'style';
    readonly name: string;
    readonly at: number;
  }
>;
