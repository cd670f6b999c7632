import {
  createRelationshipService,
  memoryRepository,
  valueOrThrow,
  type RegisterPartnerInput,
} from 'partner-relationships';
import {
  importCustomers,
  type ImportReport,
  type Row,
} from './import-customers';

/** What an import would report, with these partners. Nothing is kept of it. */
export async function rehearseImport(
  partners: readonly RegisterPartnerInput[],
  rows: readonly Row[],
): Promise<ImportReport> {
  const service = createRelationshipService({
    repository: memoryRepository(),
    linkBaseUrl: 'https://portal.example/invitation',
  });
  for (const partner of partners) {
    valueOrThrow(await service.registerPartner(partner));
  }
  return importCustomers(service, rows, 'rehearsal');
}
