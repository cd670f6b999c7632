import { memoryRepository, type FeedItem } from 'partner-relationships';
import { beforeAll, describe, expect, it } from 'vitest';
import { gather, type Evidence } from '../fault-injection/evidence';
import { giveNoted, journaledService, type Note } from '../fault-injection/journal';
import { openMarket } from '../fixtures/market';
import { complaintsAbout } from './judge';

describe('The judge of a cluster', () => {
  const notes: Note[] = [];
  let truth: Evidence;
  let read: readonly FeedItem[];

  beforeAll(async () => {
    const repository = memoryRepository();
    const journal = { note: (note: Note): unknown => notes.push(note) };
    const service = journaledService(repository, journal);
    const { invitations, seller, rival } = await openMarket(service);
    for (const [at, invitation] of [seller, rival].entries()) {
      const accepting = { kind: 'accept', customerId: 'customer', invitation, indirectResellerServices: [] } as const;
      const command = { ...accepting, services: ['exchange'], onHeldService: 'replace' } as const;
      await giveNoted(service, journal, command, `command-${at}`);
    }
    truth = await gather(repository, ['customer'], invitations);
    const page = await service.changes({ after: null, limit: 1000 });
    read = page._unsafeUnwrap().items.filter(({ document }) => document.id === 'customer');
  });

  /** What a server has that has lost the last changes of the customer. */
  function losing(count: number): Evidence {
    return { ...truth, customers: truth.customers.map((one) => ({ ...one, history: one.history.slice(0, -count) })) };
  }

  it('finds nothing wrong where every server has what was acknowledged, and the feed as well', () => {
    expect(complaintsAbout([truth, truth, truth], read, notes)).toEqual([]);
  });

  it('finds the one server on which a change is lost, and that the servers differ', () => {
    const complaints = complaintsAbout([truth, losing(1), truth], read, notes);
    expect(complaints).toContain('server 2: customer: command-1 is recorded otherwise than it was sent');
    expect(complaints).toContain('the servers differ');
    expect(complaints.join()).not.toMatch(/server [13]|feed/);
  });

  it('finds that an acknowledged commit is lost on all of them, the feed included', () => {
    const last = notes.flatMap((note) => (note.kind === 'sent' && note.command === 'command-1' ? note.changes : []));
    const lost = losing(last.length);
    const complaints = complaintsAbout([lost, lost, lost], read.slice(0, -last.length), notes);
    for (const server of [1, 2, 3]) {
      expect(complaints).toContain(`server ${server}: command-1 was acknowledged and is missing`);
    }
  });

  it('finds that a reader has missed a change, was given one twice, or in another order', () => {
    const [one, two, ...others] = read as [FeedItem, FeedItem, ...FeedItem[]];
    for (const items of [[one, ...others], [one, one, two, ...others], [two, one, ...others], []]) {
      const complaints = complaintsAbout([truth, truth, truth], items, notes);
      expect(complaints).toEqual(['the feed has not the changes of customer as they are']);
    }
  });

  it('finds that there is nothing to judge', () => {
    const empty: Evidence = { customers: [], lists: [] };
    expect(complaintsAbout([empty, empty, empty], [], [])).toEqual(['nobody has committed anything']);
  });
});
