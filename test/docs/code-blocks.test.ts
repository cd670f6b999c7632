import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A block of code in a document, and its output according to the document; null if the document does not show it. */
interface CodeBlock {
  readonly name: string;
  readonly code: string;
  readonly prints: string | null;
  /** The number of lines with the value of their expression: `parseInstant('today').isOk(); // => false`. */
  readonly claims: number;
}

// A block that names a file is an excerpt of it; excerpts.test.ts compares the two.
const BLOCK = /^```ts\n([\s\S]*?)^```\n(?:\n(?:It prints:\n\n)?```text\n([\s\S]*?)^```)?/gm;

// An expression may go on below, in lines that stand deeper or begin with a bracket that closes.
const CLAIM = /^( *)(?!(?:for|if|while) \()(\S.*(?:\n\1(?: +\S.*|[)\]}].*))*); \/\/ => (.+)$/gm;

const blocksIn = (document: string, text: string): readonly CodeBlock[] =>
  [...text.matchAll(BLOCK)].map(([, code = '', prints], at) => ({
    name: `${document.replaceAll('/', '-').replace(/\.(?:md|ts)$/, '')}-${at + 1}`,
    code: code.replace(CLAIM, '$1claim($2, $3);'),
    prints: prints ?? null,
    claims: [...code.matchAll(CLAIM)].length,
  }));

const blocksOf = async (document: string): Promise<readonly CodeBlock[]> =>
  blocksIn(document, await readFile(join(root, document), 'utf8'));

/** The code blocks in the doc comments of a source file. */
const examplesOf = async (source: string): Promise<readonly CodeBlock[]> => {
  const text = await readFile(join(root, source), 'utf8');
  const comments = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(([comment]) => comment.replace(/^\s*\* ?/gm, ''));
  return blocksIn(source, comments.join('\n'));
};

const guides = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
const sources = (await readdir(join(root, 'src'), { recursive: true })).filter((name) => name.endsWith('.ts'));
const blocks = [
  ...(await Promise.all(['README.md', ...guides].map(blocksOf))),
  ...(await Promise.all(sources.map((name) => examplesOf(`src/${name}`)))),
].flat();

// A claim becomes a printed pair, which the test compares. Hoisting lets this declaration stand below its use.
const CLAIMING = 'function claim<T>(given: T, said: T): void { console.log(JSON.stringify([given, said])); }\n';

/** The default of fast-check. The properties of the library have tests of their own. */
const RUNS_OF_A_READER = 100;

describe('the code in the documents', () => {
  let folder: string;
  const fileOf = ({ name }: CodeBlock): string => join(folder, `${name}.ts`);

  beforeAll(async () => {
    // Packages resolve from here, and neither the linter nor the compiler looks into this folder meanwhile.
    folder = await mkdtemp(join(root, '.code-blocks-'));
    // The export makes a module of a block without imports and exports.
    await Promise.all(blocks.map((block) => writeFile(fileOf(block), `${block.code}\n${block.claims === 0 ? '' : CLAIMING}export {};\n`)));
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(5);
    expect(blocks.filter(({ prints }) => prints !== null).length).toBeGreaterThan(2);
    expect(blocks.filter(({ claims }) => claims > 0).length).toBeGreaterThan(2);
  });

  it('compiles', async () => {
    const config = { extends: '../test/tsconfig.json', compilerOptions: { noUnusedLocals: false }, include: ['*.ts'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
    const compiled = promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: root });
    const said = await compiled.then(
      () => '',
      (error: unknown) => (error instanceof Error && 'stdout' in error ? error.stdout : error),
    );
    expect(said).toBe('');
  });

  it.each(blocks.filter(({ prints }) => prints !== null))('$name prints the output that the document shows', async (block) => {
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
      printed.push(`${values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ')}\n`);
    });
    await import(fileOf(block));
    expect(printed.join('')).toBe(block.prints);
  });

  it.each(blocks.filter(({ claims }) => claims > 0))('$name gives the values in its comments', async (block) => {
    const pairs: [unknown, unknown][] = [];
    vi.spyOn(console, 'log').mockImplementation((pair: string) => {
      pairs.push(JSON.parse(pair) as [unknown, unknown]);
    });
    await import(fileOf(block));
    expect(pairs).toHaveLength(block.claims);
    for (const [given, said] of pairs) expect(given).toEqual(said);
  });

  it.each(blocks.filter(({ code }) => code.includes('fc.assert(')))('$name states properties that hold', async (block) => {
    const ours = fc.readConfigureGlobal();
    fc.configureGlobal({ ...ours, numRuns: RUNS_OF_A_READER });
    try {
      await expect(import(fileOf(block))).resolves.toBeDefined();
    } finally {
      fc.configureGlobal(ours);
    }
  });

  it.each(['README.md', ...guides])('of %s has lines of at most 80 characters, and unwraps no result', async (document) => {
    const text = await readFile(join(root, document), 'utf8');
    const lines = [...text.matchAll(/^```ts.*\n([\s\S]*?)^```/gm)].flatMap(([, code = '']) => code.split('\n'));
    expect(lines.filter((line) => line.length > 80 || line.includes('_unsafeUnwrap'))).toEqual([]);
  });

  it('shows values only in the form that is checked', () => {
    expect(blocks.filter(({ code }) => code.includes('// =>')).map(({ name }) => name)).toEqual([]);
  });
});
