import fc from 'fast-check';

// Every mutant runs many properties, and has to be judged the same way each time. npm test has a floor of its own.
fc.configureGlobal({ numRuns: 100, seed: 20_161_020 });
