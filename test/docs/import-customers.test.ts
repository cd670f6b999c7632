import { memoryRepository } from 'partner-relationships';
import { beforeEach, describe, expect, it } from 'vitest';
import { importCustomers, type Row } from '../../docs/examples/importing/import-customers';
import { rehearseImport } from '../../docs/examples/importing/rehearse-import';
import { runImport } from '../../docs/examples/importing/run-import';
import { theOperator, thePartner } from '../fixtures/cast';
import { withFaults, type Fault } from '../fixtures/faults';
import { openScene, register, type Scene } from '../fixtures/scene';

const since = '2019-03-01T09:00:00.000Z';

function rowOf(number: number, partnerId: string = 'contoso'): Row {
  const id = `customer-${String(number)}`;
  return {
    customer: { id, name: id },
    relationships: [{ partnerId, establishedAt: since }],
    delegations: [
      { partnerId, serviceId: 'exchange-online', grantedAt: since },
    ],
  };
}

function rowsOf(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, at) => rowOf(at + 1));
}

const nothingElse = { unchanged: 0, bad: [], stopped: null };

describe('the loop that imports customers', () => {
  const rows = rowsOf(100);
  let scene: Scene;
  const idsOf = async (partnerId: string): Promise<readonly string[]> => {
    const { items } = (await scene.service.customersOf(partnerId, { limit: 1000 }))._unsafeUnwrap();
    return items.map(({ customer }) => customer.id);
  };

  beforeEach(async () => {
    scene = openScene();
    await register(scene, 'contoso');
  });

  it('imports every row, once, and tells how many are done', async () => {
    const told: number[] = [];
    const report = await importCustomers(scene.service, rows, 'user-17', (done) => told.push(done));
    expect(report).toEqual({ ...nothingElse, imported: 100 });
    expect(told).toEqual(rows.map((_, at) => at + 1));
    expect(await idsOf('contoso')).toEqual(rows.map(({ customer }) => customer.id).sort());
  });

  it('records the operator’s user, and since when everything exists', async () => {
    await importCustomers(scene.service, rows, 'user-17');
    const { items } = (await scene.service.historyOf('customer-1'))._unsafeUnwrap();
    expect(items.map(({ change }) => change.by)).toEqual(items.map(() => ({ kind: 'operator', userId: 'user-17' })));
    expect(items.map(({ change }) => change)).toMatchObject([
      { kind: 'customer-registered' },
      { kind: 'relationship-established', establishedAt: since },
      { kind: 'delegation-granted', grantedAt: since },
    ]);
  });

  it('collects bad rows with their places, in order, and imports the others', async () => {
    const mixed = [
      rowOf(1),
      rowOf(2, 'nobody'),
      { ...rowOf(3), delegations: [...rowOf(3).delegations, ...rowOf(3).delegations] },
      { ...rowOf(4), customer: { id: 'customer 4', name: 'Four' } },
      rowOf(5),
      { ...rowOf(1), delegations: [] },
    ];
    const report = await importCustomers(scene.service, mixed, 'user-17');
    expect({ ...report, bad: report.bad.map(({ row, code, place }) => [row, code, place]) }).toEqual({
      ...nothingElse,
      imported: 2,
      bad: [
        [2, 'contradictory-input', 'relationships[0].partnerId'],
        [3, 'malformed-input', 'delegations[1].serviceId'],
        [4, 'malformed-input', 'customer.id'],
        [6, 'import-conflict', ''],
      ],
    });
    expect(report.bad[0]?.message).toContain('"nobody"');
    expect(await idsOf('contoso')).toEqual(['customer-1', 'customer-5']);
  });

  it('changes nothing when it is run again', async () => {
    await importCustomers(scene.service, rows, 'user-17');
    const before = await scene.service.historyOf('customer-1');
    expect(await importCustomers(scene.service, rows, 'user-18')).toEqual({ ...nothingElse, imported: 0, unchanged: 100 });
    expect(await scene.service.historyOf('customer-1')).toEqual(before);
  });

  it.each<Fault>(['failure', 'lost', 'done'])('stops at a store that fails (%s), and goes on when it is run again', async (fault) => {
    const repository = withFaults(memoryRepository(), [...Array<null>(20).fill(null), fault]);
    scene = openScene({ repository, attempts: 1 });
    await register(scene, 'contoso');
    const first = await importCustomers(scene.service, rows, 'user-17');
    expect(first).toMatchObject({ bad: [], stopped: { kind: 'storage' } });
    expect(first.imported).toBeGreaterThan(0);
    expect(first.imported).toBeLessThan(100);

    const second = await importCustomers(scene.service, rows, 'user-17');
    expect(second).toMatchObject({ bad: [], stopped: null });
    expect(second.imported + second.unchanged).toBe(100);
    expect(await idsOf('contoso')).toHaveLength(100);
  });

  it('prints how far it is, every thousand rows, and each bad row', async () => {
    const printed: string[] = [];
    const many = [...rowsOf(2000), { ...rowOf(1), relationships: [] }, rowOf(2001, 'nobody')];
    await runImport(scene.service, many, 'user-17', (line) => printed.push(line));
    expect(printed).toEqual([
      '1000 of 2002 rows',
      '2000 of 2002 rows',
      '2000 imported, 0 unchanged, 2 bad',
      expect.stringMatching(/^row 2001: delegations\[0\].*: expected /),
      expect.stringMatching(/^row 2002: relationships\[0\]\.partnerId: expected a registered partner/),
    ]);
  });

  it('can be rehearsed, with the same bad rows', async () => {
    const mixed = [rowOf(1), rowOf(2, 'nobody'), rowOf(3)];
    const contoso = { id: 'contoso', name: 'contoso', program: 'direct-bill' } as const;
    const rehearsed = await rehearseImport([contoso], mixed);
    expect(rehearsed).toEqual(await importCustomers(scene.service, mixed, 'user-17'));
    expect(rehearsed.bad).toHaveLength(1);
  });

  it('is taken back for a customer by its partner, and then the history still tells of it', async () => {
    const { service } = scene;
    await importCustomers(service, rows.slice(0, 1), 'user-17');
    const contoso = { customerId: 'customer-1', partnerId: 'contoso' };
    const ending = { ...contoso, agreement: 'imported by mistake', subscriptions: [] };
    expect((await service.endRelationship({ ...ending, by: theOperator })).isErr()).toBe(true);
    const ended = (await service.endRelationship({ ...ending, by: thePartner('contoso') }))._unsafeUnwrap();
    expect(ended.relationships).toMatchObject({ relationships: [], delegations: [] });
    const { items } = (await service.historyOf('customer-1'))._unsafeUnwrap();
    expect(items.map(({ change }) => change.kind)).toEqual([
      'customer-registered',
      'relationship-established',
      'delegation-granted',
      'delegation-removed',
      'relationship-ended',
    ]);
    const again = await importCustomers(service, rows.slice(0, 1), 'user-17');
    expect(again.bad.map(({ code }) => code)).toEqual(['import-conflict']);
  });
});
