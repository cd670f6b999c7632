import { randomInt } from 'node:crypto';

/** The seed of this run: FAULT_SEED, to see a failure again, or a new one. */
export function seedOfRun(): number {
  const asked = process.env['FAULT_SEED'];
  return asked === undefined ? randomInt(2 ** 31) : wholeNumber('FAULT_SEED', asked);
}

/** How many times the usual number of rounds, kills and cuts; FAULT_ROUNDS asks for more, never for less. */
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
