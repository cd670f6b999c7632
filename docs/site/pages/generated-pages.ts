import { rules } from 'partner-relationships/catalog';
import type { PublicFunction } from '../enforcement';
import { decisionTable } from './decision-table';
import { errorPages } from './error-page';
import { examplePages } from './example-pages';
import type { Page } from './page';
import { profilesPage } from './profiles';
import { ruleCatalog } from './rule-catalog';
import { rulePage } from './rule-page';

type Kind = 'overviews' | 'rules' | 'errors' | 'examples';

/** All pages that are made from the code. */
export async function generatedPages(
  functions: readonly PublicFunction[],
): Promise<Readonly<Record<Kind, readonly Page[]>>> {
  return {
    overviews: [ruleCatalog(), decisionTable(), profilesPage()],
    rules: await Promise.all(Object.values(rules).map((rule) => rulePage(rule, functions))),
    errors: errorPages(functions),
    examples: examplePages(),
  };
}
