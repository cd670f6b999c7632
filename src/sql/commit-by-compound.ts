import type { QueryExecutorProvider } from 'kysely';
import { ok, type Result } from 'neverthrow';
import { recordings } from './commit-by-transaction';
import { attempted } from './connection';
import { refusingOnMariadb } from './foreign-transaction';
import { guardedWrite } from './guarded-write';
import type { AnyKysely } from './options';
import { send, sql, textValue, type Sql } from './statement';
import type { DocumentTables } from './tables';
import { beforeCommit, keepingConnection, type Attempt } from './transaction';
import { errorNumberOfMysql, isConnectionGone, isUnread, type Failure } from './verdict';
import type { Writing, Written } from './writing';

/**
 * How many characters of values go into one compound statement: MariaDB may get two digits for each, which is an eighth
 * of the 16 MB that it accepts unless it is told otherwise, and less than the longest document takes by itself.
 */
const CHARACTERS_PER_COMMIT = 1_000_000;

/** How a commit ended; or why nothing was carried out, so that it takes a transaction. */
type Answer = Written | 'too long' | 'no MariaDB';

/**
 * A commit on MariaDB: one compound statement, so one round trip, with the whole transaction in it.
 *
 * An error ends the statement wherever it is, and leaves the transaction open. So after an error the server is asked
 * how far it came, and only what it has begun is taken back: it may have been refused as a whole, in a transaction of
 * the application. A commit is in force if its COMMIT was carried out, whatever was answered.
 */
export async function commitByCompound(
  db: AnyKysely,
  tables: DocumentTables,
  writing: Writing,
): Promise<Result<Answer, Failure>> {
  const name = textValue(`${writing.id} ${writing.revision}`);
  const statement = compoundStatement(tables, writing, name);
  if (charactersIn(statement) > CHARACTERS_PER_COMMIT) return ok('too long');
  return keepingConnection(db, 'mysql', async (line): Promise<Attempt<Answer>> => {
    const answer = await attempted('mysql', () => answerTo(line, statement));
    if (answer.isOk() || isConnectionGone(answer.error.cause, 'mysql')) return { result: () => answer, takeBack: null };
    /** How many of its steps were taken; undefined until the server has said it. */
    let steps: number | undefined;
    return {
      result: () => (steps === undefined || steps >= COMMITTING ? answer : answer.mapErr(beforeCommit)),
      takeBack: async () => {
        steps ??= (await send(line, 'mysql', stepsTaken(name))).rows.length;
        if (steps !== BEGUN && steps !== COMMITTING) return;
        await send(line, 'mysql', sql`rollback`);
        // Not earlier: without an answer to ROLLBACK it has to be found again.
        await send(line, 'mysql', sql`set @partner_relationships = null`);
      },
    };
  });
}

function charactersIn(statement: Sql): number {
  return statement.reduce((sum, part) => sum + (typeof part === 'string' ? 0 : `${part.value}`.length), 0);
}

async function answerTo(line: QueryExecutorProvider, statement: Sql): Promise<Answer> {
  try {
    const { rows } = await send(line, 'mysql', statement);
    return rows.length > 0 ? 'no MariaDB' : 'committed';
  } catch (error) {
    if (errorNumberOfMysql(error) === CONFLICT_NUMBER) return 'conflict';
    if (isUnread(error)) return 'no MariaDB';
    throw error;
  }
}

/** What the statement itself raises: no number of a server's own error. */
const CONFLICT_NUMBER = 45001;
/** The transaction may be open. */
const BEGUN = 1;
/** COMMIT may have been carried out. After it comes the last step, with which nothing is left to do. */
const COMMITTING = 2;

/**
 * The statement leaves in variables of the session which commit it is and which step it has come to. It has no rows,
 * and raises an error if there is a conflict: how many rows were written, servers count in different ways.
 *
 * MariaDB takes the comments for what is in them. For all others they are comments, in which no other may be, and leave
 * a statement that has a row.
 */
function compoundStatement(tables: DocumentTables, writing: Writing, name: Sql): Sql {
  // Elsewhere a key that is taken is no conflict.
  const isTaken = writing.expected === null ? sql`declare exit handler for 1062 begin end;` : sql``;
  return sql`/*M!begin not atomic
      declare written int;
      ${refusingOnMariadb()}, @partner_relationships = ${name}, @partner_relationships_step = 1;
      start transaction;
      begin
        ${isTaken}
        ${guardedWrite('mysql', tables.documents, writing)};
        set written = row_count();
      end;
      if written > 0 then
        ${recordings('mysql', tables, writing).flatMap((statement) => [...statement, ';'])}
        set @partner_relationships_step = 2;
        commit and no chain no release;
        set @partner_relationships_step = 3;
      else
        rollback and no chain no release;
        set @partner_relationships = null;
        signal sqlstate '45000' set mysql_errno = ${[`${CONFLICT_NUMBER}`]}, message_text = 'revision conflict';
        */ select 1 /*M!;
      end if;
    end */`;
}

/**
 * As many rows as the commit of this name has taken steps, whatever a driver makes of rows; none if the last one on
 * this session was another. A node without quorum answers SHOW, and does not wait for one.
 */
function stepsTaken(name: Sql): Sql {
  return sql`
    set statement sql_select_limit = 3 for show variables
    where find_in_set(variable_name, 'autocommit,sql_mode,version') between 1 and @partner_relationships_step
    and @partner_relationships = binary ${name}`;
}
