import { randomInt } from 'node:crypto';

/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** A number from 0, below 1. */
  readonly fraction: () => number;
  /** An integer from 0, below the limit. */
  readonly below: (limit: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Some of the items, at least one. */
  readonly some: <T>(items: readonly T[]) => readonly T[];
}

/** The seed of this run: FIRE_SEED, to see a failure again, or a new one. */
export function seedOfRun(): number {
  const asked = process.env['FIRE_SEED'];
  return asked === undefined ? randomInt(2 ** 31) : wholeNumber('FIRE_SEED', asked);
}

/** How many times the usual number of rounds, kills and cuts; FIRE_ROUNDS asks for more, never for less. */
export function roundsOfRun(): number {
  const asked = process.env['FIRE_ROUNDS'];
  return asked === undefined ? 1 : Math.max(1, wholeNumber('FIRE_ROUNDS', asked));
}

function wholeNumber(name: string, asked: string): number {
  const number = Number(asked);
  if (!/^\d+$/.test(asked) || !Number.isSafeInteger(number)) {
    throw new Error(`${name} is ${JSON.stringify(asked)}; a whole number in decimal digits is expected`);
  }
  return number;
}

export function seeded(seed: number): Random {
  const fraction = mulberry32(seed);
  const below = (limit: number): number => Math.floor(fraction() * limit);
  const pick = <T>(items: readonly T[]): T => {
    const [item] = items.slice(below(items.length));
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    fraction,
    below,
    pick,
    chance: (probability) => fraction() < probability,
    some: (items) => {
      const some = items.filter(() => fraction() < 0.5);
      return some.length > 0 ? some : [pick(items)];
    },
  };
}

/** Tommy Ettinger's generator with 32 bits of state: small, and good enough to choose who does what. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
