import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { RelationshipChange } from '../model/relationship-change';
import { MAX_PAGE_SIZE } from '../repository/page';
import { answerOf, type Handle } from './asked';
import type { Check, Ground } from './check';
import { after, beginning, customers, parting, partnerOf, removal } from './customer-kind';
import { customerIdOf, second } from './documents';
import { begun, founded, type Step } from './kind';
import type { Finding } from './nonconformity';
import { shown } from './shown';
import { wholeList } from './walk';

/** MUST 3, for the customer lists: they move with the states. */
export const customerLists: readonly Check[] = [
  {
    promise: 'allOrNothing',
    title: 'a list follows: accepting enters, removing admin rights keeps, ending takes out, accepting again enters',
    run: listFollows,
  },
  {
    promise: 'allOrNothing',
    title: 'one commit that begins or ends many relationships moves every one of their lists',
    run: manyLists,
  },
];

export const ONE_TRANSACTION: string =
  'Put state, changes and list entries in one transaction, or in one value. Where the store has neither, enter the ' +
  'list first and verify entries against the states when reading it.';

export async function isListed(ground: Ground, handle: Handle, partnerId: PartnerId, id: CustomerId): Promise<boolean> {
  return (await wholeList(ground, handle, partnerId)).includes(id);
}

async function listFollows(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const id = customerIdOf('customer-in-question');
  const partnerId = partnerOf(1);
  const document = await begun(ground.first, customers, id);
  const mustBeListed = async (what: string, isDue: boolean): Promise<void> => {
    for (const handle of handles) {
      if ((await isListed(ground, handle, partnerId, id)) !== isDue) throw ground.nonconformity(misplaced(what, isDue));
    }
  };
  // A handle may remember as well that there was nobody. How it says so is another check's matter.
  const page = { after: null, limit: MAX_PAGE_SIZE };
  for (const { repository } of handles) {
    await answerOf(ground, 'customersOf', () => repository.customersOf(partnerId, page));
  }
  for (const { what, step, isDue } of [
    { what: 'accepting a request', step: (state) => customers.addition(state, 1), isDue: true },
    { what: "accepting another partner's request", step: (state) => customers.addition(state, 2), isDue: true },
    { what: 'removing all admin rights', step: (state) => removal(state, second(3)), isDue: true },
    { what: 'ending the relationship', step: (state) => parting(state, [partnerId], second(4)), isDue: false },
    { what: 'accepting the request again', step: (state) => beginning(state, partnerId, second(5)), isDue: true },
    { what: 'ending the relationship again', step: (state) => parting(state, [partnerId], second(6)), isDue: false },
  ] satisfies readonly Stage[]) {
    await document.commit(step(document.stored().state));
    await mustBeListed(what, isDue);
  }
}

/** One commit, and whether the customer is to be in the partner's list after it. */
interface Stage {
  readonly what: string;
  readonly step: (state: CustomerRelationships) => Step<CustomerRelationships, RelationshipChange>;
  readonly isDue: boolean;
}

async function manyLists(ground: Ground): Promise<void> {
  const { customers: store } = ground.first;
  const id = customerIdOf('customer-in-question');
  const { next: registered } = customers.founding(id);
  let revision = await founded(ground.first, customers, id);
  const partnerIds = Array.from({ length: ground.sizes.relationships }, (_, at) => partnerOf(at));
  const looked = partnerIds.filter(
    (_, at) => at % Math.ceil(partnerIds.length / 40) === 0 || at === partnerIds.length - 1,
  );

  const all = after(
    registered,
    partnerIds.flatMap((partnerId) => beginning(registered, partnerId, second(1)).changes),
  );
  for (const [step, isDue] of [
    [all, true],
    [parting(all.next, partnerIds, second(2)), false],
  ] as const) {
    revision = await store.commit({ id, expected: revision, ...step });
    for (const partnerId of looked) {
      if ((await isListed(ground, ground.first, partnerId, id)) === isDue) continue;
      const what = `${isDue ? 'beginning' : 'ending'} ${partnerIds.length} relationships in one commit`;
      throw ground.nonconformity(misplaced(`${what}, in the list of ${shown(partnerId)}`, isDue));
    }
  }
}

function misplaced(what: string, isDue: boolean): Finding {
  return {
    due: `after ${what} the customer is ${isDue ? 'in' : 'out of'} the partner's customer list`,
    did: `it is ${isDue ? 'not there' : 'still there'}`,
    advice:
      'On every commit enter the customer in the lists of the partners that its next state has a relationship with, ' +
      `and take it out of those it had one with before, for every handle to see at once. ${ONE_TRANSACTION}`,
  };
}
