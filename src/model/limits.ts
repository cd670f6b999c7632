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
