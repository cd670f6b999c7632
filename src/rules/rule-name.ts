/** The names of all rules. They are stable: errors carry them, and applications may store and translate them. */
export type RuleName =
  | AccountRule
  | InvitingRule
  | AcceptingRule
  | ActingRule
  | RemovingRule
  | SeeingRule
  | OfferingRule
  | HoldingRule
  | AssigningRule;

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

/** Rules about how roles are offered and approved. */
export type OfferingRule =
  | 'profile-grants-roles'
  | 'offer-names-roles-and-term'
  | 'offer-is-editable-as-a-draft'
  | 'locked-offer-waits'
  | 'locked-offer-lapses'
  | 'offer-serves-one-customer'
  | 'reseller-consents-to-its-offer'
  | 'resellers-ask-themselves'
  | 'customer-approves-the-whole-offer'
  | 'silence-is-the-only-no'
  | 'approval-touches-nothing-commercial'
  | 'term-starts-at-activation';

/** Rules about role delegations: what they give, and how they change and end. */
export type HoldingRule =
  | 'roles-share-one-end'
  | 'role-covers-the-operation'
  | 'role-delegations-add-up'
  | 'delegation-ends-on-time'
  | 'extension-moves-the-end'
  | 'either-side-sets-the-extension'
  | 'global-administrator-never-extends'
  | 'only-that-role-can-be-dropped'
  | 'ended-is-final'
  | 'either-side-terminates'
  | 'termination-touches-nothing-commercial'
  | 'roles-outlive-the-relationship';

/** Rules about which of a partner's people may use its rights. */
export type AssigningRule =
  | 'roles-reach-people-through-groups'
  | 'assignment-stays-within-the-delegation'
  | 'assignment-needs-a-delegation-in-force'
  | 'one-assignment-per-group'
  | 'agent-role-limits-the-person'
  | 'granular-takes-precedence';
