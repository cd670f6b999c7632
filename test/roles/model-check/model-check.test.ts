import { describe, expect, it } from 'vitest';
import { isWholeCheck } from '../../fixtures/whole-check';
import { scopes } from './scope';
import { reported, searchWorlds } from './search';

describe('Every reachable world of roles', () => {
  it.each(scopes)('obeys all rules and changes as specified: $name', (scope) => {
    const began = performance.now();
    const { states, transitions, violation } = searchWorlds(scope, () => null, isWholeCheck ? undefined : 1000);

    console.info(`${scope.name}: ${states} states, ${transitions} transitions, ${Math.round(performance.now() - began)} ms`);
    expect(violation === null ? 'no violation' : reported(violation)).toBe('no violation');
  });
});
