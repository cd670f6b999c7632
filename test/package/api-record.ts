import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiFolder, fingerprintsOf } from './api-report';
import { readChangelog, type Changelog } from './changelog';
import { root } from './manifest';
import type { EntryApi } from './public-api';
import { recordSchema, type ApiRecord } from './telling';

const recordFile = join(apiFolder, 'recorded.json');

export const keptChangelog = async (): Promise<Changelog> =>
  readChangelog(await readFile(join(root, 'CHANGELOG.md'), 'utf8'));

export const keptRecord = async (): Promise<ApiRecord> =>
  recordSchema.parse(JSON.parse(await readFile(recordFile, 'utf8')));

export const exportsOf = (api: readonly EntryApi[]): ApiRecord['exports'] =>
  Object.fromEntries(api.map((entry) => [entry.name, fingerprintsOf(entry)]));

/** Records the present API as that of the newest release. */
export async function keepRecord(api: readonly EntryApi[], { releases }: Changelog): Promise<void> {
  const [{ version, changes } = { version: '', changes: [] }] = releases;
  const record: ApiRecord = { version, changes: [...changes], exports: exportsOf(api) };
  await writeFile(recordFile, `${JSON.stringify(record, null, 2)}\n`);
}
