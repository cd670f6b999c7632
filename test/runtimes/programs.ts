import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A small program of a user, and its output: TypeScript, with all imports first. */
export interface Program {
  readonly name: string;
  readonly imports: string;
  readonly body: string;
  readonly prints: string;
}

function programOf(name: string, text: string, prints: string): Program {
  const { statements } = ts.createSourceFile(`${name}.ts`, text, ts.ScriptTarget.Latest);
  const end = statements.filter(ts.isImportDeclaration).at(-1)?.end ?? 0;
  return { name, imports: text.slice(0, end), body: text.slice(end).trim(), prints: prints.trim() };
}

/** The first example of the README, and the output that the README shows. */
function quickStart(): Program {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, code = '', output = ''] = /```ts\n([\s\S]*?)```\n\nIt prints:\n\n```text\n([\s\S]*?)```/.exec(readme) ?? [];
  if (!code.includes("from 'partner-relationships'")) throw new Error('the README has no first example');
  return programOf('quick-start', code, output);
}

/** Another entry together with the main one, which accepts the values that the other has checked. */
const schemas = `
import { authorize } from 'partner-relationships';
import { customerRelationshipsSchema, partnerSchema, serviceIdSchema } from 'partner-relationships/schema';
import * as z from 'zod';

const partner = z.parse(partnerSchema, { id: 'contoso', name: 'Contoso', program: 'direct-bill', standing: 'active' });
const state = z.parse(customerRelationshipsSchema, {
  customer: { id: 'tailspin', name: 'Tailspin Toys' },
  relationships: [
    { partnerId: 'contoso', establishedAt: '2026-01-01T00:00:00.000Z', origin: { kind: 'customer-added' } },
  ],
  delegations: [],
});
const serviceId = z.parse(serviceIdSchema, 'intune');
console.log(authorize(state, { partner, operation: 'sell-subscription', serviceId }).isOk());
console.log(authorize(state, { partner, operation: 'manage-users', serviceId }).isOk());
console.log(z.safeParse(partnerSchema, { ...partner, program: 'reseller' }).success);
`;

export const programs: readonly Program[] = [quickStart(), programOf('schema', schemas, 'true\nfalse\nfalse')];

/** The program as a module that runs when it is loaded. */
export const asModule = ({ imports, body }: Program): string => `${imports}\n\n${body}\n`;

/** The program as a module that exports its work as a function, for runtimes that forbid it on loading. */
export const asFunction = ({ imports, body }: Program): string =>
  `${imports}\n\nexport async function run(): Promise<void> {\n${body}\n}\n`;

/** The program as a script that runs when it is loaded and may not await at its top. */
export const asScript = (program: Program): string => `${asFunction(program)}\nvoid run();\n`;
