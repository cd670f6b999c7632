import type { Result } from 'neverthrow';
import type { Marketplace } from '../../arbitraries/marketplace';
import type { CustomerId } from '../../model/identifiers';
import type { Page, PageRequest } from '../../repository/page';
import type { RelationshipRepository, VersionedStore } from '../../repository/repository';
import type { Revision } from '../../repository/revision';
import type { RelationshipService } from '../../service/relationship-service';
import { answerOf, idIn, walk, type Asking } from '../harness/words';

/** A repository, with a service over it. */
export interface Looked {
  readonly repository: RelationshipRepository;
  readonly service: RelationshipService;
}

/** A question for two repositories. Answers that mean the same are equal by value. */
export interface Inspection {
  readonly text: string;
  readonly ask: (looked: Looked) => Promise<unknown>;
}

/** Everything that can be seen of a marketplace's partners and customers. */
export function inspections(asking: Asking, { partners, customers, serviceIds }: Marketplace): readonly Inspection[] {
  return [
    { text: 'the list of all partners', ask: ({ service }) => list(asking, (page) => service.partners(page)) },
    { text: 'the list of all customers', ask: ({ service }) => list(asking, (page) => service.customers(page)) },
    ...partners.flatMap(({ id }): readonly Inspection[] => [
      { text: `the account of "${id}"`, ask: ({ repository }) => document(asking, repository.partners, id) },
      {
        text: `the customers of "${id}"`,
        ask: ({ service }) => list(asking, (page) => service.customersOf(id, page)),
      },
      {
        text: `the customers that "${id}" administers`,
        ask: ({ service }) => list(asking, (page) => service.customersAdministeredBy(id, page)),
      },
    ]),
    ...customers.flatMap(({ id }): readonly Inspection[] => [
      { text: `the relationships of "${id}"`, ask: ({ repository }) => document(asking, repository.customers, id) },
      {
        text: `the partners of "${id}"`,
        ask: ({ service }) => plain(asking, () => service.partnersOf(id, serviceIds)),
      },
      { text: `the past of "${id}"`, ask: ({ service }) => past(asking, service, id) },
    ]),
  ];
}

/** The answer to a question, as a value. */
export async function plain<T, E>(asking: Asking, ask: () => PromiseLike<Result<T, E>>): Promise<unknown> {
  const answer = await answerOf(asking, 'the service', ask);
  if (answer.kind === 'value') return { value: answer.value };
  return answer.kind === 'error' ? { error: answer.error } : { text: answer.text };
}

/**
 * Everything that is stored under an id. Revisions are opaque, and all that counts is which of them are the same, so
 * they are numbered in the order of the history.
 */
async function document<Id, State, Change>(
  asking: Asking,
  store: VersionedStore<Id, State, Change, unknown>,
  id: Id,
): Promise<unknown> {
  const loaded = await answerOf(asking, 'load', () => store.load(id));
  const history = await whole(asking, (page) => store.history(id, page), 7);
  const known = [...new Set(history.map(({ revision }) => revision))];
  const numberOf = (revision: Revision): number => known.indexOf(revision);
  const found = loaded.kind === 'value' ? loaded.value : loaded;
  return {
    found: found !== null && 'state' in found ? { state: found.state, revision: numberOf(found.revision) } : found,
    history: history.map(({ change, revision }) => ({ change, revision: numberOf(revision) })),
  };
}

/** The store decides in which order a list comes. */
async function list<T, E>(
  asking: Asking,
  read: (page: PageRequest) => PromiseLike<Result<Page<T>, E>>,
): Promise<unknown> {
  return [...(await whole(asking, read, 2))].sort((one, other) => (idIn(one) < idIn(other) ? -1 : 1));
}

async function past(asking: Asking, service: RelationshipService, id: CustomerId): Promise<unknown> {
  const history = await whole(asking, (page) => service.historyOf(id, page), 3);
  const changes = history.map(({ change }) => change);
  const instants = [...new Set(changes.map(({ at }) => at))].slice(-5);
  const states: unknown[] = [];
  for (const instant of instants) states.push(await plain(asking, () => service.stateAt(id, instant)));
  return { changes, states };
}

function whole<T, E>(
  asking: Asking,
  read: (page: PageRequest) => PromiseLike<Result<Page<T>, E>>,
  limit: number,
): Promise<readonly T[]> {
  return walk(
    asking,
    async (page) => {
      const answer = await answerOf(asking, 'a page', () => read(page));
      if (answer.kind === 'value') return answer.value;
      throw asking.nonconformity({
        due: 'every page of a list can be read',
        did: `the next page was ${answer.text}`,
        advice: 'See the checks of histories and pages.',
      });
    },
    [limit],
  );
}
