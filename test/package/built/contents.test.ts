import { beforeAll, describe, expect, it } from 'vitest';
import { entries } from '../manifest';
import { closureOf } from './imports';
import { packedTarball, type Tarball } from './tarball';

const MOST_BYTES = 560_000;

const ofEntries = entries.flatMap((entry) => [entry.import, entry.require].flatMap((to) => [to.types, to.default]));

describe('the published package', () => {
  let tarball: Tarball;

  beforeAll(async () => {
    tarball = await packedTarball();
  });

  it('contains only the files that the entries load, and four documents', () => {
    const needed = new Set(ofEntries.flatMap((file) => [...closureOf(file).files]));
    const documents = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
    expect([...tarball.files].sort()).toEqual([...needed, ...documents].sort());
  });

  it('stays within its size, so that nothing large slips in', () => {
    expect(tarball.size).toBeLessThan(MOST_BYTES);
  });
});
