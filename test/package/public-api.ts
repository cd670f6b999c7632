import ts from 'typescript';
import { declarationsOfEntries } from './declarations';
import { entries } from './manifest';

/** Everything that users can write, by entry and name: the declarations, without comments. */
export interface EntryApi {
  readonly name: string;
  readonly exports: ReadonlyMap<string, string>;
  /** The declarations that these use and no entry exports; they are part of the API as well. */
  readonly unexported: ReadonlyMap<string, string>;
}

const original = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);

const statementOf = (declaration: ts.Declaration): ts.Node =>
  ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;

const statementsOf = (symbol: ts.Symbol): readonly ts.Node[] => (symbol.declarations ?? []).map(statementOf);

const isTopLevel = (node: ts.Node): boolean => ts.isSourceFile(node.parent);

/** The library's own declarations that these use. */
function referencesIn(checker: ts.TypeChecker, nodes: readonly ts.Node[]): readonly ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    if (symbol !== undefined) found.add(original(checker, symbol));
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return [...found].filter((symbol) => statementsOf(symbol).some(isTopLevel));
}

const textOf = (symbol: ts.Symbol, exportedAs: string): string => {
  const lines = statementsOf(symbol).map((node) => node.getText().replace(/^export (declare )?|^declare /, ''));
  return [...lines, ...(symbol.name === exportedAs ? [] : [`export { ${symbol.name} as ${exportedAs} };`])].join('\n');
};

const byName = <Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
  new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Reads the public API from the sources, without a build. */
export function publicApi(): readonly EntryApi[] {
  const { program, fileOf } = declarationsOfEntries();
  const checker = program.getTypeChecker();
  const exportsOf = (entry: string): readonly (readonly [string, ts.Symbol])[] => {
    const file = program.getSourceFile(fileOf.get(entry) ?? '');
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    return checker.getExportsOfModule(module).map((symbol) => [symbol.name, original(checker, symbol)]);
  };
  const exported = new Set(entries.flatMap(({ name }) => exportsOf(name).map(([, symbol]) => symbol)));
  return entries.map(({ name }) => {
    const own = exportsOf(name);
    const unexported = new Map<string, string>();
    const follow = (symbol: ts.Symbol): void => {
      for (const reference of referencesIn(checker, statementsOf(symbol))) {
        if (exported.has(reference) || unexported.has(reference.name)) continue;
        unexported.set(reference.name, textOf(reference, reference.name));
        follow(reference);
      }
    };
    own.forEach(([, symbol]) => follow(symbol));
    const texts = own.map(([as, symbol]) => [as, textOf(symbol, as)] as const);
    return { name, exports: byName(new Map(texts)), unexported: byName(unexported) };
  });
}
