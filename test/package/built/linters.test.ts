import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { beforeAll, describe, expect, it } from 'vitest';
import { entries } from '../manifest';
import { packedTarball, type Tarball } from './tarball';

describe('the tarball', () => {
  let tarball: Tarball;

  beforeAll(async () => {
    tarball = await packedTarball();
  });

  it('passes publint without a message', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.data }, strict: true });
    expect(messages).toEqual([]);
  });

  it('gives every entry its types in every mode of resolution of TypeScript', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball.data)));
    if (analysis.types === false) throw new Error('the tarball holds no types');
    expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(entries.map(({ path }) => path)));
    expect(analysis.problems).toEqual([]);
  });
});
