import { CompiledQuery, type Dialect } from 'kysely';
import { executing } from './executing';

/**
 * A dialect of MySQL that takes FOR UPDATE with SKIP LOCKED and locks nothing, as TiDB does. After each such reading it
 * waits for what happens meanwhile.
 */
export function lockless(dialect: Dialect, meanwhile: () => Promise<void>): Dialect {
  return executing(dialect, (execute) => async <R>(query: CompiledQuery) => {
    const [reading = '', locking] = query.sql.split(/ for update (?=.*skip locked)/);
    if (locking === undefined) return execute<R>(query);
    const result = await execute<R>(CompiledQuery.raw(reading, [...query.parameters]));
    await meanwhile();
    return result;
  });
}
