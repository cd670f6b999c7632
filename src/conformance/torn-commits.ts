import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Revision } from '../repository/revision';
import type { Check, Ground } from './check';
import { after, beginning, customers, isRelated, partnerOf } from './customer-kind';
import { isListed, ONE_TRANSACTION } from './customer-lists';
import { customerIdOf, second } from './documents';
import { founded, mark, marks, type Dated, type Kind } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { wholeHistory } from './walk';
import { whileCommitting, type Look } from './while-committing';

/** MUST 3, as seen by whoever reads while others commit. */
export const tornCommits: readonly Check[] = [
  checkOf(partners),
  checkOf(customers),
  {
    promise: 'allOrNothing',
    title: 'whoever reads while others commit never sees a state without its list entry, or an entry without its state',
    run: listWhileCommitting,
  },
  {
    promise: 'allOrNothing',
    title: 'whoever reads while a commit of many changes is under way sees all of them or none',
    run: manyChangesWhileCommitting,
  },
];

function checkOf<Id extends string, State, Change extends Dated>(kind: Kind<Id, State, Change>): Check {
  return {
    promise: 'allOrNothing',
    title: `whoever reads while others commit never sees a ${kind.noun} without its changes, or changes without it`,
    run: (ground) => historyWhileCommitting(ground, kind),
  };
}

async function historyWhileCommitting<Id extends string, State, Change extends Dated>(
  ground: Ground,
  kind: Kind<Id, State, Change>,
): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const id = kind.idOf(`${kind.noun}-in-question`);
  const founding = kind.founding(id);
  let revision = await founded(writer, kind, id);
  let state = founding.next;
  const expectedMarks = new Map<number, readonly string[]>();
  const commitAll = async (): Promise<void> => {
    for (let number = 1; number <= ground.sizes.rounds; number += 1) {
      const step = kind.addition(state, number);
      expectedMarks.set(number, marks(step));
      revision = await kind.storeOf(writer).commit({ id, expected: revision, ...step });
      state = step.next;
    }
  };
  const recorded = async (): Promise<ReadonlySet<string>> =>
    new Set((await wholeHistory(ground, kind.storeOf(reader), id)).map(({ change }) => mark(change)));
  const shownNumbers = async (): Promise<readonly number[]> =>
    kind.additionsIn((await kind.storeOf(reader).present(id)).state);
  const marksOf = (number: number): readonly string[] => expectedMarks.get(number) ?? [];

  await whileCommitting(ground, commitAll, [
    async () => {
      const numbers = await shownNumbers();
      const history = await recorded();
      const missing = numbers.flatMap(marksOf).find((one) => !history.has(one));
      return missing === undefined
        ? null
        : torn(`the loaded state shows a change that the history, read later, has not: ${missing}`);
    },
    async () => {
      const history = await recorded();
      const numbers = new Set(await shownNumbers());
      const early = [...expectedMarks.keys()].find(
        (number) => !numbers.has(number) && marksOf(number).some((one) => history.has(one)),
      );
      return early === undefined
        ? null
        : torn(`the history shows a change that the state, loaded later, has not: ${marksOf(early).join(', ')}`);
    },
  ]);
}

async function listWhileCommitting(ground: Ground): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const id = customerIdOf('customer-in-question');
  let { next: state } = customers.founding(id);
  let revision = await founded(writer, customers, id);
  let latest = 1;
  const commitAll = async (): Promise<void> => {
    for (let number = 1; number <= ground.sizes.rounds; number += 1) {
      latest = number;
      const step = customers.addition(state, number);
      revision = await writer.customers.commit({ id, expected: revision, ...step });
      state = step.next;
    }
  };
  const isInState = async (partnerId: PartnerId): Promise<boolean> =>
    isRelated((await reader.customers.present(id)).state, partnerId);

  await whileCommitting(ground, commitAll, [
    async () => {
      const partnerId = partnerOf(latest);
      if (!(await isInState(partnerId)) || (await isListed(ground, reader, partnerId, id))) return null;
      return torn(
        'the loaded state shows a relationship; the customer list of that partner, read later, is without the customer',
      );
    },
    async () => {
      const partnerId = partnerOf(latest);
      if (!(await isListed(ground, reader, partnerId, id)) || (await isInState(partnerId))) return null;
      return torn('a customer list shows a customer; its state, loaded later, has no relationship with that partner');
    },
  ]);
}

const MANY = 200;

async function manyChangesWhileCommitting(ground: Ground): Promise<void> {
  const [writer = ground.first, reader = ground.first] = await ground.handles(2);
  const count = Math.min(MANY, ground.sizes.relationships);
  const partnerIds = Array.from({ length: count }, (_, number) => partnerOf(number));
  const ids = [customerIdOf('customer-a'), customerIdOf('customer-b')];
  const seen = ids.flatMap((id) => [
    {
      id,
      what: 'the history',
      counts: new Set<number>(),
      read: async () => (await wholeHistory(ground, reader.customers, id)).length - 1,
    },
    {
      id,
      what: 'the state',
      counts: new Set<number>(),
      read: async () => (await reader.customers.present(id)).state.relationships.length,
    },
  ]);
  const ready = new Map<CustomerId, Revision>();
  for (const id of ids) ready.set(id, await founded(writer, customers, id));
  let current = ids[0];
  const commitAll = async (): Promise<void> => {
    for (const [id, expected] of ready) {
      current = id;
      const { next: registered } = customers.founding(id);
      const changes = partnerIds.flatMap((partnerId) => beginning(registered, partnerId, second(1)).changes);
      await writer.customers.commit({ id, expected, ...after(registered, changes) });
    }
  };
  const look: Look = async () => {
    for (const { id, counts, read } of seen) if (id === current) counts.add(await read());
    return null;
  };
  await whileCommitting(ground, commitAll, [look]);
  for (const { what, counts, read } of seen) {
    // How many there are in the end is another check's matter; here it counts that there were never fewer.
    counts.delete(0);
    counts.delete(await read());
    for (const fewer of counts) {
      throw ground.nonconformity(torn(`${what} showed ${fewer} of the ${count} changes of one commit for a while`));
    }
  }
}

function torn(did: string): Finding {
  return { due: 'a reader sees all of a commit or nothing of it', did, advice: ONE_TRANSACTION };
}
