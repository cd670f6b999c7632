import type { RelationshipService } from 'partner-relationships';
import {
  importCustomers,
  type ImportReport,
  type Row,
} from './import-customers';

/** Imports the rows, and prints how far it is and which rows are bad. */
export async function runImport(
  service: RelationshipService,
  rows: readonly Row[],
  userId: string,
  print: (line: string) => void,
): Promise<ImportReport> {
  const report = await importCustomers(service, rows, userId, (done) => {
    if (done % 1000 === 0) print(`${done} of ${rows.length} rows`);
  });
  const { imported, unchanged, bad, stopped } = report;
  print(`${imported} imported, ${unchanged} unchanged, ${bad.length} bad`);
  for (const { row, message } of bad) print(`row ${row}: ${message}`);
  if (stopped !== null) print(`stopped: ${stopped.message}; run it again`);
  return report;
}
