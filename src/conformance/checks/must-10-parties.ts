import { parseCustomerId, parsePartnerId } from '../../model/identifiers';
import type { RelationshipRepository, VersionedParties } from '../../repository/repository';
import { customers, erasure, registration } from '../fixtures/customers';
import { partners } from '../fixtures/partners';
import {
  begin, counted, firstDifference, shown, valueOf, vandalise, wellFormed, whileCommitting,
  type Draft, type Ground, type Handle, type Loaded, type Promised,
} from '../harness/words';

export const parties: Promised = {
  must: '10',
  name: 'what is loaded together is of one moment',
  words:
    'If a repository loads a customer and a partner together, it answers what both loads would answer, and what it ' +
    'answers of the partner is not older than what it answers of the customer.',
  ofAll: [
    {
      title: 'of those who are there, never were or are erased, on every handle, and nothing that the caller changes shows',
      run: asByThemselves,
      advice:
        'Read what load reads, and decode it in the same way: null for what never was there, `{ state: null, ' +
        'revision }` for an erased customer. No cache, no replica that lags behind.',
    },
    {
      title: 'while a partner and a customer are committed in turn, the partner first',
      run: whileCommittedInTurn,
      advice:
        'Read both in one statement or in one snapshot, or else the customer first and the partner when it is there; ' +
        'not both at the same time.',
    },
  ],
};

const PARTNER = 'partner-in-question';
const CUSTOMER = 'customer-in-question';

type LoadTogether = NonNullable<RelationshipRepository['loadParties']>;

/** Loads both together; null if the repository cannot. */
function togetherOn({ repository }: Handle): LoadTogether | null {
  const { loadParties } = repository;
  return loadParties === undefined ? null : (...ids) => loadParties.apply(repository, ids);
}

function ask(handle: Handle, load: LoadTogether): Promise<VersionedParties> {
  const call = `loadParties(${shown(CUSTOMER)}, ${shown(PARTNER)})`;
  return valueOf(handle, call, () => load(wellFormed(parseCustomerId(CUSTOMER)), wellFormed(parsePartnerId(PARTNER))));
}

/** What happens to the two, one step after the other. */
const STEPS: readonly (readonly ['partner' | 'customer', (latest: Draft) => Draft])[] = [
  ['customer', (latest) => latest.addition(1)],
  ['partner', (latest) => latest.addition(1)],
  ['partner', (latest) => latest.addition(2)],
  ['customer', (latest) => latest.next(erasure(1))],
  ['partner', (latest) => latest.addition(3)],
  ['customer', (latest) => latest.next(registration(CUSTOMER))],
];

async function asByThemselves(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const [customer, partner] = [customers.document(CUSTOMER), partners.document(PARTNER)];
  const mustBeTheSame = async (): Promise<void> => {
    for (const handle of handles) {
      const load = togetherOn(handle);
      if (load === null) continue;
      const due = [await customer.load(handle), await partner.load(handle)].map(storedIn);
      vandalise(await ask(handle, load));
      const together = await ask(handle, load);
      const difference = firstDifference(due, [together.customer, together.partner]);
      if (difference === null) continue;
      throw ground.nonconformity({
        due: 'of a customer and a partner that are loaded together, [customer, partner] is what each load answers',
        did: difference,
      });
    }
  };
  await mustBeTheSame();
  const writtenCustomer = await begin(ground.first, customer.founding());
  await mustBeTheSame();
  const written = { customer: writtenCustomer, partner: await begin(ground.first, partner.founding()) };
  await mustBeTheSame();
  for (const [whose, next] of STEPS) {
    // That a commit is refused is another check's matter.
    if (!(await written[whose].attempt(next))) return;
    await mustBeTheSame();
  }
}

function storedIn(loaded: Loaded | null): unknown {
  return loaded === null ? null : { state: loaded.state, revision: loaded.revision };
}

/** The revisions that were answered of both at once. */
interface Seen {
  readonly customer: string | null;
  readonly partner: string | null;
}

async function whileCommittedInTurn(ground: Ground): Promise<void> {
  const handles = await ground.handles(ground.sizes.handles);
  const seen: Seen[] = [];
  const revisions: Record<keyof Seen, string[]> = { customer: [], partner: [] };
  const looks = handles.map((handle) => async (): Promise<null> => {
    const load = togetherOn(handle);
    if (load === null) return null;
    const { customer, partner } = await ask(handle, load);
    seen.push({ customer: customer?.revision ?? null, partner: partner?.revision ?? null });
    return null;
  });
  const commitInTurn = async (): Promise<void> => {
    const partner = await begin(ground.first, partners.document(PARTNER).founding());
    revisions.partner.push(partner.revision);
    const customer = await begin(ground.first, customers.document(CUSTOMER).founding());
    revisions.customer.push(customer.revision);
    for (let number = 1; number <= ground.sizes.historyLength; number += 1) {
      for (const [whose, written] of [['partner', partner], ['customer', customer]] as const) {
        if (!(await written.attempt((latest) => latest.addition(number)))) return;
        revisions[whose].push(written.revision);
      }
    }
  };
  await whileCommitting(ground, commitInTurn, looks);
  const place = (whose: keyof Seen, { [whose]: revision }: Seen): number =>
    revision === null ? -1 : revisions[whose].indexOf(revision);
  for (const answered of seen) {
    const [customer, partner] = [place('customer', answered), place('partner', answered)];
    // A revision that no commit was answered is another check's matter.
    if (customer <= partner || (answered.partner !== null && partner === -1)) continue;
    throw ground.nonconformity({
      due: 'a partner is answered at least as new as the customer that is answered with it',
      did:
        `${counted(customer + 1, 'commit')} of the customer showed, each made after one of the partner, and ` +
        `${counted(partner + 1, 'commit')} of the partner`,
    });
  }
}
