import { join } from 'node:path';
import ts from 'typescript';
import { entries, root } from './manifest';

/** The source of an entry: `src/index.ts`, or `index.ts` of the room that has the entry's name. */
const sourceOf = (path: string): string => join(root, 'src', path, 'index.ts');

const optionsOf = (configFile: string): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
};

/** Every declaration file made from the sources of the entries, by its path beside the source, without comments. */
function declarationTexts(sources: readonly string[]): ReadonlyMap<string, string> {
  const options = { ...optionsOf(join(root, 'tsconfig.json')), noEmit: false, noCheck: true, removeComments: true };
  const texts = new Map<string, string>();
  const program = ts.createProgram(sources, options);
  program.emit(undefined, (file, text) => texts.set(file, text), undefined, true);
  return texts;
}

/** A program of declaration files, and the file of each entry by the entry's name. */
export interface Declarations {
  readonly program: ts.Program;
  readonly fileOf: ReadonlyMap<string, string>;
}

/** Only the declarations of the library. Declarations of other packages stay names. */
export function declarationsOfEntries(): Declarations {
  const sources = entries.map(({ path }) => sourceOf(path));
  const texts = declarationTexts(sources);
  const declarationOf = (source: string): string => source.replace(/\.ts$/, '.d.ts');
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    fileExists: (file) => texts.has(file),
    readFile: (file) => texts.get(file),
    getSourceFile: (file, options) => {
      const text = texts.get(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, options, true);
    },
  };
  const options: ts.CompilerOptions = { moduleResolution: ts.ModuleResolutionKind.Bundler, noLib: true, types: [] };
  const program = ts.createProgram(sources.map(declarationOf), { ...options, module: ts.ModuleKind.ESNext }, host);
  return { program, fileOf: new Map(entries.map(({ path, name }) => [name, declarationOf(sourceOf(path))])) };
}
