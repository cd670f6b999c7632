import ts from 'typescript';
import { asFunction, asModule, asScript, type Program } from './programs';

/** One way to write a program, and to resolve the package in it. */
export interface Mode {
  readonly name: string;
  /** The extension of the written file, and of the file that a runtime loads. */
  readonly source: string;
  readonly loaded: string;
  /** Whether the loaded file is a bundle, made by a bundler that resolves the package. */
  readonly isBundled: boolean;
  /** The text of a file that does its work when it is loaded. */
  readonly text: (program: Program) => string;
  /** The text of a file that exports `run`. */
  readonly textOfFunction: (program: Program) => string;
}

const withoutTypes = (text: string, module: ts.ModuleKind): string =>
  ts.transpileModule(text, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } }).outputText;

const asEsm = (text: string): string => withoutTypes(text, ts.ModuleKind.ESNext);
const asCommonJs = (text: string): string => withoutTypes(text, ts.ModuleKind.CommonJS);

export const modes: readonly Mode[] = [
  {
    name: 'ESM',
    source: 'mjs',
    loaded: 'mjs',
    isBundled: false,
    text: (program) => asEsm(asModule(program)),
    textOfFunction: (program) => asEsm(asFunction(program)),
  },
  {
    name: 'CommonJS',
    source: 'cjs',
    loaded: 'cjs',
    isBundled: false,
    text: (program) => asCommonJs(asScript(program)),
    textOfFunction: (program) => asCommonJs(asFunction(program)),
  },
  {
    name: 'nodenext ESM',
    source: 'mts',
    loaded: 'mjs',
    isBundled: false,
    text: asModule,
    textOfFunction: asFunction,
  },
  {
    name: 'nodenext CommonJS',
    source: 'cts',
    loaded: 'cjs',
    isBundled: false,
    text: asScript,
    textOfFunction: asFunction,
  },
  { name: 'bundler', source: 'ts', loaded: 'mjs', isBundled: true, text: asModule, textOfFunction: asFunction },
];
