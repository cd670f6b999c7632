// `npm run api` brings the report of the public API up to date and says what the changelog does not tell yet.
// `npm run api -- --release` also records the API as that of the newest release, once everything is told.
import { parseArgs } from 'node:util';
import { exportsOf, keepRecord, keptChangelog, keptRecord } from './api-record';
import { keepReport } from './api-report';
import { publicApi } from './public-api';
import { untoldChanges } from './telling';

const { values } = parseArgs({ options: { release: { type: 'boolean', default: false } } });
const api = publicApi();
const changelog = await keptChangelog();
await Promise.all(api.map(keepReport));

const untold = untoldChanges(await keptRecord(), exportsOf(api), changelog.releases);
for (const name of untold) console.error(`CHANGELOG.md does not speak of ${name}`);
if (untold.length > 0) process.exitCode = 1;
else if (values.release) await keepRecord(api, changelog);
