import { MAX_PAGE_SIZE, memoryRepository, createRelationshipService, valueOrThrow } from 'partner-relationships';
import { expect, it } from 'vitest';
import { allPartners, partnerNames } from '../../docs/examples/portal/names';

it('the names and the list of partners are those of all, also if they are more than one call takes', async () => {
  const service = createRelationshipService({
    repository: memoryRepository(),
    linkBaseUrl: 'https://portal.example/invitation',
  });
  const ids = Array.from({ length: MAX_PAGE_SIZE + 1 }, (_, at) => `p-${String(at)}`);
  for (const id of ids) valueOrThrow(await service.registerPartner({ id, name: `Partner ${id}`, program: 'advisor' }));
  const last = ids.at(-1) ?? '';
  const partnerName = await partnerNames(service, [...ids, ...ids]);
  expect(String(partnerName(last))).toContain(`Partner ${last}`);
  expect(await allPartners(service)).toHaveLength(ids.length);
});
