import { sqlRepository, type SqlDialect } from 'partner-relationships/sql';
import { describe, expect, it } from 'vitest';
import { firstCommit } from '../fixtures/commits';
import { scriptedDatabase } from './scripted-database';

/** How many statements record these changes, each of about so many characters. */
async function recordings(dialect: SqlDialect, changes: number, characters: number): Promise<number> {
  const first = firstCommit('northwind');
  const [change] = first.changes;
  if (change?.kind !== 'customer-registered') throw new Error('a first commit registers');
  // One emoji is stored as twelve characters.
  const named = { ...change, customer: { ...change.customer, name: '\u{1f600}'.repeat(characters / 12) } };
  const { db, asked } = scriptedDatabase(dialect, () => undefined);
  const { customers } = sqlRepository({ db, dialect });
  const answer = await customers.commit({ ...first, changes: Array(changes).fill(named) });
  expect(answer._unsafeUnwrap()).toBe(String(changes));
  return asked.filter((moment) => moment === 'record').length;
}

describe.each(['sqlite', 'mysql'] as const)('Changes on %s', (dialect) => {
  it.each([
    [200, 120, 1],
    [201, 120, 2],
    [100, 1200, 1],
    [200, 1500, 2],
    [800, 1500, 7],
  ])('%i of %i characters are recorded in %i statements', async (changes, characters, statements) => {
    expect(await recordings(dialect, changes, characters)).toBe(statements);
  });
});
