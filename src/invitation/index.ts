/**
 * The email that invites a customer: {@link composeInvitation} writes it in {@link english}, {@link portuguese},
 * {@link chinese} or a language of yours, and {@link checkInvitation} says whether an edited one still shows the link
 * as it was made. A program that writes no such emails does not load this.
 *
 * @module partner-relationships/invitation
 */

export { composeInvitation } from './compose-invitation';
export type { ComposeInvitation, InvitationEmail } from './compose-invitation';
export type { InvitationTexts } from './invitation-texts';
export { english } from './english';
export { portuguese } from './portuguese';
export { chinese } from './chinese';
export { checkInvitation } from './check-invitation';
export type { InvitationBody } from './check-invitation';
export type { CannotJudge, InvitationPart, LinkAltered, LinkMissing } from './link-problem';
