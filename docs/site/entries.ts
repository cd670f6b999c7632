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
  const program = ts.createProgram(
    all.map(({ file }) => file),
    compilerOptions(),
  );
  const checker = program.getTypeChecker();
  return new Map(
    all.map(({ module, file }) => {
      const source = program.getSourceFile(file);
      const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
      if (symbol === undefined) throw new Error(`${file} is no module`);
      return [module, checker.getExportsOfModule(symbol).map(({ name }) => name)];
    }),
  );
}
