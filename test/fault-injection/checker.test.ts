import { customerEntries, foldCustomer, memoryRepository, type RecordedChange, type RelationshipChange } from 'partner-relationships';
import { beforeAll, describe, expect, it } from 'vitest';
import { gather, type CustomerEvidence, type Evidence, type PartnerList } from './evidence';
import { giveNoted, journaledService, type Note } from './journal';
import { violations } from './checker';
import { openMarket } from '../fixtures/market';

type Recorded = RecordedChange<RelationshipChange>;

describe('the checker of stored data', () => {
  const notes: Note[] = [];
  let truth: Evidence;
  let customer: CustomerEvidence;
  let history: readonly Recorded[];

  beforeAll(async () => {
    const repository = memoryRepository();
    const journal = { note: (note: Note): unknown => notes.push(note) };
    const service = journaledService(repository, journal);
    const { invitations, seller, rival } = await openMarket(service);
    const accepting = { kind: 'accept', customerId: 'customer', indirectResellerServices: [] } as const;
    const first = { ...accepting, invitation: seller, services: ['exchange', 'intune'], onHeldService: 'refuse' } as const;
    const second = { ...accepting, invitation: rival, services: ['exchange'], onHeldService: 'replace' } as const;
    await giveNoted(service, journal, first, 'first');
    await giveNoted(service, journal, { ...second, onHeldService: 'refuse' }, 'refused');
    await giveNoted(service, journal, second, 'second');
    await giveNoted(service, journal, { kind: 'end', customerId: 'customer', partnerId: seller.partner.id }, 'third');

    truth = await gather(repository, ['customer'], invitations);
    [customer] = truth.customers as [CustomerEvidence];
    ({ history } = customer);
  });

  /** The same evidence with another history, and the state that it folds to. */
  function withHistory(changed: readonly Recorded[]): Evidence {
    const state = foldCustomer(changed.map(({ change }) => change)).unwrapOr(null);
    const stored = state === null ? null : { state, revision: changed.at(-1)?.revision ?? '' };
    return { ...truth, customers: [{ ...customer, history: changed, stored }] };
  }

  function of(command: string): readonly Recorded[] {
    return history.filter(({ change }) => change.by.userId === command);
  }

  it('finds nothing wrong in a store that holds what was acknowledged', () => {
    expect(history.map(({ change }) => change.kind)).toEqual([
      'customer-registered',
      'relationship-established',
      'delegation-granted',
      'delegation-granted',
      'relationship-established',
      'delegation-removed',
      'delegation-granted',
      'delegation-removed',
      'relationship-ended',
    ]);
    expect(violations(truth, notes)).toEqual([]);
  });

  it('finds that an acknowledged commit is missing', () => {
    const lost = withHistory(history.slice(0, -of('third').length));
    expect(violations(lost, notes)).toContain('third was acknowledged and is missing');
  });

  it('finds that a command is missing of which only the answer was noted', () => {
    const lost = withHistory(history.slice(0, -of('third').length));
    const answered = notes.filter(({ kind }) => kind === 'answered');
    expect(violations(lost, answered)).toContain('third was done and is missing');
  });

  it('finds a command that took effect twice', () => {
    const again = of('third').map(({ change }) => ({ revision: customer.stored?.revision ?? '', change }));
    const twice = [...history, ...of('first').slice(1), ...again] as Recorded[];
    expect(violations(withHistory(twice), notes)).toContain('first took effect 2 times');
  });

  it('finds a commit that took effect although it was denied', () => {
    const denied = notes.map((note): Note =>
      note.kind === 'committed' && note.command === 'third' ? { ...note, answer: 'revision-conflict' } : note,
    );
    expect(violations(truth, denied)).toContain('third was denied and took effect');
  });

  it('finds a command that took effect although the service answered that it failed', () => {
    const failed = notes.map((note): Note =>
      note.kind === 'answered' && note.command === 'third' ? { ...note, answer: 'storage-failed', changes: [] } : note,
    );
    expect(violations(truth, failed)).toContain('third was answered with storage-failed and took effect');
  });

  it('accepts a commit that was neither acknowledged nor denied as present or absent', () => {
    const open = notes.filter(({ kind, command }) => command !== 'third' || kind === 'sent');
    expect(violations(truth, open)).toEqual([]);
    const without = withHistory(history.slice(0, -of('third').length));
    const entries = customerEntries(without.customers[0]?.stored?.state ?? null)._unsafeUnwrap();
    const lists = truth.lists.map((one): PartnerList => {
      const entry = entries.get(one.partnerId);
      return { ...one, listed: entry === undefined ? [] : [entry] };
    });
    expect(violations({ ...without, lists }, open)).toEqual([]);
  });

  it('finds a commit that lacks a part', () => {
    const half = withHistory(history.slice(0, -1));
    expect(violations(half, notes)).toContain('customer: third is recorded otherwise than it was sent');
  });

  it('finds a commit that nobody sent', () => {
    const others = notes.filter(({ command }) => command !== 'second');
    expect(violations(truth, others)).toContain('customer: second is recorded, and nobody gave it');
  });

  it('finds two transacting holders of a service, even for a moment', () => {
    const [removed] = of('second').slice(1, 2);
    const both = history.filter((recorded) => recorded !== removed);
    expect(violations(withHistory(both), notes)).toContain(
      'customer: exchange has two transacting holders after change 5',
    );
  });

  it('finds a delegation that outlives its relationship', () => {
    const [removed] = of('third');
    const left = history.filter((recorded) => recorded !== removed);
    expect(violations(withHistory(left), notes)).toContain('customer: change 7 leaves a delegation behind');
  });

  it('finds a state that the history does not fold to', () => {
    const earlier = withHistory(history.slice(0, -2)).customers.map(({ stored }) => ({ ...customer, stored }));
    expect(violations({ ...truth, customers: earlier }, notes)).toEqual(
      expect.arrayContaining([
        'customer: the state is not what the history folds to',
        'customer: the state has not the revision of the last change',
      ]),
    );
  });

  it('finds a revision that came back', () => {
    const [first] = of('first');
    const returned = history.map((recorded) =>
      recorded.change.by.userId === 'third' && first !== undefined ? { ...recorded, revision: first.revision } : recorded,
    );
    expect(violations(withHistory(returned), notes)).toContain('customer: a revision came back');
  });

  /** The same evidence with another list of a partner. */
  function withList(
    partnerId: string,
    list: PartnerList['list'],
    change: (listed: PartnerList['listed']) => PartnerList['listed'],
  ): Evidence {
    const lists = truth.lists.map((one) =>
      one.partnerId === partnerId && one.list === list ? { ...one, listed: change(one.listed) } : one,
    );
    return { ...truth, lists };
  }

  it.each<[what: string, change: (listed: PartnerList['listed']) => PartnerList['listed']]>([
    ['lacks a customer', () => []],
    ['names a customer twice', (listed) => [...listed, ...listed]],
    ['names it by a former name', (listed) => listed.map((one) => ({ ...one, customer: { ...one.customer, name: 'x' } }))],
  ])('finds a list that %s', (_, change) => {
    for (const list of ['related', 'administered'] as const) {
      expect(violations(withList('market-seller-1', list, change), notes)).toEqual([
        `the list "${list}" of market-seller-1 is wrong`,
      ]);
    }
  });

  it('finds a list that keeps a customer that has left', () => {
    const [kept] = truth.lists.flatMap(({ listed }) => listed);
    expect(violations(withList('market-seller-0', 'related', () => (kept === undefined ? [] : [kept])), notes)).toEqual([
      'the list "related" of market-seller-0 is wrong',
    ]);
  });
});
