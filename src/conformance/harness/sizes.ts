import {
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_OPEN_REQUESTS_PER_PARTNER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_REVOKED_REQUESTS_PER_PARTNER,
  MAX_ROLE_DELEGATIONS_PER_CUSTOMER,
  MAX_ROLE_OFFERS_PER_PARTNER,
} from '../../model/limits';
import { MAX_PAGE_SIZE } from '../../repository/page';
import { shown } from './shown';

/**
 * How much the checks do. Every check runs at any size, but only with the defaults do lists and documents go to the
 * limits of the library: with smaller ones, a store that has room for less, or gives less at once, can pass. Smaller
 * `writers`, `handles`, `rounds`, `historyLength`, `runs` and `commands` only make a rare fault less likely to show.
 * With the defaults the whole kit takes a few seconds on the repository in memory.
 */
export interface ConformanceSizes {
  /** How many commits the kit sends at the same time: 2 to 200; 8 if left out. */
  readonly writers?: number | undefined;
  /** From how many handles simultaneous commits come: 2 to 50; 4 if left out. */
  readonly handles?: number | undefined;
  /** How many times each race is run: 1 to 1,000; 30 if left out. */
  readonly rounds?: number | undefined;
  /** How many commits a long history has: 8 to 400; 150 if left out. */
  readonly historyLength?: number | undefined;
  /** How many customers a long customer list has: 12 to 2,000; 1,001, more than a page can hold, if left out. */
  readonly customers?: number | undefined;
  /** How many relationships the largest customer has: 2 to 500; 500, the limit of the library, if left out. */
  readonly relationships?: number | undefined;
  /** How many delegations the largest customer has: 2 to 2,000; 2,000, the limit of the library, if left out. */
  readonly delegations?: number | undefined;
  /** How many requests the largest partner has: 2 to 2,000; 2,000, the limit of the library, if left out. */
  readonly requests?: number | undefined;
  /** How many role delegations the largest customer has: 2 to 200; 200, the limit of the library, if left out. */
  readonly roleDelegations?: number | undefined;
  /** How many role offers the largest partner has: 2 to 1,000; 1,000, the limit of the library, if left out. */
  readonly roleOffers?: number | undefined;
  /** How many random histories the kit plays: 1 to 100,000; 100 if left out. */
  readonly runs?: number | undefined;
  /** How many commands a random history has at most: 1 to 500; 30 if left out. */
  readonly commands?: number | undefined;
}

/** With the defaults filled in. */
export type Sizes = Readonly<Record<keyof ConformanceSizes, number>>;

interface Range {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

const MOST_REQUESTS = MAX_OPEN_REQUESTS_PER_PARTNER + MAX_REVOKED_REQUESTS_PER_PARTNER;

const ranges: Readonly<Record<keyof ConformanceSizes, Range>> = {
  writers: { min: 2, max: 200, usual: 8 },
  handles: { min: 2, max: 50, usual: 4 },
  rounds: { min: 1, max: 1000, usual: 30 },
  historyLength: { min: 8, max: 400, usual: 150 },
  customers: { min: 12, max: 2 * MAX_PAGE_SIZE, usual: MAX_PAGE_SIZE + 1 },
  relationships: { min: 2, max: MAX_RELATIONSHIPS_PER_CUSTOMER, usual: MAX_RELATIONSHIPS_PER_CUSTOMER },
  delegations: { min: 2, max: MAX_DELEGATIONS_PER_CUSTOMER, usual: MAX_DELEGATIONS_PER_CUSTOMER },
  requests: { min: 2, max: MOST_REQUESTS, usual: MOST_REQUESTS },
  roleDelegations: { min: 2, max: MAX_ROLE_DELEGATIONS_PER_CUSTOMER, usual: MAX_ROLE_DELEGATIONS_PER_CUSTOMER },
  roleOffers: { min: 2, max: MAX_ROLE_OFFERS_PER_PARTNER, usual: MAX_ROLE_OFFERS_PER_PARTNER },
  runs: { min: 1, max: 100_000, usual: 100 },
  commands: { min: 1, max: 500, usual: 30 },
};

/**
 * The sizes with the defaults filled in.
 *
 * @throws RangeError if a size is unknown or out of its range: a kit that checks nothing would be green
 */
export function sizesFrom(sizes: ConformanceSizes = {}): Sizes {
  for (const name of Object.keys(sizes)) {
    if (!Object.hasOwn(ranges, name)) throw new RangeError(`sizes.${name}: there is no such size`);
  }
  const sizeOf = (name: keyof ConformanceSizes): number => checked(`sizes.${name}`, sizes[name], ranges[name]);
  return {
    writers: sizeOf('writers'),
    handles: sizeOf('handles'),
    rounds: sizeOf('rounds'),
    historyLength: sizeOf('historyLength'),
    customers: sizeOf('customers'),
    relationships: sizeOf('relationships'),
    delegations: sizeOf('delegations'),
    requests: sizeOf('requests'),
    roleDelegations: sizeOf('roleDelegations'),
    roleOffers: sizeOf('roleOffers'),
    runs: sizeOf('runs'),
    commands: sizeOf('commands'),
  };
}

/**
 * @throws RangeError if a value is not an integer of the range
 */
export function checked(name: string, value: number | undefined, { min, max, usual }: Range): number {
  const size = value ?? usual;
  if (Number.isInteger(size) && size >= min && size <= max) return size;
  throw new RangeError(`${name}: expected an integer from ${min} to ${max}, received ${shown(size)}`);
}
