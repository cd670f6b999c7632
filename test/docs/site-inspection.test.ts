import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deadLinks, rawDocuments, withoutPage } from '../../docs/site/inspection';

describe('the inspection of the built site', () => {
  let site: string;
  beforeAll(async () => {
    site = await mkdtemp(join(tmpdir(), 'site-'));
    await mkdir(join(site, 'functions'));
    await mkdir(join(site, 'media'));
    await writeFile(join(site, 'media/guide.md'), '# Guide');
    await writeFile(
      join(site, 'index.html'),
      '<h1 id="top"></h1><a href="#top">a</a><a href="functions/entry_sub.f.html?x=1&amp;y#place">b</a><a href="https://x.example">c</a>',
    );
    await writeFile(
      join(site, 'functions/entry_sub.f.html'),
      '<p id="place"></p><a href="../index.html#bottom">a</a><img src="../gone.svg"><a href="../index.html">b</a>',
    );
  });
  afterAll(() => rm(site, { recursive: true }));

  it('finds links to files and places that are not there, and no others', () => {
    expect(deadLinks(site)).toEqual([
      'functions/entry_sub.f.html: ../index.html#bottom',
      'functions/entry_sub.f.html: ../gone.svg',
    ]);
  });

  it('finds documents without a page', () => {
    expect(rawDocuments(site)).toEqual([join('media', 'guide.md')]);
  });

  it('finds exports without a page', () => {
    expect(withoutPage(site, 'entry/sub', ['f', 'g'])).toEqual(['g']);
  });
});
