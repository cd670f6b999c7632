/** The names of all rules. They are stable: errors carry them, and applications may store and translate them. */
export type RuleName = AccountRule | InvitingRule | AcceptingRule | ActingRule | RemovingRule | SeeingRule;

/** Rules about the accounts of partners and customers, which the operator of the marketplace keeps. */
export type AccountRule =
  | 'operator-keeps-accounts'
  | 'program-keeps-its-side'
  | 'closing-is-final'
  | 'import-is-the-operators';

/** Rules about a partner's relationship requests. */
export type InvitingRule =
  | 'invitation-carries-no-customer-data'
  | 'invitation-is-reusable'
  | 'invitation-link-is-left-as-is'
  | 'link-survives-additions'
  | 'suspended-partner-cannot-invite'
  | 'indirect-reseller-uses-provider-invitation'
  | 'revoked-invitation-cannot-be-accepted'
  | 'partner-acts-for-itself';

/** Rules about how relationships and admin rights begin. */
export type AcceptingRule =
  | 'only-customer-accepts'
  | 'acceptance-establishes-relationship'
  | 'customer-chooses-services'
  | 'acceptance-adds-admin-rights-only'
  | 'one-transacting-partner-per-service'
  | 'replacement-is-explicit'
  | 'replacement-names-what-was-seen'
  | 'non-transacting-partners-are-not-capped'
  | 'indirect-reseller-receives-through-provider'
  | 'existing-customer-needs-request'
  | 'acceptance-is-idempotent';

/** Rules about what a partner may do on a customer's behalf: those of the decision table. A denial names one. */
export type ActingRule =
  | 'admin-rights-cover-administration'
  | 'commercial-operations-need-original-reseller'
  | 'moving-a-subscription-also-needs-admin-rights'
  | 'new-sale-needs-relationship'
  | 'suspended-partner-manages-what-exists'
  | 'closed-partner-may-do-nothing';

/** Rules about how admin rights and relationships end. */
export type RemovingRule =
  | 'customer-removes-any-admin-rights'
  | 'operator-removes-with-reason'
  | 'commercial-relationship-survives-removal'
  | 'restoration-is-a-new-acceptance'
  | 'partner-may-relinquish'
  | 'customer-cannot-end-relationship'
  | 'active-subscriptions-keep-relationship'
  | 'ending-takes-everything-of-the-partner'
  | 'erasure-needs-no-rights';

/** Rules about what partners and customers see, and what partners owe. */
export type SeeingRule =
  | 'customer-reviews-partners-by-service'
  | 'partner-sees-only-its-customers'
  | 'relationship-obliges-support';
