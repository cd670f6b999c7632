import { describe } from 'vitest';
import { engineConformance } from './engine-conformance';
import { engines } from './storage';

describe.each(engines)('A repository on $name', (engine) => {
  engineConformance(engine);
});
