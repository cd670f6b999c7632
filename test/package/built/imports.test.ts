import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entries, manifest, root } from '../manifest';
import { closureOf } from './imports';

const peers = Object.keys(manifest.peerDependencies);
const dependencies = Object.keys(manifest.dependencies);

/** The package of a specifier: `zod` for `zod/mini`. No entry imports a package with a scope. */
const packageOf = (specifier: string): string => specifier.split('/')[0] ?? specifier;

const packagesOf = (files: readonly string[]): string[] =>
  [...new Set(files.flatMap((file) => [...closureOf(file).packages].map(packageOf)))].sort();

/** The peer that an entry needs besides the dependencies. Only applications that import the entry need it. */
const peersOf: Readonly<Record<string, readonly string[]>> = {
  '.': [],
  './catalog': [],
  './invitation': [],
  './schema': ['zod'],
  './sql': ['kysely'],
  './roles': [],
  './arbitraries': ['fast-check'],
  './conformance': ['fast-check'],
};

describe.each(entries)('the entry $name', ({ path, ...targets }) => {
  const types = [targets.import.types, targets.require.types];
  const code = [targets.import.default, targets.require.default];

  it('loads only the dependencies and its own peers, and no module of the runtime', () => {
    expect(packagesOf(code).filter((name) => !dependencies.includes(name))).toEqual(peersOf[path]);
  });

  it('has declarations that mention only these', () => {
    const allowed = [...dependencies, ...(peersOf[path] ?? [])];
    expect(packagesOf(types).filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

it('every entry has known peers, and every peer is needed', () => {
  expect(entries.map(({ path }) => path).sort()).toEqual(Object.keys(peersOf).sort());
  expect([...new Set(Object.values(peersOf).flat())].sort()).toEqual(peers.sort());
});

it('the declarations of the main entry do not mention the peers of other entries', () => {
  const own = entries.filter(({ path }) => path === '.').flatMap((entry) => [entry.import.types, entry.require.types]);
  const files = own.flatMap((file) => [...closureOf(file).files]);
  const texts = files.map((file) => readFileSync(join(root, file), 'utf8'));
  expect(texts.length).toBeGreaterThan(0);
  for (const peer of peers) expect(texts.filter((text) => text.includes(peer))).toEqual([]);
});

it('each file imports a package only once', () => {
  const files = entries.flatMap((entry) => [...closureOf(entry.import.default).files]);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const imported = [...readFileSync(join(root, file), 'utf8').matchAll(/^import .* from ["']([^."'][^"']*)["'];$/gm)];
    const packages = imported.map(([, name]) => name);
    expect(packages).toEqual([...new Set(packages)]);
  }
});

it('TypeScript finds each entry even without reading "exports"', () => {
  const subpaths = entries.filter(({ path }) => path !== '.');
  const expected = subpaths.map((entry) => [entry.path.slice(2), [entry.import.types]]);
  expect(manifest.typesVersions['*']).toEqual(Object.fromEntries(expected));
});
