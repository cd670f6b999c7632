import { describe } from 'vitest';
import { isWholeCheck } from '../fixtures/whole-check';
import { engineConformance, SMALL_SIZES } from './engine-conformance';
import { engines } from './storage';

describe.each(engines)('A repository on $name', (engine) => {
  engineConformance(engine, isWholeCheck ? { runs: 10, rounds: 5, historyLength: 60 } : SMALL_SIZES);
});
