import { isDeepStrictEqual } from 'node:util';
import type { Invitation } from '../fixtures/market';
import type { Place } from './place';
import type { FromRacer, ToRacer } from './racer';
import type { Child, Sandbox } from './sandbox';

export type Racer = Child<ToRacer, FromRacer>;

const RACERS = 8;
const SELLERS = 7;

export function startRacers({ start }: Sandbox): readonly Racer[] {
  return Array.from({ length: RACERS }, () => start<ToRacer, FromRacer>('racer'));
}

/** How racers line up. */
export interface Line {
  /** Ways to the one store: each racer takes the next in turn. */
  readonly places: readonly Place[];
  /** A file for each racer. */
  readonly journals: readonly string[];
  readonly seed: number;
}

/** All racers open the same market at the same moment, and must get the same invitations. */
export async function lineUp(
  racers: readonly Racer[],
  { places, journals, seed }: Line,
): Promise<readonly Invitation[]> {
  racers.forEach((racer, number) => {
    const place = places[number % places.length];
    const journal = journals[number];
    if (place === undefined || journal === undefined) throw new Error(`nothing for racer ${number}`);
    racer.tell({ kind: 'open', place, journal, number, sellers: SELLERS, seed: seed + number });
  });
  const [first = [], ...others] = (await everybody(racers, 'opened')).map(({ invitations }) => invitations);
  if (!others.every((invitations) => isDeepStrictEqual(invitations, first))) throw new Error('the markets differ');
  return first;
}

export function everybody<Kind extends FromRacer['kind']>(
  racers: readonly Racer[],
  kind: Kind,
): Promise<readonly (FromRacer & { readonly kind: Kind })[]> {
  return Promise.all(racers.map((racer) => racer.said(kind)));
}
