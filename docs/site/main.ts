import { join } from 'node:path';
import { buildSite } from './build-site';
import { entries, exportedNames } from './entries';
import { deadLinks, rawDocuments, withoutPage } from './inspection';
import { root } from './program';

// Builds the API reference into docs/api, looks it over, and fails for whatever a reader would stumble over.
const site = join(root, 'docs/api');
const built = await buildSite(site);
const problems = built
  ? [
      ...deadLinks(site).map((link) => `dead link: ${link}`),
      ...rawDocuments(site).map((path) => `Markdown instead of a page: ${path}`),
      ...[...exportedNames(entries)].flatMap(([module, names]) =>
        withoutPage(site, module, names).map((name) => `without a page: ${name} of ${module}`),
      ),
    ]
  : ['the site was not built, or not without a warning'];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
