import { describe, expect, it } from 'vitest';
import { publicApi } from './public-api';

const declarations = publicApi().flatMap(({ exports, unexported }) => [...exports, ...unexported]);

/** An error's code in its declaration, as the last of the arguments that stand before the context. */
const CODE = /\b(?:ErrorData<'[a-z-]+', |RuleViolation<)'([a-z-]+)'/g;

const codesIn = (text: string): readonly string[] => [...text.matchAll(CODE)].map(([, code = '']) => code);

const inPascalCase = (code: string): string => code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const errors = declarations.flatMap(([name, text]) => codesIn(text).map((code) => ({ name, code })));

const membersOf = (union: string): readonly string[] => {
  const text = declarations.find(([name]) => name === union)?.[1] ?? '';
  return text.replace(/^.*=/, '').match(/\w+/g) ?? [];
};

const kindsOfChanges = [
  ...['PartnerChange', 'RelationshipChange', 'AnyRoleChange'].flatMap(membersOf).flatMap((member) => {
    const text = declarations.find(([name]) => name === member)?.[1] ?? '';
    return /readonly kind: '([a-z-]+)'/.exec(text)?.[1] ?? [];
  }),
  // Several kinds of changes have the same fields.
  ...declarations
    .filter(([name]) => /(?:Change|Settled)Kind$/.test(name))
    .flatMap(([, text]) => [...text.matchAll(/'([a-z-]+)'/g)].map(([, kind = '']) => kind)),
];

/** An error of a code that another entry has as well, where it can say less. */
const WIDER: Readonly<Record<string, string>> = { RoleDenied: 'OperationDenied' };

describe('the types of errors', () => {
  it('are found in the declarations', () => {
    const names = errors.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['MalformedInput', 'NotTheCustomer', 'MigrationFailed', 'LinkAltered']));
  });

  it.each(errors)('$name is named after its code $code', ({ name, code }) => {
    expect(WIDER[name] ?? name).toBe(inPascalCase(code));
  });

  it('have codes that no change has as its kind', () => {
    expect(kindsOfChanges).toEqual(expect.arrayContaining(['request-revoked', 'partner-suspended', 'delegation-granted']));
    expect(kindsOfChanges).toEqual(expect.arrayContaining(['role-dropped', 'role-offer-taken', 'role-delegation-expired']));
    expect(errors.filter(({ code }) => kindsOfChanges.includes(code))).toEqual([]);
  });
});
