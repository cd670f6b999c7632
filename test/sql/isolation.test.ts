import { sql } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { customersOf, ended, established, firstCommit, historyOf, nextCommit } from '../fixtures/commits';
import { createTables, mysql, postgres, type Engine, type OpenOptions, type Storage } from './storage';

const LEVELS = ['read committed', 'repeatable read', 'serializable'] as const;

/** SQLite has but one. */
const cases: readonly { readonly level: string; readonly engine: Engine; readonly options: OpenOptions }[] = [
  ...LEVELS.map((level) => ({
    level,
    engine: postgres,
    options: { postgres: { options: `-c default_transaction_isolation=${level.replace(' ', '\\ ')}` } },
  })),
  ...mysql.flatMap((engine) =>
    LEVELS.map((level) => ({
      level,
      engine,
      options: { mysqlSession: `set session transaction isolation level ${level}` },
    })),
  ),
];

const WRITERS = 12;
const ROUNDS = 5;

describe.each(cases)('At $level on $engine.name', ({ level, engine, options }) => {
  let storage: Storage;
  let handles: readonly [RelationshipRepository, ...RelationshipRepository[]];

  beforeAll(async () => {
    storage = await engine.storage();
    const { dialect } = engine;
    await createTables(storage.open(), dialect, 'relationship_');
    const open = (): RelationshipRepository => sqlRepository({ db: storage.open(options), dialect });
    handles = [open(), open(), open()];
  });
  afterAll(() => storage.remove());

  it('sessions are at that level', async () => {
    const { rows } = await (
      engine.dialect === 'postgres'
        ? sql<{ Value: string }>`select current_setting('transaction_isolation') as "Value"`
        : // MariaDB and MySQL have different names for it.
          sql<{
            Value: string;
          }>`show session variables where variable_name in ('tx_isolation', 'transaction_isolation')`
    ).execute(storage.open(options));
    expect(rows[0]?.Value.toLowerCase().replace('-', ' ')).toBe(level);
  });

  const handle = (at: number): RelationshipRepository => handles[at % handles.length] ?? handles[0];

  it('of simultaneous first commits exactly one succeeds, and the others are conflicts', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `new-${round}`;
      const answers = await Promise.all(
        Array.from({ length: WRITERS }, (_, at) => handle(at).customers.commit(firstCommit(name, `partner-${at}`))),
      );
      expect(answers.filter((answer) => answer.isOk())).toHaveLength(1);
      const codes = answers.map((answer) => (answer.isOk() ? 'committed' : answer.error.code));
      expect(new Set(codes)).toEqual(new Set(['committed', 'revision-conflict']));
      expect(await historyOf(handles[0], name)).toHaveLength(2);
    }
  });

  it('of simultaneous later commits exactly one succeeds, and only its list changes', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = firstCommit(`known-${round}`, 'contoso');
      const revision = (await handles[0].customers.commit(first))._unsafeUnwrap();
      const rivals = Array.from({ length: WRITERS }, (_, at) =>
        nextCommit(first, revision, at % 2 === 0 ? ended('contoso') : established(`rival-${at}`)),
      );
      const answers = await Promise.all(rivals.map((rival, at) => handle(at).customers.commit(rival)));
      const winners = rivals.filter((_, at) => answers[at]?.isOk());
      const errors = answers.flatMap((answer) => (answer.isErr() ? [answer.error.code] : []));
      expect(winners).toHaveLength(1);
      expect(new Set(errors)).toEqual(new Set(['revision-conflict']));
      const loaded = (await handles[0].customers.load(first.id))._unsafeUnwrap();
      expect(loaded?.state).toEqual(winners[0]?.next);
      const partners = winners[0]?.next.relationships.map(({ partnerId }) => partnerId) ?? [];
      for (const partner of ['contoso', ...rivals.map((_, at) => `rival-${at}`)]) {
        const isListed = (await customersOf(handles[0], partner)).includes(first.id);
        expect(isListed).toBe(partners.some((partnerId) => partnerId === partner));
      }
    }
  });

  it('simultaneous commits of different customers all succeed, and no read fails', async () => {
    const names = Array.from({ length: WRITERS }, (_, at) => `apart-${at}`);
    const firsts = await Promise.all(
      names.map((name, at) => handle(at).customers.commit(firstCommit(name, 'wingtip'))),
    );
    expect(firsts.map((answer) => answer.isOk())).toEqual(names.map(() => true));
    const both = await Promise.all(
      names.map(async (name, at) => {
        const revision = firsts[at]?._unsafeUnwrap();
        if (revision === undefined) throw new Error('it was committed');
        const committed = handle(at).customers.commit(
          nextCommit(firstCommit(name, 'wingtip'), revision, ended('wingtip')),
        );
        const read = handle(at + 1).customers.load(customerIdOf(names[WRITERS - 1 - at] ?? name));
        return Promise.all([committed, read, customersOf(handle(at + 2), 'wingtip')]);
      }),
    );
    for (const [committed, read] of both) expect([committed.isOk(), read.isOk()]).toEqual([true, true]);
    expect(await customersOf(handles[0], 'wingtip')).toEqual([]);
  });
});
