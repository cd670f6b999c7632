import {
  createRelationshipService,
  memoryRepository,
  type Actor,
  type Customer,
  type Partner,
  type RelationshipService,
} from 'partner-relationships';
import { createRoleService, partnerCenterGdap, type RoleService } from 'partner-relationships/roles';
import { applicationOf, type Application } from './application';
import type { Cast } from './cast';
import { storyClock, type Clock } from './clock';
import type { Market } from './market';
import type { Teller } from './teller';

/** The things that the chapters of the story share. */
export interface Stage {
  readonly service: RelationshipService;
  /** For roles, over the same repository. */
  readonly roleService: RoleService;
  readonly application: Application;
  readonly cast: Cast;
  readonly clock: Clock;
  readonly tell: Teller;
  /** The link that each partner got last, by partner. */
  readonly links: Map<string, string>;
  /** Moments of the story to look back at. */
  readonly moments: Moment[];
  /** The number of steps so far. */
  readonly tally: { done: number; refused: number };
}

export interface Moment {
  readonly title: string;
  readonly at: string;
}

/**
 * Both services on an empty repository. The story sets the time and the ids, so that every performance is the same. Your
 * application leaves out `now`, `newId` and `newToken`, and gets the machine's clock and unguessable tokens.
 */
export function stageFor(market: Market, cast: Cast, tell: Teller): Stage {
  const clock = storyClock();
  const repository = memoryRepository();
  const service = createRelationshipService({
    repository,
    linkBaseUrl: 'https://marketplace.example/invitation',
    now: clock.now,
    newId: numbered('request'),
    newToken: numbered('token-for-the-demo'),
  });
  const roleService = createRoleService({
    repository,
    linkBaseUrl: 'https://marketplace.example/offer',
    profile: partnerCenterGdap,
    now: clock.now,
    newToken: numbered('offer-for-the-demo'),
  });
  return {
    service,
    roleService,
    application: applicationOf(market),
    cast,
    clock,
    tell,
    links: new Map(),
    moments: [],
    tally: { done: 0, refused: 0 },
  };
}

function numbered(noun: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${noun}-${String(count)}`;
  };
}

export function remember({ moments, clock }: Stage, title: string): Moment {
  const moment = { title, at: clock.now().toISOString() };
  moments.push(moment);
  return moment;
}

/** The link that a partner got. */
export function linkOf({ links }: Stage, { id }: Partner): string {
  return links.get(id) ?? '';
}

/** The partner acting, as your application has authenticated it. */
export function byPartner({ id }: Partner): Actor {
  return { kind: 'partner', partnerId: id };
}

/** The marketplace acting, as your application has authenticated it. */
export const byOperator: Actor = { kind: 'operator' };

/** The customer acting, as your application has authenticated it. */
export function byCustomer({ id }: Customer): Actor {
  return { kind: 'customer', customerId: id };
}
