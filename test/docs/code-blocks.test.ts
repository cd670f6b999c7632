import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A block of code in a document, and what the document says that it prints; null when it says nothing of that. */
interface CodeBlock {
  readonly name: string;
  readonly code: string;
  readonly prints: string | null;
}

// A block that names a file is an excerpt of it, and is compared with it elsewhere.
const BLOCK = /^```ts\n([\s\S]*?)^```\n(?:\n(?:It prints:\n\n)?```text\n([\s\S]*?)^```)?/gm;

const blocksOf = async (document: string): Promise<readonly CodeBlock[]> => {
  const text = await readFile(join(root, document), 'utf8');
  return [...text.matchAll(BLOCK)].map(([, code = '', prints], at) => ({
    name: `${document.replaceAll('/', '-').replace(/\.md$/, '')}-${at + 1}`,
    code,
    prints: prints ?? null,
  }));
};

const guides = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
const blocks = (await Promise.all(['README.md', ...guides].map(blocksOf))).flat();

describe('the code in the documents', () => {
  let folder: string;
  const fileOf = ({ name }: CodeBlock): string => join(folder, `${name}.ts`);

  beforeAll(async () => {
    await mkdir(join(root, 'test/docs'), { recursive: true });
    folder = await mkdtemp(join(root, 'test/docs/blocks-'));
    // A block without an import or export is a module all the same.
    await Promise.all(blocks.map((block) => writeFile(fileOf(block), `${block.code}\nexport {};\n`)));
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is there', () => {
    expect(blocks.length).toBeGreaterThan(5);
    expect(blocks.filter(({ prints }) => prints !== null).length).toBeGreaterThan(2);
  });

  it('compiles', () => {
    const configFile = join(root, 'test/tsconfig.json');
    const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as { config: unknown };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'test'));
    const program = ts.createProgram(blocks.map(fileOf), { ...options, noUnusedLocals: false, declaration: false, isolatedDeclarations: false });
    const problems = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.startsWith(folder) === true);
    expect(ts.formatDiagnostics(problems, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => folder, getNewLine: () => '\n' })).toBe('');
  });

  it.each(blocks.filter(({ prints }) => prints !== null))('$name prints what the document says', async (block) => {
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
      printed.push(`${values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ')}\n`);
    });
    await import(fileOf(block));
    expect(printed.join('')).toBe(block.prints);
  });
});
