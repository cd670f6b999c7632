import { join } from 'node:path';
import ts from 'typescript';

export const root: string = join(import.meta.dirname, '../..');

/** The entries with functions that decide something: the main one, those of the email and of roles. */
const entries: readonly string[] = ['index.ts', 'invitation/index.ts', 'roles/index.ts'].map((path) => join(root, 'src', path));

export function compilerOptions(): ts.CompilerOptions {
  const read = (path: string): string | undefined => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), read) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

/** The library, as the compiler sees it. */
export function libraryProgram(): ts.Program {
  return ts.createProgram(entries, compilerOptions());
}

/** All that the entries export, each as it is where it is declared. */
export function exportsOf(program: ts.Program): readonly ts.Symbol[] {
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const source = program.getSourceFile(entry);
    const face = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    if (face === undefined) throw new Error(`${entry} is no module of the program`);
    return checker
      .getExportsOfModule(face)
      .map((symbol) => ((symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)));
  });
}
