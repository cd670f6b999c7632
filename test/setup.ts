import fc from 'fast-check';
import { isWholeCheck } from './fixtures/whole-check';

const LEAST_RUNS = isWholeCheck ? 1000 : 100;

/** PROPERTY_RUNS asks for more runs of every property, never for fewer. */
function propertyRuns(asked: string | undefined): number {
  if (asked === undefined) return LEAST_RUNS;
  const runs = Number(asked);
  if (!/^[1-9][0-9]*$/.test(asked) || !Number.isSafeInteger(runs)) {
    throw new Error(
      `PROPERTY_RUNS is ${JSON.stringify(asked)}; a positive integer in decimal digits is expected, ` +
        `for example 10000. Leave it unset for ${LEAST_RUNS} runs of every property.`,
    );
  }
  return Math.max(LEAST_RUNS, runs);
}

fc.configureGlobal({ numRuns: propertyRuns(process.env['PROPERTY_RUNS']) });
