import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exportsOf, libraryProgram } from '../../docs/site/program';

const program = libraryProgram();
const checker = program.getTypeChecker();
const functions = exportsOf(program).filter(({ flags }) => (flags & ts.SymbolFlags.Function) !== 0);

describe('the functions of the main entry and of the email', () => {
  it('are found', () => {
    expect(functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['authorize', 'parsePartnerId', 'storageFailed', 'checkInvitation']),
    );
  });

  it.each(functions)('$name has an example in its doc comment', (symbol) => {
    expect(symbol.getJsDocTags(checker).map(({ name }) => name)).toContain('example');
  });
});
