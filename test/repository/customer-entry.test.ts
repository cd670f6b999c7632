import fc from 'fast-check';
import {
  customerEntries,
  customerEntryCodec,
  memoryRepository,
  type CustomerEntry,
  type CustomerRelationships,
} from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { entriesOf, firstCommit, granted, nextCommit, renamed } from '../fixtures/commits';
import { contoso, fabrikam, tailspin, wingtip } from '../fixtures/cast';
import { isFrozenInDepth } from '../fixtures/frozen';
import { evolved } from '../fixtures/history';
import { after, ENDS, held, MEANWHILE, offerIdOf, stateWith } from '../roles/delegations/scene';

describe('The entries of a customer', () => {
  it('are one for each partner with a relationship or a delegation, with name and dates, and no other', () => {
    fc.assert(
      fc.property(situation(), ({ marketplace, state }) => {
        const entries = customerEntries(state)._unsafeUnwrap();
        const related = new Map(state.relationships.map((one) => [one.partnerId, one.establishedAt]));
        const administering = new Set(state.delegations.map(({ partnerId }) => partnerId));
        for (const { id } of marketplace.partners) {
          const due: CustomerEntry = {
            customer: state.customer,
            establishedAt: related.get(id) ?? null,
            administersUntil: administering.has(id) ? 'open' : null,
          };
          expect(entries.get(id)).toEqual(related.has(id) || administering.has(id) ? due : undefined);
        }
        expect(new Set(entries.keys())).toEqual(new Set([...related.keys(), ...administering]));
        expect([...entries.values()].every(isFrozenInDepth)).toBe(true);
      }),
    );
  });

  it('tell until when a partner administers: the latest end of its roles, and that none is set if one extends', () => {
    const off = { extends: false };
    const late = after(ENDS, 1);
    const early = after(ENDS, -1);
    for (const [roleDelegations, until] of [
      [[held(off)], ENDS],
      [[held()], 'open'],
      [[held({ ...off, endsAt: late }), held({ ...off, id: offerIdOf('o2'), endsAt: early })], late],
      [[held({ ...off, endsAt: early }), held({ ...off, id: offerIdOf('o2'), endsAt: late })], late],
      [[held(off), held({ id: offerIdOf('o2'), endsAt: early })], 'open'],
      [[held(), held({ ...off, id: offerIdOf('o2') })], 'open'],
      [[held({ ...off, partnerId: fabrikam.id, endsAt: late }), held({ ...off, id: offerIdOf('o2') })], ENDS],
    ] as const) {
      const state = stateWith(...roleDelegations);
      const entry = { customer: state.customer, establishedAt: null, administersUntil: until };
      expect(customerEntries(state)._unsafeUnwrap().get(contoso.id)).toEqual(entry);
    }
  });

  it('tell of roles and services together: a service delegation has no end', () => {
    const { next } = firstCommit('northwind', 'contoso');
    const roles = { ...next, changedAt: MEANWHILE, roleDelegations: [held({ extends: false })] };
    const entryOf = (state: CustomerRelationships): CustomerEntry | undefined =>
      customerEntries(state)._unsafeUnwrap().get(contoso.id);
    expect(entryOf(roles)).toEqual({ ...entryOf(next), administersUntil: ENDS });
    const both = evolved(roles, { ...granted('contoso', 'exchange'), at: MEANWHILE });
    expect(entryOf(both)).toEqual({ ...entryOf(next), administersUntil: 'open' });
  });

  it('are of the reseller that holds roles, not of the provider that asked for them, and show a past end as it is', () => {
    const state = stateWith(held({ partnerId: wingtip.id, throughPartnerId: tailspin.id, extends: false }));
    const past = { ...state, changedAt: after(ENDS, 1) };
    const entry = { customer: state.customer, establishedAt: null, administersUntil: ENDS };
    for (const one of [state, past]) {
      expect([...customerEntries(one)._unsafeUnwrap()]).toEqual([[wingtip.id, entry]]);
    }
  });

  it('are none for an erased customer', () => {
    expect([...customerEntries(null)._unsafeUnwrap()]).toEqual([]);
  });

  it('are none of what are no relationships: the place that is malformed is named', () => {
    const { next } = firstCommit('northwind', 'contoso');
    for (const [path, malformed] of [
      ['state', undefined],
      ['state', 'northwind'],
      ['state.relationships', { ...next, relationships: null }],
    ] as const) {
      expect(customerEntries(malformed as never)._unsafeUnwrapErr()).toMatchObject({
        code: 'malformed-input',
        context: { path },
      });
    }
  });

  it('come back from their codec as they are', () => {
    fc.assert(
      fc.property(situation(), ({ state }) => {
        for (const entry of customerEntries(state)._unsafeUnwrap().values()) {
          const text = customerEntryCodec.encode(entry)._unsafeUnwrap();
          expect(customerEntryCodec.decode(text)._unsafeUnwrap()).toEqual(entry);
          expect(customerEntryCodec.decode(JSON.parse(text))._unsafeUnwrap()).toEqual(entry);
        }
      }),
    );
  });

  it.each([
    ['customer', { id: 'northwind' }],
    ['establishedAt', undefined],
    ['establishedAt', '2026-11-22'],
    ['administersUntil', undefined],
    ['administersUntil', 'closed'],
  ])('are corrupt data with another value as %s: %j', (field, value) => {
    const [entry] = customerEntries(firstCommit('northwind', 'contoso').next)._unsafeUnwrap().values();
    const stored = { format: 1, value: { ...entry, [field]: value } };
    const error = customerEntryCodec.decode(stored)._unsafeUnwrapErr();
    expect(error.code).toBe('corrupt-data');
    expect(error.message).toContain(field);
  });

  it('have the end of admin rights if one is set', () => {
    const [entry] = customerEntries(firstCommit('northwind', 'contoso').next)._unsafeUnwrap().values();
    const stored = { format: 1, value: { ...entry, administersUntil: '2027-01-31T00:00:00.000Z' } };
    expect(customerEntryCodec.decode(stored)._unsafeUnwrap()).toEqual(stored.value);
  });
});

describe('The lists of a repository in memory', () => {
  it('show the entries that a state has, each in the lists that it belongs to', async () => {
    await fc.assert(
      fc.asyncProperty(situation(), async ({ marketplace, state }) => {
        const repository = memoryRepository();
        const { id } = state.customer;
        const changes = firstCommit(id).changes;
        (await repository.customers.commit({ id, expected: 'absent', next: state, changes }))._unsafeUnwrap();
        const entries = customerEntries(state)._unsafeUnwrap();
        for (const partner of marketplace.partners) {
          const entry = entries.get(partner.id);
          const [related, administered] = await Promise.all([
            entriesOf(repository, 'related', partner.id),
            entriesOf(repository, 'administered', partner.id),
          ]);
          expect(related).toEqual(entry === undefined || entry.establishedAt === null ? [] : [entry]);
          expect(administered).toEqual(entry === undefined || entry.administersUntil === null ? [] : [entry]);
        }
      }),
    );
  });

  it('keep the entry of a page that was read, and show the new name on the next one', async () => {
    const repository = memoryRepository();
    const { customers } = repository;
    const first = firstCommit('northwind', 'contoso');
    const second = nextCommit(first, (await customers.commit(first))._unsafeUnwrap(), granted('contoso', 'exchange'));
    const revision = (await customers.commit(second))._unsafeUnwrap();
    const before = await entriesOf(repository, 'administered', 'contoso');
    (await customers.commit(nextCommit(second, revision, renamed('Northwind Traders'))))._unsafeUnwrap();
    expect(before.map(({ customer }) => customer.name)).toEqual(['northwind']);
    expect((await entriesOf(repository, 'administered', 'contoso')).map(({ customer }) => customer.name)).toEqual(['Northwind Traders']);
  });
});
