import fc from 'fast-check';

// Every mutant runs many properties, and has to be judged the same way each time. Only here: npm test has its own floor.
fc.configureGlobal({ numRuns: 100, seed: 20_161_020 });
