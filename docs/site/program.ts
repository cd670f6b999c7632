import { join } from 'node:path';
import ts from 'typescript';

export const root: string = join(import.meta.dirname, '../..');

/** The entries with functions that decide something: the main one, and that of the email. */
export const entries: readonly string[] = ['index.ts', 'invitation/index.ts'].map((path) => join(root, 'src', path));

export function compilerOptions(): ts.CompilerOptions {
  const read = (path: string): string | undefined => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), read) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}

/** The library, as the compiler sees it. */
export function libraryProgram(): ts.Program {
  return ts.createProgram(entries, compilerOptions());
}
