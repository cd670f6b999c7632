import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exportsOf, keptChangelog, keptRecord } from './api-record';
import { apiFolder, apiReport, keptReport, reportFileOf } from './api-report';
import { publicApi } from './public-api';
import { untoldChanges } from './telling';

const api = publicApi();

describe('the public API', () => {
  it.each(api)('of $name is as its report says; if it is meant to differ, npm run api', async (entry) => {
    expect(entry.exports.size).toBeGreaterThan(3);
    expect(apiReport(entry)).toBe(await keptReport(entry));
  });

  it('has no report of an entry that is gone', async () => {
    const reports = (await readdir(apiFolder)).filter((file) => file.endsWith('.md'));
    expect(reports.sort()).toEqual(api.map(reportFileOf).sort());
  });

  it('has not changed without a line in the changelog', async () => {
    const { releases } = await keptChangelog();
    expect(untoldChanges(await keptRecord(), exportsOf(api), releases)).toEqual([]);
  });
});
