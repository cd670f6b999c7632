import { enforcementIn } from '../enforcement';
import { entry, libraryProgram } from '../program';
import { decisionTable } from './decision-table';
import { examplePages } from './example-pages';
import type { Page } from './page';
import { ruleCatalog } from './rule-catalog';
import { rulePages } from './rule-page';
import { stateDiagrams } from './state-diagrams';

/** All pages that are made from the code. */
export async function generatedPages(): Promise<readonly Page[]> {
  const functions = enforcementIn(libraryProgram(), entry);
  return [ruleCatalog(), ...(await rulePages(functions)), decisionTable(), await stateDiagrams(), ...examplePages()];
}
