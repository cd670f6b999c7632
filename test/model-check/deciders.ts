import {
  acceptRequest,
  addCustomer,
  authorize,
  clearClosedPartner,
  endRelationship,
  eraseCustomer,
  evolveCustomer,
  importCustomer,
  relinquishDelegations,
  removeDelegations,
  renameCustomer,
  type CustomerRelationships,
  type ErrorData,
  type RelationshipChange,
  type RuleName,
} from 'partner-relationships';
import type { Result } from 'neverthrow';
import type { Attempt } from './attempt';

/** What is searched: the library's own functions, or a deliberately broken one among them. */
export interface Deciders {
  readonly acceptRequest: typeof acceptRequest;
  readonly addCustomer: typeof addCustomer;
  readonly importCustomer: typeof importCustomer;
  readonly renameCustomer: typeof renameCustomer;
  readonly removeDelegations: typeof removeDelegations;
  readonly relinquishDelegations: typeof relinquishDelegations;
  readonly endRelationship: typeof endRelationship;
  readonly clearClosedPartner: typeof clearClosedPartner;
  readonly eraseCustomer: typeof eraseCustomer;
  readonly evolveCustomer: typeof evolveCustomer;
  readonly authorize: typeof authorize;
}

export const library: Deciders = {
  acceptRequest,
  addCustomer,
  importCustomer,
  renameCustomer,
  removeDelegations,
  relinquishDelegations,
  endRelationship,
  clearClosedPartner,
  eraseCustomer,
  evolveCustomer,
  authorize,
};

/** An error of any command. */
export type AnyRefusal = ErrorData<string, string, object> & { readonly rule?: RuleName };

export type Decision = Result<readonly RelationshipChange[], AnyRefusal>;

/** What the deciders make of a command. */
export function decide(
  deciders: Deciders,
  state: CustomerRelationships | null,
  attempt: Attempt,
): Decision {
  switch (attempt.kind) {
    case 'accept-request':
      return deciders.acceptRequest(state, attempt.command);
    case 'add-customer':
      return deciders.addCustomer(state, attempt.command);
    case 'import-customer':
      return deciders.importCustomer(state, attempt.command);
    case 'rename-customer':
      return deciders.renameCustomer(evenIfUnknown(state), attempt.command);
    case 'remove-delegations':
      return deciders.removeDelegations(evenIfUnknown(state), attempt.command);
    case 'relinquish-delegations':
      return deciders.relinquishDelegations(evenIfUnknown(state), attempt.command);
    case 'end-relationship':
      return deciders.endRelationship(evenIfUnknown(state), attempt.command);
    case 'clear-closed-partner':
      return deciders.clearClosedPartner(evenIfUnknown(state), attempt.command);
    case 'erase-customer':
      return deciders.eraseCustomer(evenIfUnknown(state), attempt.command);
  }
}

/** Some commands need a known customer. Plain JavaScript can ask them about an unknown one all the same. */
function evenIfUnknown(state: unknown): CustomerRelationships {
  return state as CustomerRelationships;
}
