import { CompiledQuery, type Kysely } from 'kysely';
import type { SqlDialect } from 'partner-relationships/sql';

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
