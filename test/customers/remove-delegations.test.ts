import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  acceptRequest,
  MAX_SERVICES_PER_COMMAND,
  partnersByService,
  removeDelegations,
  supportDuties,
  type CustomerRelationships,
  type Instant,
  type RelationshipChange,
  type RemoveDelegations,
  type RemoveDelegationsError,
} from 'partner-relationships';
import { situation } from 'partner-relationships/arbitraries';
import {
  adventureWorks,
  contoso,
  exchange,
  fabrikam,
  intune,
  later,
  litware,
  northwind,
  now,
  partnerOf,
  serviceIdOf,
  sharepoint,
  subscriptionOf,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { accepting, codesWhileRepairing, given, removing } from './scene';
import { changed, granted, lost, related, stateAfter, type Loss } from '../fixtures/history';

/** Every kind of partner holds something, the reseller and its provider the same service. */
const everybody: readonly RelationshipChange[] = [
  related(contoso),
  granted(contoso, exchange),
  granted(contoso, sharepoint),
  related(litware),
  granted(litware, exchange),
  related(tailspin),
  granted(tailspin, intune),
  granted(wingtip, intune, { through: tailspin }),
  granted(wingtip, exchange, { through: tailspin }),
  related(fabrikam),
];

function removedFrom(state: CustomerRelationships, command: RemoveDelegations): CustomerRelationships {
  return changed(state, removeDelegations(state, command)._unsafeUnwrap());
}

describe('the customer removes admin rights', () => {
  it('customer-removes-any-admin-rights: of one partner for one service, the transacting one included', () => {
    given(...everybody)
      .when(removeDelegations, removing([exchange], contoso))
      .thenItChanges(lost(contoso, exchange));
  });

  it('customer-removes-any-admin-rights: of one partner for several services, or for all', () => {
    given(...everybody)
      .when(removeDelegations, removing([exchange, sharepoint, intune], contoso))
      .thenItChanges(lost(contoso, exchange), lost(contoso, sharepoint));
    given(...everybody)
      .when(removeDelegations, removing('all', contoso))
      .thenItChanges(lost(contoso, exchange), lost(contoso, sharepoint));
  });

  it('customer-removes-any-admin-rights: of all partners for one service, whatever their program', () => {
    given(...everybody)
      .when(removeDelegations, removing([exchange], 'all'))
      .thenItChanges(lost(contoso, exchange), lost(litware, exchange), lost(wingtip, exchange, { through: tailspin }));
  });

  it('customer-removes-any-admin-rights: of all partners for all services', () => {
    const after = removedFrom(stateAfter(...everybody), removing('all', 'all'));

    expect(after.delegations).toEqual([]);
  });

  it('customer-removes-any-admin-rights: an indirect reseller and its provider each lose their own', () => {
    given(...everybody)
      .when(removeDelegations, removing('all', wingtip))
      .thenItChanges(lost(wingtip, intune, { through: tailspin }), lost(wingtip, exchange, { through: tailspin }));
    given(...everybody)
      .when(removeDelegations, removing('all', tailspin))
      .thenItChanges(lost(tailspin, intune));
  });

  it('customer-removes-any-admin-rights: neither a partner nor another customer removes them', () => {
    const namesake = thePartner(partnerOf(northwind.id, 'direct-bill'));
    for (const by of [thePartner(contoso), thePartner(fabrikam), theCustomer(adventureWorks), namesake]) {
      given(...everybody)
        .when(removeDelegations, removing([exchange], contoso, { by }))
        .thenItIsRefused('customer-removes-any-admin-rights', 'not-the-customer', { by });
    }
  });

  it('customer-removes-any-admin-rights: what is not in force is removed already', () => {
    for (const command of [removing([exchange], fabrikam), removing([], 'all'), removing('all', fabrikam)]) {
      given(...everybody).when(removeDelegations, command).thenNothingChanges();
    }
  });

  it('customer-removes-any-admin-rights: a service that is called "all" is one service', () => {
    const all = serviceIdOf('all');

    given(related(contoso), granted(contoso, all), granted(contoso, exchange))
      .when(removeDelegations, removing([all], 'all'))
      .thenItChanges(lost(contoso, all));
  });
});

describe('the operator removes admin rights', () => {
  const reason = 'the account of an administrator was taken over';
  const byOperator = { by: theOperator, reason } as const;
  const gone: Loss = { by: theOperator, reason: { kind: 'removed-by-operator', reason } };

  it('operator-removes-with-reason: of one partner or all, for some services or all, as the customer may', () => {
    given(...everybody)
      .when(removeDelegations, removing([exchange], contoso, byOperator))
      .thenItChanges(lost(contoso, exchange, gone));
    given(...everybody)
      .when(removeDelegations, removing('all', contoso, byOperator))
      .thenItChanges(lost(contoso, exchange, gone), lost(contoso, sharepoint, gone));
    given(...everybody)
      .when(removeDelegations, removing([exchange], 'all', byOperator))
      .thenItChanges(
        lost(contoso, exchange, gone),
        lost(litware, exchange, gone),
        lost(wingtip, exchange, { ...gone, through: tailspin }),
      );
    expect(removedFrom(stateAfter(...everybody), removing('all', 'all', byOperator)).delegations).toEqual([]);
  });

  it('operator-removes-with-reason: it removes exactly what the customer would, and the history says why', () => {
    const command = situation().chain(({ state, marketplace: { partners, serviceIds } }) =>
      fc.record({
        state: fc.constant(state),
        from: fc.constantFrom<RemoveDelegations['from'][]>('all', ...partners.map(({ id }) => id)),
        services: fc.oneof(fc.constant('all' as const), fc.subarray([...serviceIds])),
      }),
    );
    fc.assert(
      fc.property(command, ({ state, from, services }) => {
        const removal = { from, services, at: later };
        const byCustomer = removeDelegations(state, { ...removal, by: theCustomer(state.customer) })._unsafeUnwrap();
        const changes = removeDelegations(state, { ...removal, ...byOperator })._unsafeUnwrap();
        expect(changes).toEqual(byCustomer.map((change) => ({ ...change, ...gone })));
      }),
    );
  });

  it('operator-removes-with-reason: the history shows which person of the operator did it', () => {
    const by = { ...theOperator, userId: 'security-2' };

    given(...everybody)
      .when(removeDelegations, removing([exchange], contoso, { ...byOperator, by }))
      .thenItChanges(lost(contoso, exchange, { ...gone, by }));
  });

  it('operator-removes-with-reason: without a reason it is refused, also where nothing would change', () => {
    for (const command of [removing('all', 'all', { by: theOperator }), removing([], fabrikam, { by: theOperator })]) {
      given(...everybody)
        .when(removeDelegations, command)
        .thenItIsRefused('operator-removes-with-reason', 'reason-needed', { customerId: northwind.id });
    }
  });

  it('operator-removes-with-reason: what is not in force is removed already', () => {
    given(...everybody).when(removeDelegations, removing('all', fabrikam, byOperator)).thenNothingChanges();
  });

  it('operator-removes-with-reason: a customer gives none, and nobody else gets through by giving one', () => {
    given(...everybody)
      .when(removeDelegations, removing('all', contoso, { reason }))
      .thenItIsContradictory('command.reason');
    given(...everybody)
      .when(removeDelegations, removing('all', contoso, { reason, by: thePartner(contoso) }))
      .thenItIsRefused('customer-removes-any-admin-rights', 'not-the-customer', { by: thePartner(contoso) });
  });

  it('restoration-is-a-new-acceptance: the customer may give back at once what the operator has removed', () => {
    given(...everybody, lost(contoso, exchange, gone))
      .when(acceptRequest, accepting(contoso, [exchange]))
      .thenItChanges(granted(contoso, exchange));
  });
});

describe('what stays', () => {
  it('commercial-relationship-survives-removal: customer, relationships and support duties are as they were', () => {
    const before = stateAfter(...everybody);
    const after = removedFrom(before, removing('all', 'all'));
    const sold = [subscriptionOf(exchange, contoso)];

    expect(after.customer).toEqual(before.customer);
    expect(after.relationships).toEqual(before.relationships);
    expect(supportDuties(before, contoso.id, sold)._unsafeUnwrap()).toMatchObject([{ hasAdminRights: true }]);
    expect(supportDuties(after, contoso.id, sold)._unsafeUnwrap()).toMatchObject([{ hasAdminRights: false }]);
  });

  it('commercial-relationship-survives-removal: the customer still sees the partner, without rights', () => {
    const after = removedFrom(stateAfter(related(contoso), granted(contoso, exchange)), removing('all', contoso));

    expect(partnersByService(after, [exchange])._unsafeUnwrap()).toMatchObject([
      { serviceId: exchange, partners: [{ partnerId: contoso.id, hasAdminRights: false, hasRelationship: true }] },
    ]);
  });

  it('restoration-is-a-new-acceptance: the customer accepts the same request again, and the rights are back', () => {
    given(...everybody, lost(contoso, exchange))
      .when(acceptRequest, accepting(contoso, [exchange]))
      .thenItChanges(granted(contoso, exchange));
  });

  it('restoration-is-a-new-acceptance: what another partner took in the meantime is held by that one', () => {
    given(related(contoso), granted(contoso, exchange), lost(contoso, exchange), related(fabrikam))
      .when(acceptRequest, accepting(fabrikam, [exchange]))
      .thenItChanges(granted(fabrikam, exchange));
    given(related(contoso), related(fabrikam), granted(fabrikam, exchange))
      .when(acceptRequest, accepting(contoso, [exchange]))
      .thenItIsRefused('one-transacting-partner-per-service', 'service-held', {
        held: [{ serviceId: exchange, holderId: fabrikam.id }],
      });
  });
});

describe('errors', () => {
  it('a malformed argument is named by its path', () => {
    const command = removing([exchange], contoso);
    const tooMany = Array.from({ length: MAX_SERVICES_PER_COMMAND + 1 }, () => exchange);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', undefined],
      ['command.from', { ...command, from: [contoso.id] }],
      ['command.from', { ...command, from: 'two words' }],
      ['command.services', { ...command, services: 'everything' }],
      ['command.services', { ...command, services: tooMany }],
      ['command.services[0]', { ...command, services: [''] }],
      ['command.reason', { ...command, reason: ' ', by: theOperator }],
      ['command.reason', { ...command, reason: 'two\nlines', by: theOperator }],
      ['command.reason', { ...command, reason: null, by: theOperator }],
      ['command.by.customerId', { ...command, by: { kind: 'customer' } }],
      ['command.at', { ...command, at: 0 }],
    ];

    for (const [path, value] of malformed) {
      given(...everybody).when(removeDelegations, value as RemoveDelegations).thenItIsMalformed(path);
    }
  });

  it('nothing can be removed from a customer that nobody knows', () => {
    expect(removeDelegations(null as never, removing('all', 'all'))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state' },
    });
  });

  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything: RemoveDelegations = removing('all', 'all', { by: theOperator, at: 'yesterday' as Instant });
    const codes = codesWhileRepairing((command) => removeDelegations(stateAfter(), command), everything, [
      { at: now },
      { by: thePartner(contoso), reason: 'an incident' },
      { by: theCustomer(northwind) },
    ]);

    expect(codes).toEqual(['malformed-input', 'reason-needed', 'not-the-customer', 'contradictory-input']);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<RemoveDelegationsError['code']>().toEqualTypeOf<
      'malformed-input' | 'contradictory-input' | 'not-the-customer' | 'reason-needed'
    >();
    const refusal = removeDelegations(stateAfter(), removing('all', 'all', { by: thePartner(contoso) }));
    expect(whatToSay(refusal._unsafeUnwrapErr())).toBe('partner: customer-removes-any-admin-rights');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whatToSay(error: RemoveDelegationsError): string {
  switch (error.code) {
    case 'malformed-input':
    case 'contradictory-input':
      return error.context.path;
    case 'reason-needed':
      return `why does ${error.context.customerId} lose a partner?`;
    case 'not-the-customer':
      return `${error.context.by.kind}: ${error.rule}`;
  }
}
