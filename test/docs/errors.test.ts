import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { httpStatuses } from 'partner-relationships';
import { roleHttpStatuses } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { apiFolder } from '../package/api-report';

const guide = await readFile(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');
const files = (await readdir(apiFolder)).filter((file) => file.endsWith('.md'));
const reports = (await Promise.all(files.map((file) => readFile(join(apiFolder, file), 'utf8')))).join('\n');

/** The codes of the table, each with its kind. */
const told = [...guide.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| `([a-z-]+)` \|/gm)].flatMap(([, codes = '', kind = '']) =>
  codes.split(', ').map((code) => `${code.slice(1, -1)}: ${kind}`),
);

/** The codes of the public error types, each with its kind. Another test keeps the reports up to date. */
const declared = [
  ...[...reports.matchAll(/\bErrorData<'([a-z-]+)', '([a-z-]+)'/g)].map(([, kind, code]) => `${code}: ${kind}`),
  ...[...reports.matchAll(/\bRuleViolation<'([a-z-]+)'/g)].map(([, code]) => `${code}: rule-violation`),
];

/** The codes of a table, each with its HTTP status. */
const statusesIn = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...text.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| `[a-z-]+` \| (\d+) \|/gm)].flatMap(
      ([, codes = '', status = '']) => codes.split(', ').map((code) => [code.slice(1, -1), Number(status)] as const),
    ),
  );

const [general = '', ofRoles = ''] = guide.split('### Codes of roles');

describe('the table of errors', () => {
  it('has the HTTP status of every code as the code has it, and none for a migration', () => {
    expect(statusesIn(general)).toEqual(httpStatuses);
    expect({ ...httpStatuses, ...statusesIn(ofRoles) }).toEqual(roleHttpStatuses);
    const without = declared.filter((one) => !(one.slice(0, one.indexOf(':')) in roleHttpStatuses));
    expect([...new Set(without)]).toEqual(['migration-failed: storage']);
  });

  it('has every code of the public API under its kind, and no other', () => {
    expect([...told].sort()).toEqual([...new Set(declared)].sort());
  });
});
