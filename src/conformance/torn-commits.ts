import type { PartnerId } from '../model/identifiers';
import { MAX_PAGE_SIZE } from '../repository/page';
import { answerOf } from './asked';
import type { Check, Ground } from './check';
import { customers, isRelated, partnerOf } from './customer-kind';
import { isListed, ONE_TRANSACTION } from './customer-lists';
import { customerIdOf } from './documents';
import { founded, mark, marks, type AnyChange, type Kind } from './kind';
import type { Finding } from './nonconformity';
import { partners } from './partner-kind';
import { ofCustomers } from './specimens';
import { walk, wholeHistory } from './walk';
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

function checkOf<Id extends string, State, Change extends AnyChange>(kind: Kind<Id, State, Change>): Check {
  return {
    promise: 'allOrNothing',
    title: `whoever reads while others commit never sees a ${kind.noun} without its changes, or changes without it`,
    run: (ground) => historyWhileCommitting(ground, kind),
  };
}

async function historyWhileCommitting<Id extends string, State, Change extends AnyChange>(
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

async function manyChangesWhileCommitting(ground: Ground): Promise<void> {
  const [{ customers: writer } = ground.first, reader = ground.first] = await ground.handles(2);
  const { id, steps } = ofCustomers.large(ground.sizes);
  const seen = [
    {
      what: 'the history',
      counts: new Set<number>(),
      read: async () => (await walk(ground, (page) => reader.customers.history(id, page), [MAX_PAGE_SIZE])).length,
    },
    {
      what: 'the state',
      counts: new Set<number>(),
      read: async () => {
        const answer = await answerOf(ground, 'load', () => reader.repository.customers.load(id));
        return (answer.kind === 'value' ? answer.value : null)?.state.delegations.length ?? 0;
      },
    },
  ];
  const commitAll = async (): Promise<void> => {
    // That there is no room for it is another check's matter.
    for (const step of steps.slice(0, 1)) await writer.tryCommit({ id, expected: 'absent', ...step });
  };
  const look: Look = async () => {
    for (const { counts, read } of seen) counts.add(await read());
    return null;
  };
  await whileCommitting(ground, commitAll, [look]);
  for (const { what, counts, read } of seen) {
    // How many there are in the end is another check's matter; here it counts that there were never fewer.
    const all = await read();
    for (const fewer of counts) {
      if (fewer === 0 || fewer === all) continue;
      throw ground.nonconformity(torn(`${what} showed ${fewer} of the ${all} items of one commit for a while`));
    }
  }
}

function torn(did: string): Finding {
  return { due: 'a reader sees all of a commit or nothing of it', did, advice: ONE_TRANSACTION };
}
