/**
 * The email that invites a customer: {@link composeInvitation} writes it, and {@link checkInvitation} says whether an
 * edited one still shows the link as it was made. A program that writes no such emails does not load this.
 *
 * @module partner-relationships/invitation
 */

export { composeInvitation } from './compose-invitation';
export type { ComposeInvitation, InvitationEmail } from './compose-invitation';
export { checkInvitation } from './check-invitation';
export type { InvitationBody } from './check-invitation';
export type { CannotJudge, InvitationPart, LinkAltered, LinkMissing } from './link-problem';
