import { join } from 'node:path';
import ts from 'typescript';
import { compilerOptions, root } from './program';

/** What the package can be imported as, and the file that says what is in it. */
export interface Entry {
  readonly module: string;
  readonly file: string;
}

export const entries: readonly Entry[] = [
  { module: 'partner-relationships', file: join(root, 'src/index.ts') },
  ...['schema', 'sql', 'arbitraries', 'conformance'].map((name) => ({
    module: `partner-relationships/${name}`,
    file: join(root, `src/${name}/index.ts`),
  })),
];

/** The names that an entry exports, types included, as the compiler sees them. */
export function exportedNames(all: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const program = programOf(all);
  return new Map(all.map(({ module, file }) => [module, exportsOf(program, file).map(({ name }) => name)]));
}

/** A function that an entry exports, and whether its doc comment shows how it is used. */
export interface ExportedFunction {
  readonly name: string;
  readonly hasExample: boolean;
}

export function exportedFunctions(entry: Entry): readonly ExportedFunction[] {
  const program = programOf([entry]);
  const checker = program.getTypeChecker();
  return exportsOf(program, entry.file)
    .map((symbol) => ((symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)))
    .filter(({ flags }) => (flags & ts.SymbolFlags.Function) !== 0)
    .map((symbol) => ({
      name: symbol.name,
      hasExample: symbol.getJsDocTags(checker).some(({ name }) => name === 'example'),
    }));
}

function programOf(all: readonly Entry[]): ts.Program {
  const files = all.map(({ file }) => file);
  return ts.createProgram(files, compilerOptions());
}

function exportsOf(program: ts.Program, file: string): readonly ts.Symbol[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module`);
  return checker.getExportsOfModule(module);
}
