import type { CustomerRelationships, RelationshipChange } from 'partner-relationships';
import type { Attempt } from './attempt';
import type { Deciders } from './deciders';
import { keyOf, modelOf, type SetModel } from './set-model';

/**
 * One state of the customer, standing for all states in which the same things are in force: they differ in the order
 * in which those came to be, and in the instants. No rule reads either, besides that an import tells whether the very
 * same is there; what answers list in that order is compared without regard to it, and the properties of test/customers
 * run through other orders and instants.
 */
export interface Place {
  readonly state: CustomerRelationships | null;
  readonly model: SetModel;
  readonly key: string;
  /** Where the changes applied so far lead from here, by change. */
  readonly after: Map<string, Place>;
  /** The commands that are known to be done here already: deciding one again would change nothing. */
  readonly unchangedBy: Set<Attempt>;
}

/** All states met so far, each of them once. */
export interface StateSpace {
  readonly start: Place;
  /** Where these changes lead; a sentence when one of them cannot be applied. */
  follow(from: Place, changes: readonly RelationshipChange[]): Place | string;
}

export function emptyStateSpace({ evolveCustomer }: Pick<Deciders, 'evolveCustomer'>): StateSpace {
  const places = new Map<string, Place>();

  function placeOf(state: CustomerRelationships | null): Place {
    const model = modelOf(state);
    const key = keyOf(model);
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = { state, model, key, after: new Map<string, Place>(), unchangedBy: new Set<Attempt>() };
    places.set(key, place);
    return place;
  }

  function step(from: Place, change: RelationshipChange): Place | string {
    const name = nameOf(change);
    const known = from.after.get(name);
    if (known !== undefined) return known;
    const evolved = evolveCustomer(from.state, change);
    if (evolved.isErr()) return `its change ${name} cannot be applied: ${evolved.error.message}`;
    const place = placeOf(evolved.value);
    from.after.set(name, place);
    return place;
  }

  return {
    start: placeOf(null),
    follow: (from, changes) => {
      let place = from;
      for (const change of changes) {
        const next = step(place, change);
        if (typeof next === 'string') return next;
        place = next;
      }
      return place;
    },
  };
}

/** All of a change that can make a difference to the state that follows. */
function nameOf(change: RelationshipChange): string {
  switch (change.kind) {
    case 'customer-registered':
      return `${change.kind} ${change.customer.id} ${change.customer.name}`;
    case 'customer-renamed':
      return `${change.kind} ${change.name}`;
    case 'relationship-established': {
      const { partnerId, origin, establishedAt = change.at } = change;
      const by = origin.kind === 'request' ? origin.requestId : origin.kind;
      return `${change.kind} ${partnerId} ${by} ${establishedAt}`;
    }
    case 'delegation-granted': {
      const { partnerId, serviceId, throughPartnerId, transacting, grantedAt = change.at } = change;
      return `${change.kind} ${partnerId} ${serviceId} ${throughPartnerId ?? '-'} ${String(transacting)} ${grantedAt}`;
    }
    case 'delegation-removed':
      return `${change.kind} ${change.partnerId} ${change.serviceId} ${change.throughPartnerId ?? '-'}`;
    case 'relationship-ended':
      return `${change.kind} ${change.partnerId}`;
    case 'customer-erased':
      return change.kind;
    default:
      // No command of this search touches role delegations. If one did, each change would be a step of its own.
      return JSON.stringify(change);
  }
}
