import fc from 'fast-check';
import {
  eventOf,
  parseRevision,
  type CloudEvent,
  type CloudEventOptions,
  type DocumentChange,
  type PartnerChange,
  type RelationshipChange,
} from 'partner-relationships';
import { roleDelegation, roleOffer } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { customerIdOf, now, partnerIdOf, theOperator } from '../fixtures/cast';
import { erased, firstCommit, firstPartnerCommit } from '../fixtures/commits';
import { isFrozenInDepth } from '../fixtures/frozen';
import { partnerChangeKinds, relationshipChangeKinds } from '../fixtures/kinds';

const source = 'https://portal.example/relationships';
const revision = parseRevision('7')._unsafeUnwrap();
const erasure: DocumentChange = {
  document: { kind: 'customer', id: customerIdOf('tailspin') },
  revision,
  place: 0,
  change: erased as Extract<DocumentChange['change'], { kind: 'customer-erased' }>,
};

function event(item: DocumentChange, from: string = source): CloudEvent {
  return eventOf(item, { source: from })._unsafeUnwrap();
}

/** Those kinds of changes that are about role offers or role delegations. */
function roleKinds(kinds: object): readonly string[] {
  const found = Object.keys(kinds).filter((kind) => /^(role-|extension-|access-)/.test(kind));
  expect(found.length).toBeGreaterThan(8);
  return found;
}

/** Characters of ids, among them those with a meaning in a path, and percent-encodings. */
const id = fc.string({ unit: fc.constantFrom('a', 'b', '/', '%', '2', 'F', '.', '~', '"'), minLength: 1, maxLength: 4 });

describe('The event of a change', () => {
  it('is one of CloudEvents 1.0, with the change in its data', () => {
    expect(event(erasure)).toEqual({
      specversion: '1.0',
      id: 'customer/tailspin/7/0',
      source,
      type: 'partner-relationships.customer-erased.v1',
      subject: 'customer/tailspin',
      time: now,
      datacontenttype: 'application/json',
      data: erasure,
    });
  });

  it('is frozen data, which survives JSON', () => {
    const made = event(erasure);
    expect(isFrozenInDepth(made)).toBe(true);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it('does not say at which position of which feed it was read', () => {
    expect(event({ ...erasure, position: '1-0.7' } as DocumentChange)).toEqual(event(erasure));
  });

  it('of a partner is told from that of a customer with the same id', () => {
    const [change] = firstPartnerCommit('tailspin').changes;
    if (change === undefined) throw new Error('a registration is a change');
    const ofPartner = event({ document: { kind: 'partner', id: partnerIdOf('tailspin') }, revision, place: 0, change });
    expect(ofPartner).toMatchObject({ id: 'partner/tailspin/7/0', subject: 'partner/tailspin' });
  });

  it('of a change of roles is about the document that it changed, and its data name the partner', () => {
    const delegation = fc.sample(roleDelegation({ partnerId: partnerIdOf('contoso') }), { seed: 1, numRuns: 1 })[0];
    const offer = fc.sample(roleOffer({ partnerId: partnerIdOf('contoso') }), { seed: 1, numRuns: 1 })[0];
    const recorded = { revision, place: 0 };
    const occasion = { at: now, by: theOperator } as const;
    const about = { groupId: 'desk', roleId: 'exchange-administrator', dueAt: now };
    for (const kind of roleKinds(relationshipChangeKinds)) {
      const change = { kind, ...occasion, ...about, delegation } as unknown as RelationshipChange;
      const made = event({ document: { kind: 'customer', id: customerIdOf('tailspin') }, ...recorded, change } as DocumentChange);
      expect(made).toMatchObject({ type: `partner-relationships.${kind}.v1`, subject: 'customer/tailspin', time: now });
      expect(made.data.change).toMatchObject({ kind, delegation: { partnerId: 'contoso' } });
    }
    for (const kind of roleKinds(partnerChangeKinds)) {
      const change = { kind, ...occasion, ...about, offer } as unknown as PartnerChange;
      const made = event({ document: { kind: 'partner', id: partnerIdOf('contoso') }, ...recorded, change } as DocumentChange);
      expect(made).toMatchObject({ type: `partner-relationships.${kind}.v1`, subject: 'partner/contoso', time: now });
      expect(made.data.change).toMatchObject({ kind, offer: { partnerId: 'contoso' } });
    }
  });

  it('has an id and a subject of its own, whatever characters the ids have', () => {
    fc.assert(
      fc.property(fc.tuple(id, id, fc.nat(2)), fc.tuple(id, id, fc.nat(2)), (one, other) => {
        const [first, second] = [one, other].map(([of, at, place]) =>
          event({
            ...erasure,
            document: { kind: 'customer', id: customerIdOf(of) },
            revision: parseRevision(at)._unsafeUnwrap(),
            place,
          } as DocumentChange),
        );
        expect(first?.id === second?.id).toBe(one.join(' ') === other.join(' '));
        expect(first?.subject === second?.subject).toBe(one[0] === other[0]);
        expect(decodeURIComponent(first?.subject ?? '')).toBe(`customer/${one[0]}`);
      }),
    );
  });

  it.each([
    ...['https://portal.example', 'urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66', '/relationships'],
    ...['?a:b', 'x%2fy/a:1?b=/?#c?/'],
  ])('may come from %s', (from) => {
    expect(event(erasure, from).source).toBe(from);
  });

  it.each([
    ...['', ' ', 'a b', 'https://portal.example/ü', '"x"', '%', '%2', '%zz', '<x>', 'a\n', 'x'.repeat(513)],
    ...['a#b#c', ':a', '1:a', 'a?b=[1]'],
  ])('cannot come from %j, which is no reference', (from) => {
    expect(eventOf(erasure, { source: from })._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'options.source' },
    });
  });

  it('is that of a valid change alone', () => {
    const [registered] = firstCommit('northwind').changes;
    const wrong: readonly (readonly [path: string, item: object])[] = [
      ['item.document', { ...erasure, document: undefined }],
      ['item.document.kind', { ...erasure, document: { kind: 'order', id: '7' } }],
      ['item.document.id', { ...erasure, document: { kind: 'customer', id: 'a b' } }],
      ['item.revision', { ...erasure, revision: 'absent' }],
      ['item.place', { ...erasure, place: -1 }],
      ['item.change.kind', { ...erasure, document: { kind: 'partner', id: 'northwind' }, change: registered }],
    ];
    for (const [path, item] of wrong) {
      const error = eventOf(item as DocumentChange, { source })._unsafeUnwrapErr();
      expect(error.context.path).toBe(path);
    }
    // @ts-expect-error what comes from outside may be anything
    expect(eventOf(erasure)._unsafeUnwrapErr().context.path).toBe('options');
    expect(eventOf(erasure, {} as CloudEventOptions)._unsafeUnwrapErr().context.path).toBe('options.source');
  });
});
