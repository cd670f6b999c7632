import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from 'partner-relationships/catalog';
import { describe, expect, it } from 'vitest';
import { codeOfDeed } from '../../docs/site/pages/example-code';

const root = join(import.meta.dirname, '../..');

/** The column of the site shows this many characters without breaking a line. */
const WIDTH = 80;

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
const inFolder = async (folder: string, ending: string): Promise<readonly string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .filter((path) => path.endsWith(ending) && !/^(?:api|examples|site|\.pages)/.test(path))
    .map((path) => `${folder}/${path}`);

/** The lines of code in a Markdown text, without those that a program prints. */
const codeIn = (text: string): readonly string[] =>
  [...text.matchAll(/^ *```(\w+)[^\n]*\n([\s\S]*?)^ *```/gm)].flatMap(([, language, code = '']) =>
    language === 'text' ? [] : code.split('\n'),
  );

const commentsIn = (source: string): string =>
  [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(([comment]) => comment.replace(/^ *\* ?/gm, '')).join('\n');

const documents = ['README.md', 'CHANGELOG.md', ...(await inFolder('docs', '.md'))];
const sources = await inFolder('src', '.ts');

const shown: readonly (readonly [path: string, lines: readonly string[]])[] = [
  ...(await Promise.all(documents.map(async (path) => [path, codeIn(await read(path))] as const))),
  ...(await Promise.all(sources.map(async (path) => [path, codeIn(commentsIn(await read(path)))] as const))),
  ...Object.values(rules).flatMap(({ topic, name }) =>
    (['allowed', 'refused'] as const).map((deed) => [`${name}, ${deed}`, codeOfDeed(topic, name, deed).split('\n')] as const),
  ),
];

describe('the code that the site shows', () => {
  it('is found', () => {
    expect(shown.flatMap(([, lines]) => lines).length).toBeGreaterThan(1000);
  });

  it('fits its column', () => {
    const long = shown.flatMap(([path, lines]) =>
      lines.filter((line) => line.length > WIDTH).map((line) => `${path}: ${line}`),
    );
    expect(long).toEqual([]);
  });
});
