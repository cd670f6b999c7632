import { randomInt } from 'node:crypto';

/** The seed of this run: FAULT_SEED, to repeat a failure, or a new one. */
export function seedOfRun(): number {
  const asked = process.env['FAULT_SEED'];
  return asked === undefined ? randomInt(2 ** 31) : wholeNumber('FAULT_SEED', asked);
}

/** The factor for the usual number of rounds, kills and faults: FAULT_ROUNDS, at least 1. */
export function roundsOfRun(): number {
  const asked = process.env['FAULT_ROUNDS'];
  return asked === undefined ? 1 : Math.max(1, wholeNumber('FAULT_ROUNDS', asked));
}

function wholeNumber(name: string, asked: string): number {
  const number = Number(asked);
  if (!/^\d+$/.test(asked) || !Number.isSafeInteger(number)) {
    throw new Error(`${name} is ${JSON.stringify(asked)}; a whole number in decimal digits is expected`);
  }
  return number;
}
