import { Result } from 'neverthrow';
import type { Versioned } from '../repository/repository';
import type { LoadError } from '../repository/storage-error';
import type { Documents } from './documents';

/** What a store holds under each of these ids, each loaded once; null for nothing. */
export async function loadAll<Id, State>(
  { load }: Pick<Documents<Id, State, never>, 'load'>,
  ids: readonly Id[],
): Promise<Result<ReadonlyMap<Id, Versioned<State> | null>, LoadError>> {
  const entries = [...new Set(ids)].map(async (id) => (await load(id)).map((found) => [id, found] as const));
  return Result.combine(await Promise.all(entries)).map((loaded) => new Map(loaded));
}
