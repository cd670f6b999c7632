import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  foldCustomer,
  importCustomer,
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  parseCustomerRelationships,
  parseInstant,
  type CustomerRelationships,
  type ImportCustomer,
  type ImportCustomerError,
  type ImportedDelegation,
  type ImportedRelationship,
  type Instant,
  type Partner,
  type RelationshipChange,
  type ServiceId,
} from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import {
  adventureWorks,
  closed,
  contoso,
  earlier,
  exchange,
  fabrikam,
  hour,
  intune,
  later,
  litware,
  northwind,
  now,
  partnerOf,
  serviceIdOf,
  sharepoint,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { granted, registered, related, renamed, stateAfter } from '../fixtures/history';
import { alpine } from '../fixtures/marketplace';
import { codesWhileRepairing, given, givenAnUnknownCustomer, importing } from './scene';

function since(partner: Partner, establishedAt: Instant = hour(0)): ImportedRelationship {
  return { partnerId: partner.id, establishedAt };
}

function holds(partner: Partner, serviceId: ServiceId, otherwise: Partial<ImportedDelegation> = {}): ImportedDelegation {
  return { partnerId: partner.id, serviceId, grantedAt: hour(1), ...otherwise };
}

function holdsThrough(provider: Partner, reseller: Partner, serviceId: ServiceId): ImportedDelegation {
  return holds(reseller, serviceId, { throughPartnerId: provider.id });
}

function imported(partner: Partner, establishedAt: Instant = hour(0)): RelationshipChange {
  const origin = { kind: 'imported' } as const;
  const partnerId = partner.id;
  return { kind: 'relationship-established', at: now, by: theOperator, partnerId, origin, establishedAt };
}

function grantedBefore(held: ImportedDelegation): RelationshipChange {
  const { partnerId, serviceId, throughPartnerId = null, grantedAt } = held;
  const transacting = [contoso, fabrikam, tailspin].some(({ id }) => id === partnerId);
  const what = { partnerId, serviceId, transacting, throughPartnerId };
  return { kind: 'delegation-granted', at: now, by: theOperator, ...what, requestId: null, grantedAt };
}

const everybody = {
  relationships: [since(contoso, hour(2)), since(tailspin, hour(1)), since(litware, hour(3))],
  delegations: [
    holds(contoso, exchange, { grantedAt: hour(6) }),
    holds(tailspin, intune, { grantedAt: hour(4) }),
    holdsThrough(tailspin, wingtip, exchange),
    holds(litware, exchange, { grantedAt: hour(5) }),
  ],
};

/** The customer after the import, as it is stored and read back. */
function after(command: ImportCustomer): CustomerRelationships {
  const state = foldCustomer(importCustomer(null, command)._unsafeUnwrap())._unsafeUnwrap();
  return parseCustomerRelationships(JSON.parse(JSON.stringify(state)))._unsafeUnwrap();
}

const importingEverybody = importing(everybody.relationships, everybody.delegations);
const known = after(importingEverybody);

describe('the operator imports a customer', () => {
  it('import-is-the-operators: it becomes known with everything, each since when it exists, the oldest first', () => {
    const [ofContoso, ofTailspin, ofWingtip, ofLitware] = everybody.delegations.map(grantedBefore);

    givenAnUnknownCustomer
      .when(importCustomer, importingEverybody)
      .thenItChanges(
        registered(theOperator),
        imported(tailspin, hour(1)),
        imported(contoso, hour(2)),
        imported(litware, hour(3)),
        ...[ofWingtip, ofTailspin, ofLitware, ofContoso].flatMap((change) => change ?? []),
      );
  });

  it('import-is-the-operators: the document has the dates given, and changed when it was imported', () => {
    const origin = { kind: 'imported' };

    expect(known).toEqual({
      customer: northwind,
      changedAt: now,
      relationships: [
        { partnerId: tailspin.id, establishedAt: hour(1), origin },
        { partnerId: contoso.id, establishedAt: hour(2), origin },
        { partnerId: litware.id, establishedAt: hour(3), origin },
      ],
      delegations: [
        { ...holdsThrough(tailspin, wingtip, exchange), transacting: false },
        { ...holds(tailspin, intune, { grantedAt: hour(4) }), transacting: true, throughPartnerId: null },
        { ...holds(litware, exchange, { grantedAt: hour(5) }), transacting: false, throughPartnerId: null },
        { ...holds(contoso, exchange, { grantedAt: hour(6) }), transacting: true, throughPartnerId: null },
      ],
    });
  });

  it('import-is-the-operators: nobody being its provider is said by null as well', () => {
    const delegations = everybody.delegations.map((held) => ({ throughPartnerId: null, ...held }));

    expect(after(importing(everybody.relationships, delegations))).toEqual(known);
    expect(importCustomer(known, importing(everybody.relationships, delegations))._unsafeUnwrap()).toEqual([]);
  });

  it('import-is-the-operators: what begins at the same moment stays in the order given', () => {
    const delegations = [holds(contoso, intune), holds(fabrikam, exchange)];

    givenAnUnknownCustomer
      .when(importCustomer, importing([since(fabrikam), since(contoso)], delegations))
      .thenItChanges(
        registered(theOperator),
        imported(fabrikam),
        imported(contoso),
        ...delegations.map(grantedBefore),
      );
  });

  it('import-is-the-operators: a customer may have nothing elsewhere', () => {
    givenAnUnknownCustomer.when(importCustomer, importing([], [])).thenItChanges(registered(theOperator));
  });

  it('import-is-the-operators: this very moment is not in the future', () => {
    const held = holds(contoso, exchange, { grantedAt: now });

    givenAnUnknownCustomer
      .when(importCustomer, importing([since(contoso, now)], [held]))
      .thenItChanges(registered(theOperator), imported(contoso, now), grantedBefore(held));
  });

  it('import-is-the-operators: a suspended partner comes with what it has', () => {
    const partners = [suspended(tailspin), suspended(wingtip)];
    const held = holdsThrough(tailspin, wingtip, exchange);

    givenAnUnknownCustomer
      .when(importCustomer, importing([since(tailspin)], [held], { partners }))
      .thenItChanges(registered(theOperator), imported(tailspin), grantedBefore(held));
  });

  it('import-is-the-operators: the changes say which person of the operator did it', () => {
    const by = { ...theOperator, userId: 'migration-1' };

    givenAnUnknownCustomer
      .when(importCustomer, importing([since(contoso)], [], { by }))
      .thenItChanges(registered(by), { ...imported(contoso), by });
  });

  it('import-is-the-operators: neither the customer imports itself, nor a partner its customer', () => {
    for (const by of [theCustomer(northwind), thePartner(contoso)]) {
      for (const scene of [givenAnUnknownCustomer, given(related(contoso))]) {
        scene
          .when(importCustomer, importing([since(contoso)], [], { by }))
          .thenItIsRefused('import-is-the-operators', 'not-the-operator', { by });
      }
    }
  });

  it('import-is-the-operators: importing what a lawful customer has gives a document that says the same', () => {
    fc.assert(
      fc.property(situation(), ({ state, marketplace }) => {
        const partners = marketplace.partners.map((partner) => ({ ...partner, standing: 'active' }) as const);
        const relationships = state.relationships.map(({ partnerId, establishedAt }) => ({ partnerId, establishedAt }));
        const { customer, delegations, changedAt: at = marketplace.asOf } = state;
        const origin = { kind: 'imported' };
        expect(after({ customer, relationships, delegations, partners, by: theOperator, at })).toEqual({
          customer,
          changedAt: at,
          relationships: relationships.map((relationship) => ({ ...relationship, origin })),
          delegations,
        });
      }),
    );
  });
});

describe('the customer is there', () => {
  it('import-is-the-operators: importing the same again changes nothing, whatever the order', () => {
    const shuffled = fc.record({
      relationships: fc.shuffledSubarray(everybody.relationships, { minLength: 3 }),
      delegations: fc.shuffledSubarray(everybody.delegations, { minLength: 4 }),
    });
    fc.assert(
      fc.property(shuffled, ({ relationships, delegations }) => {
        const command = importing(relationships, delegations, { at: later });
        expect(importCustomer(known, command)._unsafeUnwrap()).toEqual([]);
        expect(after({ ...command, at: now })).toEqual(known);
      }),
    );
  });

  it('import-is-the-operators: importing the same again changes nothing, though a partner was closed since', () => {
    const { partners } = importingEverybody;
    const command = { ...importingEverybody, partners: partners.map(closed) };

    expect(importCustomer(known, command)._unsafeUnwrap()).toEqual([]);
  });

  it('import-is-the-operators: nothing of a customer that differs is changed', () => {
    const { relationships, delegations } = everybody;
    const differing: readonly ImportCustomer[] = [
      importing(relationships, delegations, { customer: { ...northwind, name: 'Northwind Ltd' } }),
      importing(relationships, delegations.slice(1)),
      importing([...relationships, since(fabrikam)], delegations),
      importing(relationships.slice(0, 2), delegations.slice(0, 3)),
      importing([since(contoso, hour(3)), ...relationships.slice(1)], delegations),
      importing(relationships, [holds(contoso, sharepoint, { grantedAt: hour(6) }), ...delegations.slice(1)]),
      importing(relationships, [holds(contoso, exchange, { grantedAt: hour(7) }), ...delegations.slice(1)]),
    ];

    for (const command of differing) {
      expect(importCustomer(known, command)._unsafeUnwrapErr()).toEqual({
        kind: 'conflict',
        code: 'import-conflict',
        message: 'the customer "northwind" is there, and differs from what is imported',
        context: { customerId: northwind.id },
      });
    }
  });

  it('import-is-the-operators: what came about here is not what was imported', () => {
    const state = stateAfter(related(contoso), granted(contoso, exchange));
    const [held] = state.delegations;
    const same = importing([since(contoso, now)], held === undefined ? [] : [held]);

    expect(importCustomer(state, same)._unsafeUnwrapErr().code).toBe('import-conflict');
    expect(importCustomer(stateAfter(renamed('Northwind Ltd')), importing([], []))._unsafeUnwrapErr().code).toBe(
      'import-conflict',
    );
  });

  it('a stored name that no new customer may have is imported again without an error', () => {
    const customer = { ...northwind, name: '\u200b' };
    const state = { customer, relationships: [], delegations: [] };

    expect(importCustomer(state, importing([], [], { customer }))._unsafeUnwrap()).toEqual([]);
    expect(importCustomer(null, importing([], [], { customer }))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'command.customer.name' },
    });
  });
});

describe('an import that is impossible', () => {
  const relatedToBoth = [since(contoso), since(tailspin)];
  const nobody = partnerOf('nobody', 'direct-bill');

  it.each<[what: string, path: string, expected: string, command: ImportCustomer]>([
    [
      'a relationship with a partner that is not registered',
      'relationships[1].partnerId',
      'a registered partner',
      importing([since(contoso), since(nobody)], []),
    ],
    [
      'a relationship with a partner whose account is closed',
      'relationships[1].partnerId',
      'a partner whose account is open',
      importing(relatedToBoth, [], { partners: [contoso, closed(tailspin)] }),
    ],
    [
      'a relationship of an indirect reseller',
      'relationships[0].partnerId',
      'a partner that has relationships of its own',
      importing([since(wingtip)], []),
    ],
    [
      'a relationship that begins in the future',
      'relationships[1].establishedAt',
      `no later moment than ${now}`,
      importing([since(contoso), since(tailspin, later)], []),
    ],
    [
      'a delegation to a partner that is not registered',
      'delegations[1].partnerId',
      'a registered partner',
      importing(relatedToBoth, [holds(contoso, exchange), holds(nobody, intune)]),
    ],
    [
      'a delegation to an indirect reseller whose account is closed',
      'delegations[0].partnerId',
      'a partner whose account is open',
      importing([since(tailspin)], [holdsThrough(tailspin, wingtip, exchange)], {
        partners: [tailspin, closed(wingtip)],
      }),
    ],
    [
      'a delegation to an indirect reseller by itself',
      'delegations[0].partnerId',
      'a partner that holds admin rights of its own',
      importing(relatedToBoth, [holds(wingtip, exchange)]),
    ],
    [
      'a delegation through a provider to a partner that is no indirect reseller',
      'delegations[0].partnerId',
      'an indirect reseller',
      importing(relatedToBoth, [holdsThrough(tailspin, litware, exchange)]),
    ],
    [
      'a delegation through a partner that is not registered',
      'delegations[0].throughPartnerId',
      'a registered partner',
      importing(relatedToBoth, [holdsThrough(nobody, wingtip, exchange)]),
    ],
    [
      'a delegation through a provider whose account is closed',
      'delegations[0].throughPartnerId',
      'a partner whose account is open',
      importing([since(contoso)], [holdsThrough(tailspin, wingtip, exchange)], {
        partners: [contoso, closed(tailspin), wingtip],
      }),
    ],
    [
      'a delegation through a partner that is no provider',
      'delegations[0].throughPartnerId',
      'an indirect provider',
      importing(relatedToBoth, [holdsThrough(contoso, wingtip, exchange)]),
    ],
    [
      'a delegation that begins in the future',
      'delegations[0].grantedAt',
      `no later moment than ${now}`,
      importing(relatedToBoth, [holds(contoso, exchange, { grantedAt: later })]),
    ],
  ])('import-is-the-operators: %s is refused by its place', (_what, path, expected, command) => {
    const contradiction = { code: 'contradictory-input', context: { path: `command.${path}`, expected } };

    expect(importCustomer(null, command)._unsafeUnwrapErr()).toMatchObject(contradiction);
    expect(importCustomer(stateAfter(related(contoso)), command)._unsafeUnwrapErr()).toMatchObject(contradiction);
  });

  it.each<[what: string, path: string, command: ImportCustomer]>([
    [
      'a second relationship with a partner',
      'relationships[2].partnerId',
      importing([...relatedToBoth, since(contoso, hour(1))], []),
    ],
    [
      'a second transacting holder of a service',
      'delegations[2].partnerId',
      importing(relatedToBoth, [holds(contoso, exchange), holds(contoso, intune), holds(tailspin, exchange)]),
    ],
    [
      'the same delegation twice',
      'delegations[1].serviceId',
      importing(relatedToBoth, [holds(contoso, exchange), holds(contoso, exchange, { grantedAt: hour(2) })]),
    ],
    [
      'a delegation from before its relationship',
      'delegations[1].grantedAt',
      importing([since(contoso, hour(2))], [
        holds(contoso, intune, { grantedAt: hour(2) }),
        holds(contoso, exchange, { grantedAt: hour(1) }),
      ]),
    ],
    [
      "a delegation from before its provider's relationship",
      'delegations[0].grantedAt',
      importing([since(contoso), since(tailspin, hour(2))], [holdsThrough(tailspin, wingtip, exchange)]),
    ],
    [
      'a delegation without a relationship',
      'delegations[0].partnerId',
      importing(relatedToBoth, [holds(fabrikam, exchange)]),
    ],
    [
      'a delegation through a provider without a relationship',
      'delegations[0].throughPartnerId',
      importing([since(contoso)], [holdsThrough(tailspin, wingtip, exchange)]),
    ],
  ])('import-is-the-operators: %s is refused by its place', (_what, path, command) => {
    givenAnUnknownCustomer.when(importCustomer, command).thenItIsMalformed(`command.${path}`);
    given(related(contoso)).when(importCustomer, command).thenItIsMalformed(`command.${path}`);
  });

  it('import-is-the-operators: a second holder is no matter where one of the two is not transacting', () => {
    const delegations = [holds(contoso, exchange), holds(litware, exchange), holdsThrough(tailspin, wingtip, exchange)];
    const twoProviders = [holdsThrough(tailspin, wingtip, intune), holdsThrough(alpine, wingtip, intune)];
    const relationships = [...relatedToBoth, since(litware), since(alpine)];
    const partners = [contoso, tailspin, litware, wingtip, alpine];
    const command = importing(relationships, [...delegations, ...twoProviders], { partners });

    expect(after(command).delegations).toHaveLength(5);
  });

  it('of all places that are wrong, the first is named: relationships before delegations, in the order given', () => {
    const wrong = importing(
      [since(nobody), since(wingtip)],
      [holds(wingtip, exchange), holds(contoso, exchange, { grantedAt: later })],
    );
    const paths = [
      wrong,
      { ...wrong, relationships: [since(wingtip), since(nobody)] },
      { ...wrong, relationships: [since(contoso, later)] },
      { ...wrong, relationships: [] },
      { ...wrong, relationships: [], delegations: wrong.delegations.slice(1) },
      { ...wrong, relationships: [], delegations: [holds(contoso, exchange)] },
    ].map((command) => {
      const error = importCustomer(null, command)._unsafeUnwrapErr();
      return 'path' in error.context ? error.context.path : error.code;
    });

    expect(paths).toEqual([
      'command.relationships[0].partnerId',
      'command.relationships[0].partnerId',
      'command.relationships[0].establishedAt',
      'command.delegations[0].partnerId',
      'command.delegations[0].grantedAt',
      'command.delegations[0].partnerId',
    ]);
  });
});

describe('malformed arguments and limits', () => {
  it('a malformed argument is named by its path', () => {
    const command = importingEverybody;
    const [relationship, delegation] = [since(contoso), holds(contoso, exchange)];
    const undated = { ...relationship, establishedAt: 2019 };
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', 'northwind'],
      ['command.customer.id', { ...command, customer: { name: 'Northwind' } }],
      ['command.relationships', { ...command, relationships: {} }],
      ['command.relationships[1]', { ...command, relationships: [relationship, null] }],
      ['command.relationships[0].establishedAt', { ...command, relationships: [undated] }],
      ['command.delegations', { ...command, delegations: null }],
      ['command.delegations[0].throughPartnerId', { ...command, delegations: [{ ...delegation, throughPartnerId: 'all' }] }],
      ['command.delegations[0].grantedAt', { ...command, delegations: [{ ...delegation, grantedAt: undefined }] }],
      ['command.partners[0].program', { ...command, partners: [{ ...contoso, program: 'reseller' }] }],
      ['command.by.kind', { ...command, by: {} }],
      ['command.at', { ...command, at: '2026-03-01' }],
    ];

    for (const [path, value] of malformed) {
      givenAnUnknownCustomer.when(importCustomer, value as ImportCustomer).thenItIsMalformed(path);
    }
  });

  it('malformed relationships are named by their path', () => {
    const state = { ...stateAfter(), relationships: [since(contoso)] };

    expect(importCustomer(state as never, importing([], []))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state.relationships[0].origin' },
    });
  });

  it('MAX_RELATIONSHIPS_PER_CUSTOMER: as many relationships fit, and not one more', () => {
    const partners = Array.from({ length: MAX_RELATIONSHIPS_PER_CUSTOMER + 1 }, (_, at) =>
      partnerOf(`p-${at}`, 'advisor'),
    );
    const relationships = partners.map((partner) => since(partner));

    expect(after(importing(relationships.slice(1), [], { partners })).relationships).toHaveLength(
      MAX_RELATIONSHIPS_PER_CUSTOMER,
    );
    givenAnUnknownCustomer
      .when(importCustomer, importing(relationships, [], { partners }))
      .thenItIsMalformed('command.relationships');
  });

  it('MAX_DELEGATIONS_PER_CUSTOMER: as many delegations fit, and not one more', () => {
    const delegations = Array.from({ length: MAX_DELEGATIONS_PER_CUSTOMER + 1 }, (_, at) =>
      holds(contoso, serviceIdOf(`service-${at}`)),
    );

    expect(after(importing([since(contoso)], delegations.slice(1))).delegations).toHaveLength(
      MAX_DELEGATIONS_PER_CUSTOMER,
    );
    givenAnUnknownCustomer
      .when(importCustomer, importing([since(contoso)], delegations))
      .thenItIsMalformed('command.delegations');
  });
});

describe('errors', () => {
  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything: ImportCustomer = {
      ...importing([since(contoso), since(contoso, later)], []),
      customer: adventureWorks,
      by: thePartner(contoso),
      at: 'yesterday' as Instant,
    };
    const codes = codesWhileRepairing((command) => importCustomer(stateAfter(), command), everything, [
      { at: now },
      { customer: northwind },
      { by: theOperator },
      { relationships: [since(contoso), since(contoso)] },
      { relationships: [since(contoso)] },
    ]);

    expect(codes).toEqual([
      'malformed-input',
      'contradictory-input',
      'not-the-operator',
      'contradictory-input',
      'malformed-input',
      'import-conflict',
    ]);
    const nameless = { customer: { ...northwind, name: '\u200b' }, by: thePartner(contoso) };
    expect(importCustomer(null, importing([], [], nameless))._unsafeUnwrapErr().code).toBe('malformed-input');
  });

  it('the moment before which everything begins is that of the last change, if the clock shows an earlier one', () => {
    const relationships = [since(contoso, parseInstant('2026-02-15T00:00:00.000Z')._unsafeUnwrap())];
    const atTheFirstMoment = importing(relationships, [], { at: earlier });

    expect(importCustomer(null, atTheFirstMoment)._unsafeUnwrapErr().code).toBe('contradictory-input');
    expect(importCustomer(stateAfter(), atTheFirstMoment)._unsafeUnwrapErr().code).toBe('import-conflict');
  });

  it('are frozen, in depth', () => {
    const error = importCustomer(stateAfter(), importing([since(contoso)], []))._unsafeUnwrapErr();

    expect([error, error.context].every(Object.isFrozen)).toBe(true);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<ImportCustomerError['code']>().toEqualTypeOf<
      'malformed-input' | 'contradictory-input' | 'not-the-operator' | 'import-conflict'
    >();
    const refusal = importCustomer(stateAfter(), importing([since(contoso)], []));
    expect(whatToMend(refusal._unsafeUnwrapErr())).toBe('look at northwind');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whatToMend(error: ImportCustomerError): string {
  switch (error.code) {
    case 'malformed-input':
    case 'contradictory-input':
      return error.context.path;
    case 'not-the-operator':
      return `ask the operator, ${error.context.by.kind}`;
    case 'import-conflict':
      return `look at ${error.context.customerId}`;
  }
}
