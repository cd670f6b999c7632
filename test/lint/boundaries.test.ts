import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root, overrideConfigFile: 'test/lint/boundaries.js' });
const everything = new ESLint({ cwd: root, overrideConfigFile: 'test/lint/eslint.config.js' });

/** Repeated here on purpose: a mistake in the linter's own table must contradict this one. */
const sees: Record<string, readonly string[]> = {
  model: [],
  rules: ['model'],
  catalog: ['model', 'rules'],
  partners: ['model', 'rules'],
  customers: ['model', 'rules'],
  invitation: ['model', 'rules'],
  repository: ['model'],
  service: ['model', 'rules', 'partners', 'customers', 'invitation', 'repository'],
  schema: ['model', 'repository', 'service', 'roles'],
  sql: ['model', 'repository'],
  roles: ['model', 'rules', 'partners', 'customers', 'invitation', 'repository', 'service'],
  arbitraries: [
    'model', 'rules', 'partners', 'customers', 'invitation', 'repository', 'service', 'roles', 'schema', 'sql',
  ],
  conformance: [
    'model', 'rules', 'partners', 'customers', 'invitation', 'repository', 'service', 'roles', 'schema', 'sql',
    'arbitraries',
  ],
};

const uses: Record<string, readonly string[]> = {
  model: ['neverthrow'],
  rules: ['neverthrow'],
  catalog: [],
  partners: ['neverthrow'],
  customers: ['neverthrow'],
  invitation: ['neverthrow'],
  repository: ['neverthrow'],
  service: ['neverthrow', 'nanoid'],
  schema: ['neverthrow', 'zod/mini'],
  sql: ['neverthrow', 'kysely'],
  roles: ['neverthrow'],
  arbitraries: ['neverthrow', 'fast-check'],
  conformance: ['neverthrow', 'fast-check'],
};

/** What the folders of a room see of one another. */
const folders: Record<string, readonly string[]> = {
  'invitation/html': [],
  'roles/time': [],
  'roles/profiles': [],
  'roles/offers': ['time', 'profiles'],
  'roles/delegations': ['time', 'profiles'],
  'roles/deciding': ['time', 'profiles'],
  'roles/service': ['time', 'profiles', 'offers', 'delegations', 'deciding'],
  'conformance/harness': [],
  'conformance/fixtures': ['harness'],
  'conformance/checks': ['fixtures', 'harness'],
};

const rooms = Object.keys(sees);
const packages = [
  'neverthrow', 'nanoid', 'nanoid/non-secure', 'zod', 'zod/mini', 'zod/v4', 'kysely',
  'kysely/helpers/postgres', 'fast-check', 'vitest', 'partner-relationships',
  'node:crypto', 'node:fs', 'fs', 'crypto', 'process',
];

const pairsOf = (left: readonly string[], right: readonly string[]): (readonly [string, string])[] =>
  left.flatMap((from) => right.filter((to) => to !== from).map((to) => [from, to] as const));
const isUnseen = (pair: readonly [string, string]): boolean => !isSeen(pair);
const isSeen = ([from, to]: readonly [string, string]): boolean => sees[from]?.includes(to) ?? false;
const isUnused = (pair: readonly [string, string]): boolean => !isUsed(pair);
const isUsed = ([room, name]: readonly [string, string]): boolean => uses[room]?.includes(name) ?? false;

const pure = [
  'model', 'rules', 'partners', 'customers', 'invitation', 'roles',
  'roles/time', 'roles/profiles', 'roles/offers', 'roles/delegations', 'roles/deciding',
];
const handed = ['repository', 'service', 'roles/service'];

/** Every static way to name another module, one on a line. */
const waysToImport = (path: string): string[] => [
  `import { a } from '${path}';`,
  `import b from '${path}';`,
  `import * as c from '${path}';`,
  `import '${path}';`,
  `import type { D } from '${path}';`,
  `import { type E } from '${path}';`,
  `export { f } from '${path}';`,
  `export type { G } from '${path}';`,
  `export * from '${path}';`,
  `export * as h from '${path}';`,
  `export type * from '${path}';`,
];

/** Ways to name another module that no room may use, whatever the module. */
const hiddenWaysToImport = (path: string): string[] => [
  `export const a = import('${path}');`,
  `export const b = import(\`${path}\`);`,
  `export type C = import('${path}').C;`,
  `export type D = typeof import('${path}');`,
  `import e = require('${path}');`,
];

/** A list of names, as in the public face. */
const list = (path: string): string[] => [
  `export { a } from '${path}';`,
  `export type { B } from '${path}';`,
];

/** The lines of the snippet that the linter reports. */
async function reportedLines(path: string, lines: readonly string[]): Promise<string[]> {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath: path });
  expect(result, `${path} is linted`).toBeDefined();
  expect(result?.messages.filter((message) => message.fatal ?? message.ruleId === null)).toEqual([]);
  const reported = new Set(result?.messages.map((message) => message.line));
  return lines.filter((_, index) => reported.has(index + 1));
}

async function isReported(path: string, snippet: string): Promise<boolean> {
  return (await reportedLines(path, [snippet])).length > 0;
}

type Snippets = readonly (readonly [what: string, snippet: string])[];

const reportedAmong = new Map<Snippets, Map<string, Promise<string[]>>>();

/** The same for one snippet of a list; all of them are linted at once. */
async function isReportedAmong(snippets: Snippets, path: string, snippet: string): Promise<boolean> {
  const byPath = reportedAmong.get(snippets) ?? new Map<string, Promise<string[]>>();
  const reported = byPath.get(path) ?? reportedLines(path, snippets.map(([, line]) => line));
  reportedAmong.set(snippets, byPath.set(path, reported));
  return (await reported).includes(snippet);
}

describe('Imports between rooms', () => {
  it.each(pairsOf(rooms, rooms).filter(isUnseen))('%s must not import %s', async (from, to) => {
    const lines = [...waysToImport(`../${to}/file`), ...hiddenWaysToImport(`../${to}/file`)];
    expect(await reportedLines(`src/${from}/file.ts`, lines)).toEqual(lines);
  });

  it.each(pairsOf(rooms, rooms).filter(isSeen))('%s may import %s', async (from, to) => {
    expect(await reportedLines(`src/${from}/file.ts`, waysToImport(`../${to}/a-file`))).toEqual([]);
  });

  it.each(rooms)('%s may import its own files', async (room) => {
    expect(await reportedLines(`src/${room}/file.ts`, waysToImport('./anotherFile'))).toEqual([]);
  });

  it.each(rooms)('%s imports only statically', async (room) => {
    const lines = [...hiddenWaysToImport('./anotherFile'), ...hiddenWaysToImport('neverthrow')];
    expect(await reportedLines(`src/${room}/file.ts`, lines)).toEqual(lines);
  });

  it.each(rooms)('%s names a file of another room as ../room/file, and its own as ./file', async (room) => {
    const other = sees[room]?.[0] ?? 'model';
    const paths = [
      '.', '..', './', '../', '../index', './deep/file', './file.js', './file.ts',
      `../${other}`, `../${other}/`, `../${other}/file.js`, `../${other}/file.ts`, `../${other}/deep/file`,
      `../../src/${other}/file`, `./../${other}/file`, `.././${other}/file`, `../${other}/../service/file`,
      `../${other}s/file`, `../not-${other}/file`, `../${other.toUpperCase()}/file`, '../nowhere/file',
      `/src/${other}/file`, `src/${other}/file`, '../../package.json', '../../test/setup', '../../dist/index',
    ];
    const lines = paths.map((path) => `import { a } from '${path}';`);
    expect(await reportedLines(`src/${room}/file.ts`, lines)).toEqual(lines);
  });

  it.each(Object.entries(folders))('%s sees its own files, what its room sees, and beside it %j', async (path, seen) => {
    const [room = '', own = ''] = path.split('/');
    const others = Object.keys(folders).flatMap((other) => other.split('/')[1] ?? []).filter((other) => other !== own);
    const near = seen.map((folder) => `../${folder}/file`);
    const far = sees[room]?.map((other) => `../../${other}/file`) ?? [];
    const lines = [...[...near, ...far, './file'].flatMap(waysToImport), "import { ok } from 'neverthrow';"];
    expect(await reportedLines(`src/${path}/file.ts`, lines)).toEqual([]);

    const unseen = others.filter((folder) => !seen.includes(folder)).map((folder) => `../${folder}/file`);
    const outside = ['../file', '../index', '../model/file', `../../${room}/file`, '../../index', 'kysely', 'node:fs'];
    const reported = [...unseen, ...outside].flatMap(waysToImport);
    expect(await reportedLines(`src/${path}/file.ts`, reported)).toEqual(reported);
    expect(await reportedLines(`src/${room}/file.ts`, waysToImport(`./${own}/file`))).toEqual([]);
  });

  it('every folder of src is a room with known imports', () => {
    const inSrc = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms).toEqual(expect.arrayContaining(inSrc.map((folder) => folder.name)));
  });

  it.each(['src/nowhere/file.ts', 'src/model/deep/file.ts', 'src/conformance/deep/file.ts', 'src/other.ts'])(
    '%s is in no room and imports nothing',
    async (path) => {
      const targets = ['./file', '../model/file', './model/file', 'neverthrow', 'node:fs'];
      const lines = targets.flatMap((target) => [...waysToImport(target), ...hiddenWaysToImport(target)]);
      expect(await reportedLines(path, lines)).toEqual(lines);
    },
  );
});

describe('Imports of packages', () => {
  it.each(pairsOf(rooms, packages).filter(isUnused))('%s must not use %s', async (room, name) => {
    const lines = [...waysToImport(name), ...hiddenWaysToImport(name)];
    expect(await reportedLines(`src/${room}/file.ts`, lines)).toEqual(lines);
  });

  it.each(pairsOf(rooms, packages).filter(isUsed))('%s may use %s', async (room, name) => {
    expect(await reportedLines(`src/${room}/file.ts`, list(name))).toEqual([]);
  });
});

describe('The public face', () => {
  const shown = ['model', 'rules', 'partners', 'customers', 'invitation', 'repository', 'service'];

  it.each(shown)('re-exports from %s', async (room) => {
    expect(await reportedLines('src/index.ts', list(`./${room}/file`))).toEqual([]);
  });

  it.each(rooms.filter((room) => !shown.includes(room)))('re-exports nothing from %s', async (room) => {
    const lines = [...waysToImport(`./${room}/file`), ...hiddenWaysToImport(`./${room}/file`)];
    expect(await reportedLines('src/index.ts', lines)).toEqual(lines);
  });

  it.each(packages)('re-exports nothing from the package %s', async (name) => {
    expect(await reportedLines('src/index.ts', list(name))).toEqual(list(name));
  });

  it('only re-exports names', async () => {
    const lines = [
      `import { a } from './model/file';`,
      `export * from './model/file';`,
      'export const b = 1;',
      'export { a };',
      'export default 1;',
      'void 0;',
    ];
    expect(await reportedLines('src/index.ts', lines)).toEqual(lines);
  });
});

const ambient: Snippets = [
  ['Date.now', 'export const a = Date.now();'],
  ['Date.now by a computed name', `export const a = Date['now']();`],
  ['Date.now taken apart', 'export const { now } = Date;'],
  ['Date.now passed on', 'export const a = [1].map(Date.now);'],
  ['Date under another name', 'export const D = Date;'],
  ['Date as a default', 'export const f = (clock = Date) => clock.now();'],
  ['new Date() with no argument', 'export const a = new Date();'],
  ['new Date without parentheses', 'export const a = new Date;'],
  ['new Date() with spread arguments', 'export const f = (x: []) => new Date(...x);'],
  ['new Date() in the time zone of the host', 'export const a = new Date(2026, 0, 1);'],
  ['a Date() call', 'export const a = Date();'],
  ['a Date() call with an argument', 'export const a = Date(0);'],
  ['Temporal', 'export const a = Temporal.Now.instant();'],
  ['Math.random', 'export const a = Math.random();'],
  ['Math.random by a computed name', `export const a = Math['random']();`],
  ['Math.random taken apart', 'export const { random } = Math;'],
  ['Math under another name', 'export const M = Math;'],
  ['setTimeout', 'export const a = setTimeout(() => 1, 1);'],
  ['setInterval', 'export const a = setInterval(() => 1, 1);'],
  ['setImmediate', 'export const a = setImmediate(() => 1);'],
  ['clearTimeout', 'clearTimeout(1);'],
  ['clearInterval', 'clearInterval(1);'],
  ['queueMicrotask', 'queueMicrotask(() => 1);'],
  ['process', `export const a = process.env['A'];`],
  ['Buffer', `export const a = Buffer.from('a');`],
  ['crypto', 'export const a = crypto.randomUUID();'],
  ['performance', 'export const a = performance.now();'],
  ['console', `console.log('a');`],
  ['fetch', `export const a = fetch('a');`],
  ['globalThis', 'export const a = globalThis.Date;'],
  ['window', 'export const a = window.crypto;'],
  ['self', 'export const a = self.crypto;'],
  ['global', 'export const a = global.process;'],
  ['eval', `eval('a');`],
  ['the Function constructor', `export const a = new Function('return 1');`],
  ['require', `export const a = require('fs');`],
  ['a node: built-in', `import { randomUUID } from 'node:crypto';`],
  ['a built-in without the prefix', `import { readFileSync } from 'fs';`],
  ['import.meta', 'export const a = import.meta.url;'],
  ['localeCompare', `export const a = 'a'.localeCompare('b');`],
  ['toLocaleString', 'export const a = (1).toLocaleString();'],
  ['toLocaleDateString', 'export const a = new Date(0).toLocaleDateString();'],
  ['toLocaleTimeString', 'export const a = new Date(0).toLocaleTimeString();'],
  ['toLocaleLowerCase', `export const a = 'A'.toLocaleLowerCase();`],
  ['toLocaleUpperCase', `export const a = 'a'.toLocaleUpperCase();`],
  ['Intl', `export const a = new Intl.Collator('en');`],
  ['the time zone', 'export const a = new Date(0).getTimezoneOffset();'],
  ['the local hour', 'export const a = new Date(0).getHours();'],
  ['the local date', 'export const a = new Date(0).toDateString();'],
];

const asynchronous: Snippets = [
  ['an async function', 'export async function f() { return 1; }'],
  ['an async arrow function', 'export const f = async () => 1;'],
  ['an async method', 'export const a = { async f() { return 1; } };'],
  ['an async generator', 'export async function* f() { yield 1; }'],
  ['top-level await', 'export const a = await 1;'],
  ['for await', 'for await (const a of []) void a;'],
  ['new Promise', 'export const a = new Promise(() => 1);'],
  ['Promise.resolve', 'export const a = Promise.resolve(1);'],
  ['the type Promise', 'export type A = Promise<number>;'],
  ['the type PromiseLike', 'export type A = PromiseLike<number>;'],
  ['ResultAsync', `import { ResultAsync } from 'neverthrow';`],
  ['the type ResultAsync', `import type { ResultAsync } from 'neverthrow';`],
  ['okAsync', `import { okAsync } from 'neverthrow';`],
  ['errAsync under another name', `import { errAsync as no } from 'neverthrow';`],
  ['throw', `export const f = () => { throw new Error('a'); };`],
];

const harmless: Snippets = [
  ['new Date(value)', 'export const f = (x: string) => new Date(x).toISOString();'],
  ['Date.parse', 'export const f = (x: string) => Date.parse(x);'],
  ['Date.UTC', 'export const a = Date.UTC(2026, 0, 1);'],
  ['the type Date', 'export const f = (x: Date): number => x.getTime();'],
  ['instanceof Date', 'export const f = (x: unknown) => x instanceof Date;'],
  ['arithmetic', 'export const a = Math.max(1, Math.floor(2.5));'],
  ['a field named now', 'export const f = (command: { now: string }) => command.now;'],
  ['a field named process', 'export const f = (x: { process: string }) => ({ self: x.process });'],
  ['a parameter named self', 'export const f = (self: string) => self;'],
  ['comparison and case without a locale', `export const f = (a: string, b: string) => a.toLowerCase() < b;`],
  ['Result', `import { err, ok, type Result } from 'neverthrow';`],
];

const across = (names: readonly string[], snippets: Snippets): (readonly [string, string, string])[] =>
  names.flatMap((room) => snippets.map(([what, snippet]) => [room, what, snippet] as const));

describe('Ambient effects', () => {
  it.each(across([...pure, ...handed], ambient))('%s must not use %s', async (room, _what, snippet) => {
    expect(await isReportedAmong(ambient, `src/${room}/file.ts`, snippet)).toBe(true);
  });

  it.each(across(pure, asynchronous))('%s decides, so it must not use %s', async (room, _what, snippet) => {
    expect(await isReportedAmong(asynchronous, `src/${room}/file.ts`, snippet)).toBe(true);
  });

  it.each(across([...pure, ...handed], harmless))('%s may use %s', async (room, _what, snippet) => {
    expect(await isReportedAmong(harmless, `src/${room}/file.ts`, snippet)).toBe(false);
  });

  it.each(across(handed, asynchronous))('%s is asynchronous, so it may use %s', async (room, _what, snippet) => {
    expect(await isReportedAmong(asynchronous, `src/${room}/file.ts`, snippet)).toBe(false);
  });

  it.each([
    ['random.ts', 'export const drawn = () => Math.random();'],
    ['timer.ts', 'export const set = (run) => setTimeout(run, 1);'],
  ])('chance and timers are fetched in src/service/%s alone', async (name, effect) => {
    expect(await isReported(`src/service/${name}`, effect)).toBe(false);
    expect(await isReported('src/service/carry-out.ts', effect)).toBe(true);
    expect(await isReported(`src/repository/${name}`, effect)).toBe(true);
  });

  it('only src/service/clock.ts reads the clock', async () => {
    const now = 'export const now = () => new Date().toISOString();';
    expect(await isReported('src/service/clock.ts', now)).toBe(false);
    expect(await isReported('src/service/clocks.ts', now)).toBe(true);
    expect(await isReported('src/repository/clock.ts', now)).toBe(true);
    expect(await isReported('src/service/clock.ts', `import { a } from 'node:perf_hooks';`)).toBe(true);
  });
});

describe('The configuration that npm run lint uses', () => {
  const ruleNames = ['imports', 'globals', 'properties', 'syntax'].map((what) => `no-restricted-${what}`);

  const paths = [...rooms, ...Object.keys(folders)].map((path) => `src/${path}/file.ts`);

  it.each(['src/index.ts', 'src/service/clock.ts', ...paths])(
    'holds %s to the same boundaries',
    async (path) => {
      const [alone, whole] = await Promise.all([configFor(eslint, path), configFor(everything, path)]);
      for (const name of ruleNames) expect(whole.rules?.[name], name).toEqual(alone.rules?.[name]);
    },
  );

  it.each(rooms)('forbids type assertions in %s, except where a brand is applied', async (room) => {
    const { rules } = await configFor(everything, `src/${room}/file.ts`);
    const [severity, options] = rules?.['@typescript-eslint/consistent-type-assertions'] as unknown[];
    expect([severity, options]).toEqual([2, expect.objectContaining({ assertionStyle: 'never' })]);
  });

  it.each(['src/model/partner.ts', 'test/setup.ts', 'docs/examples/demo/main.ts'])(
    'obeys no comment that would switch a rule off in %s',
    async (path) => {
      const { linterOptions } = await configFor(everything, path);
      expect(linterOptions?.noInlineConfig).toBe(true);
    },
  );
});

/** ESLint's types do not describe the computed configuration. */
async function configFor(linter: ESLint, path: string): Promise<Linter.Config> {
  const config: unknown = await linter.calculateConfigForFile(path);
  return config as Linter.Config;
}
