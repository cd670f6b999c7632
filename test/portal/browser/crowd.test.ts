import type { Page, RecordedChange, RelationshipChange, RelationshipService } from 'partner-relationships';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPortal } from '../../../docs/examples/portal/open-portal';
import { seedOfRun } from '../../fault-injection/run';
import { freePort } from '../../sql/postgres-server';
import { useByMany } from '../crowd';
import { postgresDatabase } from '../open';
import { startPortal } from '../portal-process';

const PEOPLE = 50;
const FOR_MS = 60_000;

describe('fifty people in one portal on PostgreSQL', () => {
  it('for a minute meet no error but refusals by a rule, and every change is told by mail', async () => {
    const database = await postgresDatabase();
    const portal = await startPortal(database, await freePort());
    onTestFinished(portal.kill);
    const seed = seedOfRun();
    const use = await useByMany(portal.origin, { people: PEOPLE, forMs: FOR_MS, pauseMs: 500, seed });
    const count = [...use.refusals.values()].reduce((sum, one) => sum + one, 0);
    console.log(`${use.reading.length} pages read, ${use.changing.length} forms sent, ${count} refused, seed ${seed}`);
    expect(use.failures, `with FAULT_SEED=${seed}`).toEqual([]);
    expect(use.changing.length).toBeGreaterThanOrEqual(PEOPLE);

    const { service, db } = await openPortal(database, portal.origin);
    onTestFinished(() => db.destroy());
    const told = new Set<string>();
    for (const id of ['tailspin', 'margie', 'acucena', 'qingshi']) {
      for await (const item of everyChange(service, id)) {
        const { change, revision } = item;
        const isAccepted = change.kind === 'relationship-established' && change.origin.kind === 'request';
        const isGranted = change.kind === 'delegation-granted' && change.requestId !== null;
        if (isAccepted || isGranted) told.add(`accepted ${id} ${revision} ${change.partnerId}`);
        if (change.kind === 'delegation-removed') told.add(`removed ${id} ${revision} ${change.partnerId}`);
      }
      const state = (await service.relationshipsOf(id))._unsafeUnwrap();
      const sellers = state?.delegations.filter(({ transacting }) => transacting).map(({ serviceId }) => serviceId) ?? [];
      expect(sellers).toEqual([...new Set(sellers)]);
    }
    const mails = await db.selectFrom('portal_mails').select('id').where('template', '!=', 'invitation').execute();
    expect(mails).toHaveLength(2 * told.size);
  });
});

type Recorded = RecordedChange<RelationshipChange>;

async function* everyChange({ historyOf }: RelationshipService, id: string): AsyncGenerator<Recorded> {
  let after: string | null = null;
  do {
    const page: Page<Recorded> = (await historyOf(id, { after, limit: 1000 }))._unsafeUnwrap();
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
