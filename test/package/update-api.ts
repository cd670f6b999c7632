// `npm run api` updates the report of the public API and lists the changes that the changelog does not name yet.
// `npm run api -- --release` also records the API as that of the newest release, if the changelog names everything.
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
