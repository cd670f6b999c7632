/** How many open requests one partner's account may hold: one for the partner, one for each indirect reseller named. */
export const MAX_OPEN_REQUESTS_PER_PARTNER = 1000;

/**
 * How many revoked requests one partner's account remembers. Beyond it the account (not its history) forgets those
 * revoked longest ago, and their links are then unknown instead of revoked.
 */
export const MAX_REVOKED_REQUESTS_PER_PARTNER = 1000;

/** How many partners one customer may have a reseller relationship with at a time. */
export const MAX_RELATIONSHIPS_PER_CUSTOMER = 500;

/** How many service delegations one customer may have in force at a time, over all its partners and services. */
export const MAX_DELEGATIONS_PER_CUSTOMER = 2000;

/** How many subscriptions `endRelationship` and `supportDuties` take at a time. */
export const MAX_SUBSCRIPTIONS_PER_CALL = 10_000;

/** How many services one command may name: no more than a customer can have delegated. */
export const MAX_SERVICES_PER_COMMAND = 2000;

/** How many questions `authorizeAll` takes at a time. */
export const MAX_QUESTIONS_PER_CALL = 10_000;

/** How many role offers one partner's account may hold: drafts, and those that wait for a customer. */
export const MAX_ROLE_OFFERS_PER_PARTNER = 1000;

/** How many roles one role offer may name. */
export const MAX_ROLES_PER_OFFER = 100;

/** How many days the term of a role offer may have. */
export const MAX_TERM_DAYS = 730;

/** How many role delegations one customer may have in force at a time, over all its partners. */
export const MAX_ROLE_DELEGATIONS_PER_CUSTOMER = 200;

/** How many access assignments one role delegation may have at a time, each to another group. */
export const MAX_ASSIGNMENTS_PER_DELEGATION = 100;

/**
 * How many roles all role offers of a partner's account may name, and how many all role delegations of a customer may
 * have, with those in their assignments counted besides.
 */
export const MAX_ROLES_PER_DOCUMENT = 5000;
