import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { migrateRelationships, sqlRepository, type SqlDialect } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasure, firstCommit, granted, nextCommit, renamed } from '../fixtures/commits';
import { createEarlierRelease } from './earlier-release/tables';
import { engines, rowsOf, type Storage } from './storage';

const HEADINGS: Readonly<Record<SqlDialect, string>> = {
  postgres: '### PostgreSQL',
  sqlite: '### SQLite',
  mysql: '### MySQL and MariaDB',
};

/** The queries that the guide shows for a dialect, by what their first line says. */
async function queriesFor(dialect: SqlDialect): Promise<ReadonlyMap<string, string>> {
  const guide = await readFile(join(import.meta.dirname, '../../docs/a-database.md'), 'utf8');
  const [, after = ''] = guide.split(`${HEADINGS[dialect]}\n`);
  const [section = ''] = after.split('\n##');
  const blocks = section.matchAll(/^```sql\n-- (.*)\n([\s\S]*?)^```$/gm);
  return new Map([...blocks].map(([, title = '', text = '']) => [title, text]));
}

/** As the guide shows it, about others. */
function about(query: string, ...[from, to]: readonly [string, string]): string {
  expect(query).toContain(from);
  return query.replaceAll(from, to);
}

describe.each(engines)('The reports in the guide on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let queries: ReadonlyMap<string, string>;

  /** What an earlier release has written, and after it one customer of today, and one that was erased. */
  beforeAll(async () => {
    queries = await queriesFor(dialect);
    storage = await makeStorage();
    db = storage.open();
    await createEarlierRelease(db, dialect, 'relationship_');
    (await migrateRelationships({ db, dialect }))._unsafeUnwrap();
    const { customers } = sqlRepository({ db, dialect });
    const today = firstCommit('today', 'contoso');
    const revision = (await customers.commit(today))._unsafeUnwrap();
    const next = nextCommit(today, revision, granted('contoso', 'exchange-online'), renamed('Northern L\u00edghts'));
    (await customers.commit(next))._unsafeUnwrap();
    const gone = firstCommit('gone', 'contoso');
    (await customers.commit(erasure(gone, (await customers.commit(gone))._unsafeUnwrap())))._unsafeUnwrap();
  });
  afterAll(() => storage.remove());

  async function answerOf(title: string, from = '', to = ''): Promise<readonly unknown[]> {
    const query = queries.get(title) ?? '';
    const rows = await rowsOf(db, sql.raw<Record<string, unknown>>(from === '' ? query : about(query, from, to)));
    return rows.map((row) => Object.values(row).map((value) => (typeof value === 'bigint' ? Number(value) : value)));
  }

  it('are four, and no other', () => {
    expect([...queries.keys()]).toEqual([
      'Customers whose name begins so',
      'Who holds a service, customer by customer',
      'The delegations of a partner',
      'What happened to customers on a day',
    ]);
  });

  it('find customers by name, in any characters', async () => {
    expect(await answerOf('Customers whose name begins so')).toEqual([
      ['today', 'Northern L\u00edghts'],
      ['northwind', 'Northwind \u201cTr\u00e4ders\u201d \\ "\u{1f600}'],
    ]);
    expect(await answerOf('Customers whose name begins so', 'north', 'gone')).toEqual([]);
  });

  it('find who holds a service, and not who only administers it', async () => {
    const title = 'Who holds a service, customer by customer';
    expect(await answerOf(title)).toEqual([
      ['northwind', 'contoso'],
      ['today', 'contoso'],
    ]);
    expect(await answerOf(title, 'exchange-online', 'sharepoint-online')).toEqual([['northwind', 'tailspin']]);
    expect(await answerOf(title, 'exchange-online', 'intune')).toEqual([]);
  });

  it('find the delegations of a partner, with the provider through which it has them', async () => {
    const title = 'The delegations of a partner';
    expect(await answerOf(title)).toEqual([
      ['northwind', 'exchange-online', null],
      ['today', 'exchange-online', null],
    ]);
    expect(await answerOf(title, 'contoso', 'wingtip')).toEqual([['northwind', 'sharepoint-online', 'tailspin']]);
  });

  it('find the changes of a day, and what an erasure left', async () => {
    const title = 'What happened to customers on a day';
    const at = '2026-03-01T09:00:00.000Z';
    const kindsOf = (rows: readonly unknown[]): unknown => rows.map((row) => (row as unknown[]).map(String));
    expect(kindsOf(await answerOf(title))).toEqual([
      ['gone', '3', 'customer-erased', at],
      ['today', '1', 'customer-registered', at],
      ['today', '2', 'relationship-established', at],
      ['today', '3', 'delegation-granted', at],
      ['today', '4', 'customer-renamed', at],
    ]);
    const before = about(queries.get(title) ?? '', '2026-03-02', '2026-02-28');
    const earlier = await rowsOf(db, sql.raw(about(before, '2026-03-01', '2025-03-02')));
    expect(earlier).toHaveLength(5);
  });
});
