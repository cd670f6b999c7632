import { createRelationshipService } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptance, invite, openScene } from '../fixtures/scene';
import { baseUrl } from '../fixtures/cast';
import { createTables, mysql, postgres, type Storage } from './storage';

const ACCEPTANCES = 200;

describe.each([postgres, ...mysql])('On $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await makeStorage();
  });
  afterAll(() => storage.remove());

  it('200 simultaneous acceptances of one customer all succeed with the default options', async () => {
    const db = storage.open();
    await createTables(db, dialect, 'relationship_');
    const repository = sqlRepository({ db, dialect });
    const link = await invite(openScene({ repository }), 'contoso');
    const service = createRelationshipService({ repository, linkBaseUrl: baseUrl });
    const accepted = await Promise.all(
      Array.from({ length: ACCEPTANCES }, (_, number) =>
        service.acceptRequest(acceptance(link, 'northwind', [`service-${number}`])),
      ),
    );
    expect(new Set(accepted.map((answer) => (answer.isOk() ? 'ok' : answer.error.code)))).toEqual(new Set(['ok']));
    const { delegations } = (await service.relationshipsOf('northwind'))._unsafeUnwrap() ?? { delegations: [] };
    expect(delegations).toHaveLength(ACCEPTANCES);
  });
});
