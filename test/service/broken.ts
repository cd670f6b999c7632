import type { RelationshipRepository } from 'partner-relationships';

/** A method of a repository. */
export type Asked =
  'partners.load' | 'partners.commit' | 'customers.load' | 'customers.commit' | 'customers.history' | 'customersOf';

/** The repository of an adapter that breaks its contract in one method. */
export function breaking(
  repository: RelationshipRepository,
  asked: Asked,
  answer: () => unknown,
): RelationshipRepository {
  const [room = '', method] = asked.split('.');
  const healthy: unknown = Reflect.get(repository, room);
  const broken = method === undefined ? answer : Object.assign({}, healthy, { [method]: answer });
  return { ...repository, [room]: broken };
}
