import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  evolveCustomer,
  foldCustomer,
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  parseCustomerRelationships,
  parseRoleId,
  suspendPartner,
  type AnyRoleChange,
  type ContradictoryInput,
  type CustomerRelationships,
  type MalformedInput,
  type RelationshipChange,
  type RoleDelegation,
  type RoleId,
} from 'partner-relationships';
import { MAX_ROLE_DELEGATIONS_PER_CUSTOMER } from 'partner-relationships/roles';
import {
  contoso,
  earlier,
  exchange,
  fabrikam,
  intune,
  later,
  litware,
  northwind,
  now,
  partnerOf,
  requestOf,
  serviceIdOf,
  tailspin,
  theCustomer,
  theOperator,
  wingtip,
} from '../fixtures/cast';
import {
  ended,
  erased,
  evolved,
  granted,
  lost,
  registered,
  related,
  relatedByAdding,
  stateAfter,
} from '../fixtures/history';
import { alpine, marketplace } from '../fixtures/marketplace';
import {
  after,
  assigned,
  became,
  DESK,
  ENDS,
  EXCHANGE,
  held,
  MEANWHILE,
  offerIdOf,
  settling,
  stateWith,
  SUPPORT,
} from '../roles/delegations/scene';

/** A change of each kind that can happen to a role delegation after its approval. */
const everyRoleChange: readonly Exclude<AnyRoleChange, { readonly kind: 'role-delegation-approved' }>[] = [
  { kind: 'role-delegation-extended', ...settling(ENDS), dueAt: ENDS, delegation: held({ endsAt: after(ENDS, 1) }) },
  { kind: 'role-delegation-expired', ...settling(ENDS), dueAt: ENDS, delegation: held() },
  { kind: 'role-delegation-terminated', ...settling(ENDS), delegation: held() },
  { kind: 'extension-set', ...settling(ENDS), delegation: held({ extends: false }) },
  { kind: 'role-dropped', ...settling(ENDS), roleId: SUPPORT, delegation: held({ roles: [EXCHANGE] }) },
  ...(['access-assigned', 'access-changed', 'access-removed'] as const).map((kind) => ({
    ...settling(ENDS),
    kind,
    groupId: DESK,
    delegation: held({ assignments: [assigned(DESK, [EXCHANGE])] }),
  })),
];

type Evolved = Result<CustomerRelationships | null, MalformedInput | ContradictoryInput>;

describe('each change', () => {
  it('registered: the customer is known and has nothing yet', () => {
    expect(evolveCustomer(null, registered())._unsafeUnwrap()).toEqual({
      customer: northwind,
      changedAt: now,
      relationships: [],
      delegations: [],
    });
  });

  it('established: the relationship is the youngest, with when and how it came to be', () => {
    const state = evolved(stateAfter(relatedByAdding(contoso)), { ...related(fabrikam), at: later });

    expect(state.relationships).toEqual([
      { partnerId: contoso.id, establishedAt: now, origin: { kind: 'customer-added' } },
      { partnerId: fabrikam.id, establishedAt: later, origin: { kind: 'request', requestId: requestOf(fabrikam).id } },
    ]);
  });

  it('granted: the delegation is the youngest, with when it was granted and through whom', () => {
    const before = stateAfter(related(tailspin), granted(tailspin, exchange));
    const after = evolved(before, { ...granted(wingtip, exchange, { through: tailspin }), at: later });
    const both = { serviceId: exchange };

    expect(after.delegations).toEqual([
      { ...both, partnerId: tailspin.id, transacting: true, throughPartnerId: null, grantedAt: now },
      { ...both, partnerId: wingtip.id, transacting: false, throughPartnerId: tailspin.id, grantedAt: later },
    ]);
  });

  it('renamed: the name is another and nothing else', () => {
    const before = stateAfter(related(contoso), granted(contoso, exchange));

    expect(evolveCustomer(before, renamed)._unsafeUnwrap()).toEqual({
      ...before,
      customer: { ...northwind, name: 'Northwind East' },
      changedAt: later,
    });
  });

  it('renamed among others: the name is the last, and what was there before it stays', () => {
    const changes = [registered(), related(contoso), renamed, granted(contoso, exchange), { ...renamed, name: 'West' }];
    const state = foldCustomer(changes)._unsafeUnwrap();

    expect(state).toEqual({
      ...stateAfter(related(contoso), granted(contoso, exchange)),
      customer: { ...northwind, name: 'West' },
      changedAt: later,
    });
    expect(Object.isFrozen(state?.customer)).toBe(true);
  });

  it('established and granted by an import: since when they are is what the change names', () => {
    const imported = [
      { ...relatedByAdding(contoso), origin: { kind: 'imported' }, establishedAt: earlier },
      { ...granted(contoso, exchange, { requestId: null, by: theOperator }), grantedAt: earlier },
    ] as readonly RelationshipChange[];
    const state = stateAfter(...imported);

    expect(state.relationships).toEqual([
      { partnerId: contoso.id, establishedAt: earlier, origin: { kind: 'imported' } },
    ]);
    expect(state.delegations).toMatchObject([{ partnerId: contoso.id, serviceId: exchange, grantedAt: earlier }]);
    expect(state.changedAt).toBe(now);
  });

  it.each(['establishedAt', 'grantedAt'] as const)('can name the moment of the change itself: %s', (field) => {
    const before = field === 'grantedAt' ? [related(contoso)] : [];
    const change = field === 'grantedAt' ? granted(contoso, exchange) : related(contoso);
    const named = { ...change, [field]: change.at } as RelationshipChange;

    expect(stateAfter(...before, named)).toEqual(stateAfter(...before, change));
  });

  it('removed: this delegation is gone and no other, not even the same one through another provider', () => {
    const before = stateAfter(
      related(tailspin),
      related(alpine),
      granted(wingtip, exchange, { through: tailspin }),
      granted(wingtip, exchange, { through: alpine }),
      granted(wingtip, intune, { through: tailspin }),
    );
    const after = evolved(before, lost(wingtip, exchange, { through: tailspin }));

    expect(after.delegations).toEqual(before.delegations.slice(1));
    expect(after.relationships).toEqual(before.relationships);
  });

  it('ended: this relationship is gone and no other', () => {
    const before = stateAfter(related(contoso), related(fabrikam));

    expect(evolved(before, ended(contoso)).relationships).toEqual(before.relationships.slice(1));
  });

  it('role-delegation-approved: it is the youngest, and the document has role delegations from then on', () => {
    const first = evolved(stateAfter(related(contoso)), became('role-delegation-approved', settling(MEANWHILE), held()));
    expect(first).toEqual({ ...stateAfter(related(contoso)), changedAt: MEANWHILE, roleDelegations: [held()] });
    const other = held({ id: offerIdOf('o2'), partnerId: fabrikam.id });
    const second = evolved(first, became('role-delegation-approved', settling(MEANWHILE), other));
    expect(second.roleDelegations).toEqual([held(), other]);
  });

  it.each(everyRoleChange)('$kind: the delegation is as the change leaves it, in its place, and no other changes', (change) => {
    const [before, after] = [held({ id: offerIdOf('before') }), held({ id: offerIdOf('after'), partnerId: fabrikam.id })];
    const state = stateWith(before, held(), after);
    const left = change.kind.endsWith('expired') || change.kind.endsWith('terminated') ? [] : [change.delegation];
    const next = evolved(state, change);
    expect(next).toEqual({ ...state, changedAt: change.at, roleDelegations: [before, ...left, after] });
    expect(Object.isFrozen(next.roleDelegations)).toBe(true);
  });

  it.each(['role-delegation-expired', 'role-delegation-terminated'])('%s: after the last one the document has none', (kind) => {
    const change = everyRoleChange.find((one) => one.kind === kind);
    const next = evolved(stateWith(held()), change as RelationshipChange);
    expect(Object.keys(next)).toEqual(['customer', 'changedAt', 'relationships', 'delegations']);
    expect(next).toEqual({ ...stateWith(), changedAt: ENDS });
  });

  it('ended with a partner: its role delegations are still there', () => {
    const state = evolved(stateAfter(related(contoso)), became('role-delegation-approved', settling(MEANWHILE), held()));
    expect(evolved(state, { ...ended(contoso), at: MEANWHILE })).toEqual({ ...state, relationships: [] });
  });

  it('erased: nobody is there any more, whatever there was, and nobody is there after a second erasure', () => {
    for (const before of [stateAfter(), stateAfter(related(contoso), granted(contoso, exchange)), null]) {
      expect(evolveCustomer(before, erased())._unsafeUnwrap()).toBeNull();
    }
    expect(foldCustomer([registered(), erased()])._unsafeUnwrap()).toBeNull();
    expect(foldCustomer([erased(), erased()])._unsafeUnwrap()).toBeNull();
  });

  it('registered after an erasure: a new customer, which has nothing of the one before', () => {
    const before = [registered(), related(contoso), granted(contoso, exchange), renamed, erased()];
    const again = { ...registered(), at: later };

    expect(foldCustomer([...before, again])._unsafeUnwrap()).toEqual({ ...stateAfter(), changedAt: later });
    expect(evolveCustomer(null, again)).toEqual(foldCustomer([erased(), again]));
  });

  it('leaves the relationships that it was applied to as they were, and makes frozen ones', () => {
    const before = stateAfter(related(contoso), granted(contoso, exchange));
    const copy = structuredClone(before);
    const after = evolved(before, granted(contoso, intune));

    expect(before).toEqual(copy);
    for (const made of [after, after.relationships, after.delegations, ...after.delegations]) {
      expect(Object.isFrozen(made)).toBe(true);
    }
  });

  it('counts the same whether the relationships were made here or read from JSON', () => {
    const made = stateAfter(related(contoso), granted(contoso, exchange));
    const read = JSON.parse(JSON.stringify(made)) as CustomerRelationships;

    expect(evolveCustomer(read, lost(contoso, exchange))).toEqual(evolveCustomer(made, lost(contoso, exchange)));
  });
});

const renamed = { kind: 'customer-renamed', at: later, by: theOperator, name: 'Northwind East' } as const;

const MANY_ROLES = Array.from({ length: 100 }, (_, at) => parseRoleId(`role-${at}`)._unsafeUnwrap());

/** What cannot have happened, on which relationships, and why. */
const impossible: readonly (readonly [string, CustomerRelationships | null, RelationshipChange])[] = [
  ['a second registration', stateAfter(), registered()],
  ['a new name of an unknown customer', null, renamed],
  [
    'a relationship that begins after its change',
    stateAfter(),
    { ...related(contoso), establishedAt: later } as RelationshipChange,
  ],
  [
    'a delegation that begins after its change',
    stateAfter(related(contoso)),
    { ...granted(contoso, exchange), grantedAt: later } as RelationshipChange,
  ],
  ['a relationship of an unknown customer', null, related(contoso)],
  ['a delegation of an unknown customer', null, granted(contoso, exchange)],
  ['a removal from an unknown customer', null, lost(contoso, exchange)],
  ['an end with an unknown customer', null, ended(contoso)],
  ['a second relationship with one partner', stateAfter(related(contoso)), relatedByAdding(contoso)],
  ['a delegation without a relationship', stateAfter(related(fabrikam)), granted(contoso, exchange)],
  [
    'a delegation through a provider without a relationship',
    stateAfter(related(contoso)),
    granted(wingtip, exchange, { through: tailspin }),
  ],
  [
    'a delegation to a provider through itself',
    stateAfter(related(tailspin)),
    granted(tailspin, exchange, { through: tailspin }),
  ],
  [
    'a transacting delegation through a provider',
    stateAfter(related(tailspin)),
    { ...granted(wingtip, exchange, { through: tailspin }), transacting: true } as RelationshipChange,
  ],
  [
    'the same delegation twice',
    stateAfter(related(litware), granted(litware, exchange)),
    granted(litware, exchange, { requestId: null }),
  ],
  [
    'the same delegation twice through one provider',
    stateAfter(related(tailspin), granted(wingtip, exchange, { through: tailspin })),
    granted(wingtip, exchange, { through: tailspin }),
  ],
  [
    'a second transacting holder of a service',
    stateAfter(related(contoso), granted(contoso, exchange), related(fabrikam)),
    granted(fabrikam, exchange),
  ],
  ['a removal of what is not held', stateAfter(related(contoso)), lost(contoso, exchange)],
  [
    'a removal of what is held through somebody, as if by itself',
    stateAfter(related(tailspin), granted(wingtip, exchange, { through: tailspin })),
    lost(wingtip, exchange),
  ],
  ['an end without a relationship', stateAfter(related(fabrikam)), ended(contoso)],
  ['an end that leaves a delegation', stateAfter(related(contoso), granted(contoso, exchange)), ended(contoso)],
  [
    'an end that leaves a delegation through the provider',
    stateAfter(related(tailspin), granted(wingtip, exchange, { through: tailspin })),
    ended(tailspin),
  ],
  ['roles of an unknown customer', null, became('role-delegation-approved', settling(ENDS), held())],
  ['the same roles twice', stateWith(held()), became('role-delegation-approved', settling(ENDS), held())],
  ...everyRoleChange.flatMap((change): (typeof impossible)[number][] => [
    [`${change.kind} of roles that nobody holds`, stateWith(held({ id: offerIdOf('o2') })), change],
    [`${change.kind} of roles that another partner holds`, stateWith(held({ partnerId: fabrikam.id })), change],
  ]),
  [
    'one role delegation too many',
    stateWith(...roleDelegations(MAX_ROLE_DELEGATIONS_PER_CUSTOMER)),
    became('role-delegation-approved', settling(ENDS), held()),
  ],
  [
    'one role too many',
    stateWith(...roleDelegations(49, MANY_ROLES), held({ roles: MANY_ROLES.slice(0, 99) })),
    became('extension-set', settling(ENDS), held({ roles: MANY_ROLES, assignments: [assigned(DESK, MANY_ROLES.slice(0, 1))] })),
  ],
  [
    'one relationship too many',
    stateAfter(...partners(MAX_RELATIONSHIPS_PER_CUSTOMER).map((partner) => related(partner))),
    related(contoso),
  ],
  [
    'one delegation too many',
    { ...stateAfter(related(contoso)), delegations: delegations(MAX_DELEGATIONS_PER_CUSTOMER) },
    granted(contoso, exchange),
  ],
];

function partners(count: number): readonly ReturnType<typeof partnerOf>[] {
  return Array.from({ length: count }, (_, at) => partnerOf(`p-${at}`, 'advisor'));
}

function roleDelegations(count: number, roles: readonly RoleId[] = [EXCHANGE]): readonly RoleDelegation[] {
  return Array.from({ length: count }, (_, at) => held({ id: offerIdOf(`other-${at}`), roles }));
}

function delegations(count: number): CustomerRelationships['delegations'] {
  return Array.from({ length: count }, (_, at) => {
    const serviceId = serviceIdOf(`service-${at}`);
    return { partnerId: contoso.id, serviceId, transacting: true, throughPartnerId: null, grantedAt: now };
  });
}

describe('a change that cannot have happened', () => {
  it.each(impossible)('%s is a contradiction', (_, state, change) => {
    const error = evolveCustomer(state, change)._unsafeUnwrapErr();

    expect(error).toMatchObject({ kind: 'invalid-input', code: 'contradictory-input', context: { path: 'change' } });
    expect(error.context.received).toBe(`"${change.kind}"`);
    expect(Object.isFrozen(error) && Object.isFrozen(error.context)).toBe(true);
  });

  it('stands before what cannot be lost: everything else of a full customer still applies', () => {
    const full = { ...stateAfter(related(contoso)), delegations: delegations(MAX_DELEGATIONS_PER_CUSTOMER) };

    expect(parseCustomerRelationships(full).isOk()).toBe(true);
    expect(evolveCustomer(full, lost(contoso, serviceIdOf('service-7'))).isOk()).toBe(true);
    expect(evolveCustomer(full, related(fabrikam)).isOk()).toBe(true);
  });
});

/** Every change of role delegations that somebody could tell of, true or not. */
const anyRoleChange: fc.Arbitrary<RelationshipChange> = fc
  .record({
    change: fc.constantFrom<AnyRoleChange>(
      { kind: 'role-delegation-approved', ...settling(MEANWHILE), delegation: held() },
      { kind: 'role-delegation-approved', ...settling(now), delegation: held({ activatedAt: MEANWHILE }) },
      ...everyRoleChange,
    ),
    id: fc.constantFrom(offerIdOf('o1'), offerIdOf('o2')),
    partner: fc.constantFrom(contoso, fabrikam),
  })
  .map(({ change, id, partner }) => ({ ...change, delegation: { ...change.delegation, id, partnerId: partner.id } }));

/** Every other change that somebody could tell of, true or not. */
const anyOtherChange: fc.Arbitrary<RelationshipChange> = fc
  .record({
    partner: fc.constantFrom(...marketplace.partners),
    service: fc.constantFrom(...marketplace.serviceIds),
    through: fc.constantFrom(undefined, tailspin, alpine),
    transacting: fc.boolean(),
    told: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom('established', 'granted', 'granted', 'granted', 'removed', 'ended') },
      { weight: 3, arbitrary: fc.constant('registered') },
      { weight: 1, arbitrary: fc.constant('erased') },
    ),
  })
  .map(({ partner, service, through, transacting, told }): RelationshipChange => {
    const provider = through === undefined ? {} : { through };
    switch (told) {
      case 'registered':
        return registered();
      case 'established':
        return related(partner);
      case 'granted':
        return { ...granted(partner, service, provider), transacting } as RelationshipChange;
      case 'removed':
        return lost(partner, service, provider);
      case 'ended':
        return ended(partner);
      case 'erased':
        return erased();
    }
  });

const anyChange: fc.Arbitrary<RelationshipChange> = fc.oneof(
  { weight: 3, arbitrary: anyOtherChange },
  { weight: 1, arbitrary: anyRoleChange },
);

describe('any change, true or not', () => {
  it('one-transacting-partner-per-service: leads to relationships that hold all rules, or is a contradiction', () =>
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 30, size: 'max' }), (changes) => {
        let state: CustomerRelationships | null = null;
        for (const change of [registered(), ...marketplace.partners.slice(0, 4).map((one) => related(one)), ...changes]) {
          const told: Evolved = evolveCustomer(state, change);
          if (told.isOk()) state = told.value;
          else expect(told.error.code).toBe('contradictory-input');
        }
        // A copy, as what was made here is not checked again.
        expect(state === null || parseCustomerRelationships(structuredClone(state)).isOk()).toBe(true);
      }),
    ));
});

/** A history folded change by change; the error is that of the first change that cannot have happened. */
function foldedOneByOne(changes: readonly RelationshipChange[]): unknown {
  let state: CustomerRelationships | null = null;
  for (const [at, change] of changes.entries()) {
    const told: Evolved = evolveCustomer(state, change);
    if (told.isErr()) return { at: `changes[${at}]`, expected: told.error.context.expected };
    state = told.value;
  }
  return state;
}

/** Those of the changes that can have happened after those of them before. */
function possibleIn(changes: readonly RelationshipChange[]): readonly RelationshipChange[] {
  let state: CustomerRelationships | null = null;
  return changes.filter((change) => {
    const told: Evolved = evolveCustomer(state, change);
    if (told.isOk()) state = told.value;
    return told.isOk();
  });
}

/** What changes fold to, or why they do not. */
function outcomeOf(changes: readonly RelationshipChange[]): unknown {
  return foldCustomer(changes).match(
    (state) => state,
    ({ context: { expected, received } }) => ({ expected, received }),
  );
}

describe('many changes, true or not', () => {
  it('fold to what they lead to one by one, or fail at the same change for the same reason', () =>
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 12 }), (changes) => {
        const history = [registered(), ...marketplace.partners.slice(0, 4).map((one) => related(one)), ...changes];
        const folded: unknown = foldCustomer(history).match(
          (state) => state,
          ({ context: { path, expected } }) => ({ at: path, expected }),
        );
        expect(folded).toEqual(foldedOneByOne(history));
      }),
    ));

  it('fold after an erasure as if nothing had been before it', () =>
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 8 }), fc.array(anyChange, { maxLength: 12 }), (before, after) => {
        const gone = [...possibleIn([registered(), ...before]), erased()];
        const again = [registered(), ...marketplace.partners.slice(0, 4).map((one) => related(one)), ...after];
        expect(foldCustomer(gone)._unsafeUnwrap()).toBeNull();
        expect(outcomeOf([...gone, ...again])).toEqual(outcomeOf(again));
      }),
    ));

  it('fold to a delegation that was lost and granted again', () => {
    const again = [registered(), related(contoso), granted(contoso, exchange), lost(contoso, exchange)];
    const state = foldCustomer([...again, { ...granted(contoso, exchange), at: later }])._unsafeUnwrap();
    expect(state?.delegations.map(({ grantedAt }) => grantedAt)).toEqual([later]);
    const twice = foldCustomer([...again, granted(contoso, exchange), granted(contoso, exchange)])._unsafeUnwrapErr();
    expect(twice.context).toMatchObject({ path: 'changes[5]', expected: 'a service that is free' });
  });
});

describe('a history', () => {
  const allOfContoso = [related(contoso), granted(contoso, exchange), lost(contoso, exchange), ended(contoso)];
  const history = [registered(), ...allOfContoso];

  it('folds to the relationships after it, and to null when it is empty', () => {
    expect(foldCustomer(history)._unsafeUnwrap()).toEqual({
      customer: northwind,
      changedAt: now,
      relationships: [],
      delegations: [],
    });
    expect(foldCustomer([])._unsafeUnwrap()).toBeNull();
  });

  it('that lost a part is a contradiction, at the first change that needs the part', () => {
    // Without the registration, the relationship, the grant, or the removal.
    for (const missing of [0, 1, 2, 3]) {
      const error = foldCustomer(history.filter((_, at) => at !== missing))._unsafeUnwrapErr();
      expect(error).toMatchObject({ code: 'contradictory-input', context: { path: `changes[${missing}]` } });
      expect(error.message).toMatch(`changes[${missing}]: expected `);
    }
  });

  it('has, as the time of its last change, the latest of all its times', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(earlier, now, later), { minLength: 5, maxLength: 5 }), (times) => {
        const retold = history.map((change, at) => ({ ...change, at: times[at] ?? now }));
        const latest = [...times].sort().at(-1);
        expect(foldCustomer(retold)._unsafeUnwrap()?.changedAt).toBe(latest);
        // A copy, as what was made here is not checked again.
        const states = retold.map((_, at) => structuredClone(foldCustomer(retold.slice(0, at + 1))._unsafeUnwrap()));
        expect(states.map((state) => parseCustomerRelationships(state).isOk())).toEqual(retold.map(() => true));
      }),
    ));
});

describe('a change of a partner’s account', () => {
  it('is no change of a customer’s relationships, though this library made it', () => {
    const command = { reason: 'an unpaid bill', by: theOperator, at: now };
    const suspension = suspendPartner({ partner: contoso, requests: [] }, command)._unsafeUnwrap();
    // @ts-expect-error it is of another document
    const error = foldCustomer([registered(), ...suspension])._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'malformed-input', context: { path: 'changes[1].kind' } });
  });
});

describe('a malformed argument', () => {
  it('is named by its path', () => {
    const change = granted(contoso, exchange);
    const paths = [
      evolveCustomer(JSON.parse('{"customer":7}') as CustomerRelationships, change),
      evolveCustomer(stateAfter(), { ...change, at: 'yesterday' } as never),
      evolveCustomer(stateAfter(), { ...change, kind: 'delegation-lent' } as never),
      evolveCustomer(stateAfter(), { ...erased(), by: theCustomer(northwind) } as never),
      evolveCustomer(stateAfter(), erased('two\nlines')),
      evolveCustomer(stateAfter(), { ...lost(contoso, exchange), reason: { kind: 'replaced' } } as never),
      foldCustomer([registered(), { ...change, requestId: 7 } as never]),
      foldCustomer(registered() as never),
    ].map((result) => result._unsafeUnwrapErr().context.path);

    expect(paths).toEqual([
      'state.customer',
      'change.at',
      'change.kind',
      'change.by.kind',
      'change.reason',
      'change.reason.partnerId',
      'changes[1].requestId',
      'changes',
    ]);
  });

  it('and a contradiction are all that can go wrong', () => {
    expectTypeOf(evolveCustomer).returns.toEqualTypeOf<Evolved>();
    expectTypeOf(foldCustomer).returns.toEqualTypeOf<Evolved>();
  });
});
