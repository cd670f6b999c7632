// `npm run release:check -- v1.2.3` lists the reasons not to publish the state that this tag marks.
import { exportsOf, keptChangelog, keptRecord } from './api-record';
import { manifest } from './manifest';
import { publicApi } from './public-api';
import { releaseProblems } from './release';

const [tag = ''] = process.argv.slice(2);
const problems = releaseProblems({
  tag,
  manifest,
  changelog: await keptChangelog(),
  record: await keptRecord(),
  exports: exportsOf(publicApi()),
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
