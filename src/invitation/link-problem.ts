import type { RuleViolation } from '../rules/rule-violation';

/** Which part of an email it is about. */
export type InvitationPart = 'text' | 'html';

/** The link is not in this part of the email at all. */
export type LinkMissing = RuleViolation<
  'link-missing',
  'invitation-link-is-left-as-is',
  { readonly part: InvitationPart }
>;

/** Something in this part of the email is the link, but changed: `found` shows where, at most 120 characters of it. */
export type LinkAltered = RuleViolation<
  'link-altered',
  'invitation-link-is-left-as-is',
  { readonly part: InvitationPart; readonly found: string }
>;
