import type { Kysely } from 'kysely';
import type { RelationshipRepository } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerIdOf } from '../fixtures/cast';
import { customersOf, ended, firstCommit, historyOf, nextCommit } from '../fixtures/commits';
import { createTables, engines, type Storage } from './storage';

/** What a store could take for one and the same, for a number, or for a part of a statement. */
const TREACHEROUS: readonly string[] = [
  'Contoso contoso CONTOSO contoso. contoso- contoso_',
  '7 07 007 7.0 7e0 +7 0x7 1e3 1000 NaN null NULL true default 0 -0',
  `' '' " "" \` \\ \\\\ \\' % _ * ? ?? $1 $$ :id @id ; -- /* # x'or'1'='1`,
  '{ {} [ ["a"] ( , {1,2} __proto__ constructor',
  'a a! a~ aa A z Z ab a-b a_b aB Ab',
].flatMap((line) => line.split(' '));

/** Every character that an id can have. */
const CHARACTERS: readonly string[] = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(0x21 + at));

const ids: readonly string[] = [...new Set([...TREACHEROUS, ...CHARACTERS, 'x'.repeat(127), 'x'.repeat(128)])];
const inOrder = [...ids].sort((one, other) => (one < other ? -1 : 1));

describe.each(engines)('Ids on $name', ({ dialect, storage: makeStorage }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let repository: RelationshipRepository;

  beforeAll(async () => {
    storage = await makeStorage();
    db = storage.open();
    await createTables(db, dialect, 'relationship_');
    repository = sqlRepository({ db, dialect });
    for (const id of ids) (await repository.customers.commit(firstCommit(id, 'Tailspin')))._unsafeUnwrap();
  });
  afterAll(() => storage.remove());

  it('are told apart byte for byte, each with its state and history', async () => {
    for (const id of ids) {
      const loaded = (await repository.customers.load(customerIdOf(id)))._unsafeUnwrap();
      expect(loaded?.state).toEqual(firstCommit(id, 'Tailspin').next);
      expect(await historyOf(repository, id)).toHaveLength(2);
    }
  });

  it('are listed in the order of their bytes, wherever a page ends', async () => {
    for (const limit of [1, 2, 7, 1000]) expect(await customersOf(repository, 'Tailspin', limit)).toEqual(inOrder);
  });

  it('of partners are told apart too', async () => {
    for (const partner of ['tailspin', 'TAILSPIN', 'Tailspin.', 'Tailspi_', 'Tailspi%']) {
      expect(await customersOf(repository, partner)).toEqual([]);
    }
    for (const [at, partner] of TREACHEROUS.entries()) {
      (await repository.customers.commit(firstCommit(`of-${at}`, partner)))._unsafeUnwrap();
    }
    for (const [at, partner] of TREACHEROUS.entries()) {
      expect(await customersOf(repository, partner)).toEqual([`of-${at}`]);
    }
  });

  it('are told apart when a relationship ends', async () => {
    const first = firstCommit('leaving', 'Contoso', 'contoso', '7', '07');
    const revision = (await repository.customers.commit(first))._unsafeUnwrap();
    (await repository.customers.commit(nextCommit(first, revision, ended('contoso'), ended('7'))))._unsafeUnwrap();
    const partners = ['Contoso', 'contoso', '07', '7'];
    const listed = await Promise.all(
      partners.map(async (partner) => (await customersOf(repository, partner)).includes('leaving')),
    );
    expect(listed).toEqual([true, false, true, false]);
  });
});
