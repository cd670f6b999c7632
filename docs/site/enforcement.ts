import type { RuleName } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import ts from 'typescript';
import { exportsOf } from './program';

/** A function of the public face: of an entry, or a method of a service. */
export interface PublicFunction {
  /** As a link would name it: `acceptRequest` or `RelationshipService.acceptRequest`. */
  readonly name: string;
  /** The rules that its documentation names. */
  readonly named: ReadonlySet<RuleName>;
  readonly refusals: readonly Refusal[];
  /** The codes of all errors that it can answer. */
  readonly errors: ReadonlySet<string>;
}

/** The interfaces whose methods are functions of the public face. */
const SERVICES: ReadonlySet<string> = new Set(['RelationshipService', 'RoleService']);

/** An error that a function can answer, and the rule that it carries. The compiler says so. */
export interface Refusal {
  readonly rule: RuleName;
  readonly code: string;
  /** The type of the error, such as `ServiceHeld`. */
  readonly error: string;
}

/**
 * What the public functions refuse and by which rules, read from their types; and which rules they uphold besides, read
 * from what their documentation says.
 */
export function enforcementIn(program: ts.Program): readonly PublicFunction[] {
  const checker = program.getTypeChecker();
  const found: PublicFunction[] = [];
  const add = (name: string, symbol: ts.Symbol): void => {
    const [declaration] = symbol.declarations ?? [];
    if (declaration === undefined) return;
    const signatures = checker.getTypeOfSymbol(symbol).getCallSignatures();
    if (signatures.length === 0) return;
    const answers = signatures.flatMap((signature) => errorsOf(checker, signature.getReturnType()));
    const refusals = answers.flatMap((error) => refusalsIn(checker, error));
    const errors = new Set(answers.flatMap((error) => literalsOf(checker, error, 'code')));
    found.push({ name, named: rulesNamedIn(declaration), refusals, errors });
  };
  for (const symbol of exportsOf(program)) {
    if ((symbol.flags & ts.SymbolFlags.Function) !== 0) add(symbol.name, symbol);
    if (!SERVICES.has(symbol.name)) continue;
    for (const method of checker.getDeclaredTypeOfSymbol(symbol).getProperties())
      add(`${symbol.name}.${method.name}`, method);
  }
  return found;
}

function refusalsIn(checker: ts.TypeChecker, error: ts.Type): Refusal[] {
  const carried = literalsOf(checker, error, 'rule').filter((name) => name in rules) as RuleName[];
  const [code] = literalsOf(checker, error, 'code');
  const type = error.aliasSymbol?.name;
  if (code === undefined || type === undefined) return [];
  return carried.map((rule) => ({ rule, code, error: type }));
}

/** The second argument of a `Result` or `ResultAsync`, taken apart. */
function errorsOf(checker: ts.TypeChecker, answer: ts.Type): readonly ts.Type[] {
  const name = answer.aliasSymbol?.name ?? answer.getSymbol()?.name;
  if (name !== 'Result' && name !== 'ResultAsync') return [];
  const error = (answer.aliasTypeArguments ?? checker.getTypeArguments(answer as ts.TypeReference))[1];
  if (error === undefined) return [];
  return error.isUnion() ? error.types : [error];
}

function literalsOf(checker: ts.TypeChecker, type: ts.Type, property: string): readonly string[] {
  const symbol = type.getProperty(property);
  if (symbol === undefined) return [];
  const value = checker.getTypeOfSymbol(symbol);
  return (value.isUnion() ? value.types : [value]).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}

function rulesNamedIn(declaration: ts.Declaration): ReadonlySet<RuleName> {
  const comment = ts
    .getJSDocCommentsAndTags(declaration)
    .map((part) => part.getText())
    .join('\n');
  const names = [...comment.matchAll(/`([a-z-]+)`/g)].flatMap(([, name]) =>
    name !== undefined && name in rules ? [name] : [],
  );
  return new Set(names as RuleName[]);
}
