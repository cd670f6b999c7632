import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exportsOf, keptChangelog, keptRecord } from './api-record';
import { apiFolder, apiReport, keptReport, reportFileOf } from './api-report';
import { publicApi } from './public-api';
import { untoldChanges } from './telling';

const api = publicApi();

describe('the public API', () => {
  it.each(api)('of $name equals its report; after an intended change, run npm run api', async (entry) => {
    expect(entry.exports.size).toBeGreaterThan(3);
    expect(apiReport(entry)).toBe(await keptReport(entry));
  });

  it('has no report of a removed entry', async () => {
    const reports = (await readdir(apiFolder)).filter((file) => file.endsWith('.md'));
    expect(reports.sort()).toEqual(api.map(reportFileOf).sort());
  });

  it('changes only with a line in the changelog', async () => {
    const { releases } = await keptChangelog();
    expect(untoldChanges(await keptRecord(), exportsOf(api), releases)).toEqual([]);
  });
});
