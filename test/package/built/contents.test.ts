import { beforeAll, describe, expect, it } from 'vitest';
import { entries } from '../manifest';
import { closureOf } from './imports';
import { packedTarball, type Tarball } from './tarball';

const MOST_BYTES = 310_000;

const ofEntries = entries.flatMap((entry) => [entry.import, entry.require].flatMap((to) => [to.types, to.default]));

describe('what is published', () => {
  let tarball: Tarball;

  beforeAll(async () => {
    tarball = await packedTarball();
  });

  it('is what the entries come to and four documents, and nothing else', () => {
    const needed = new Set(ofEntries.flatMap((file) => [...closureOf(file).files]));
    const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
    expect([...tarball.files].sort()).toEqual([...needed, ...documents].sort());
  });

  it('is small enough that nothing large has slipped in', () => {
    expect(tarball.size).toBeLessThan(MOST_BYTES);
  });
});
