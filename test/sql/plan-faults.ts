import { CompiledQuery, type Kysely } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';

/** A statement by itself; or those that a commit of MariaDB is made of. */
export function statementsOf(query: CompiledQuery): readonly CompiledQuery[] {
  if (!query.sql.startsWith('/*M!begin')) return [query];
  const withoutBlock = (text: string): string => text.replace(/^\s*(?:begin|if written > 0 then)\s/, '').trim();
  return query.sql.split(';').map((text) => CompiledQuery.raw(withoutBlock(text)));
}

/**
 * What is wrong with how a statement is carried out: tables read from end to end, rows sorted, rows searched in vain.
 */
export async function faultsOf(
  db: Kysely<unknown>,
  dialect: SqlDialect,
  query: CompiledQuery,
): Promise<readonly string[]> {
  const explained = async (explain: string): Promise<readonly string[]> => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters]));
    return rows.map((row) => JSON.stringify(row));
  };
  switch (dialect) {
    case 'postgres': {
      // A filter that is looked at once searches no rows.
      const faults = /Seq Scan|Sort|(?<!One-Time )Filter: .*(id|position)/;
      return (await explained('explain')).filter((line) => faults.test(line));
    }
    case 'sqlite':
      // The one row in which a load finds its documents comes from no table.
      return (await explained('explain query plan')).filter((line) =>
        /SCAN (?!CONSTANT ROW|always)|TEMP B-TREE/.test(line),
      );
    case 'mysql':
      return (await explained('explain')).filter((line) => /"type":"(ALL|index)"|filesort|temporary/.test(line));
  }
}
