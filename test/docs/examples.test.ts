import { describe, expect, it } from 'vitest';
import { entries, exportedFunctions } from '../../docs/site/entries';

const functions = entries.slice(0, 1).flatMap(exportedFunctions);

describe('the functions of the main entry', () => {
  it('are found', () => {
    expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['authorize', 'parsePartnerId', 'storageFailed']));
  });

  it.each(functions)('$name has an example in its doc comment', ({ hasExample }) => {
    expect(hasExample).toBe(true);
  });
});
