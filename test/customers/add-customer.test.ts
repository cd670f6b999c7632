import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  acceptRequest,
  addCustomer,
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_SERVICES_PER_COMMAND,
  type AddCustomer,
  type AddCustomerError,
  type Instant,
} from 'partner-relationships';
import {
  adventureWorks,
  closed,
  contoso,
  customerIdOf,
  exchange,
  fabrikam,
  intune,
  later,
  litware,
  northwind,
  now,
  serviceIdOf,
  sharepoint,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { accepting, adding, codesWhileRepairing, given, givenAnUnknownCustomer } from './scene';
import { ended, granted, lost, registered, related, relatedByAdding, stateAfter } from '../fixtures/history';

describe('a partner adds a customer', () => {
  it('existing-customer-needs-request: a new customer has the relationship and the admin rights from the start', () => {
    for (const partner of [contoso, tailspin, litware]) {
      const by = thePartner(partner);
      givenAnUnknownCustomer
        .when(addCustomer, adding(partner, [intune, exchange, intune]))
        .thenItChanges(
          registered(by),
          relatedByAdding(partner),
          granted(partner, intune, { requestId: null, by }),
          granted(partner, exchange, { requestId: null, by }),
        );
    }
  });

  it('existing-customer-needs-request: it may name no service', () => {
    givenAnUnknownCustomer
      .when(addCustomer, adding(contoso, []))
      .thenItChanges(registered(thePartner(contoso)), relatedByAdding(contoso));
  });

  it('existing-customer-needs-request: an existing customer is not added, whoever it has a relationship with', () => {
    const histories = [
      [],
      [related(fabrikam)],
      [related(contoso), granted(contoso, exchange)],
      [related(contoso), ended(contoso)],
      [relatedByAdding(contoso), ended(contoso), related(contoso), granted(contoso, exchange)],
    ];
    for (const history of histories) {
      given(...history)
        .when(addCustomer, adding(contoso, [exchange]))
        .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: northwind.id });
    }
  });

  it('existing-customer-needs-request: repeating the addition changes nothing and succeeds', () => {
    const scene = given(relatedByAdding(contoso), granted(contoso, exchange, { requestId: null }));

    scene.when(addCustomer, adding(contoso, [exchange], { at: later })).thenNothingChanges();
    scene.when(addCustomer, adding(suspended(contoso), [exchange])).thenNothingChanges();
  });

  it('restoration-is-a-new-acceptance: repeating the addition does not bring back what was removed since', () => {
    given(relatedByAdding(contoso), granted(contoso, exchange, { requestId: null }), lost(contoso, exchange))
      .when(addCustomer, adding(contoso, [exchange]))
      .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: northwind.id });
  });

  it('restoration-is-a-new-acceptance: nor when another partner holds the service, or it came back by a provider', () => {
    const added = [relatedByAdding(contoso), granted(contoso, exchange, { requestId: null }), lost(contoso, exchange)];
    const since = [
      [related(litware), granted(litware, exchange)],
      [related(tailspin), granted(contoso, exchange, { through: tailspin })],
    ];

    for (const changes of since) {
      given(...added, ...changes)
        .when(addCustomer, adding(contoso, [exchange]))
        .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: northwind.id });
    }
  });

  it('existing-customer-needs-request: asking for more, or for another name, is another addition', () => {
    const scene = given(relatedByAdding(contoso), granted(contoso, exchange, { requestId: null }));
    const another = { customer: { ...northwind, name: 'Northwind' } };

    for (const command of [adding(contoso, [exchange, sharepoint]), adding(contoso, [exchange], another)]) {
      scene
        .when(addCustomer, command)
        .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: northwind.id });
    }
  });

  it('existing-customer-needs-request: the name is judged as a new one only if the customer is new', () => {
    const another = { customer: { ...northwind, name: '\u202eNorthwind' } };

    given(relatedByAdding(contoso))
      .when(addCustomer, adding(contoso, [], another))
      .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: northwind.id });
  });

  it('existing-customer-needs-request: what one partner added is added for no other', () => {
    given(relatedByAdding(contoso))
      .when(addCustomer, adding(fabrikam, []))
      .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: northwind.id });
  });

  it('existing-customer-needs-request: nor is one added for another customer of the same name', () => {
    given(relatedByAdding(contoso))
      .when(addCustomer, adding(contoso, [], { customer: { ...northwind, id: adventureWorks.id } }))
      .thenItIsRefused('existing-customer-needs-request', 'customer-exists', { customerId: adventureWorks.id });
  });

  it('existing-customer-needs-request: other partners reach the added customer by a request', () => {
    given(relatedByAdding(contoso), granted(contoso, exchange, { requestId: null }))
      .when(acceptRequest, accepting(fabrikam, [sharepoint]))
      .thenItChanges(related(fabrikam), granted(fabrikam, sharepoint));
  });

  it('partner-acts-for-itself: nobody else adds it in the partner’s name, nor does the operator', () => {
    const namesake = theCustomer({ ...adventureWorks, id: customerIdOf(contoso.id) });
    for (const by of [thePartner(fabrikam), theCustomer(northwind), namesake, theOperator]) {
      givenAnUnknownCustomer
        .when(addCustomer, adding(contoso, [], { by }))
        .thenItIsRefused('partner-acts-for-itself', 'not-the-partner', { by });
    }
  });

  it('indirect-reseller-receives-through-provider: an indirect reseller adds no customer', () => {
    givenAnUnknownCustomer
      .when(addCustomer, adding(wingtip, []))
      .thenItIsRefused('indirect-reseller-receives-through-provider', 'provider-needed', { partnerId: wingtip.id });
  });

  it('suspended-partner-manages-what-exists: a suspended partner adds no customer', () => {
    givenAnUnknownCustomer
      .when(addCustomer, adding(suspended(contoso), []))
      .thenItIsRefused('suspended-partner-manages-what-exists', 'partner-is-suspended', { partnerId: contoso.id });
  });
});

describe('the account of the partner is closed', () => {
  it('closed-partner-may-do-nothing: it adds no customer, whatever its program', () => {
    for (const partner of [contoso, tailspin, litware, wingtip].map(closed)) {
      givenAnUnknownCustomer
        .when(addCustomer, adding(partner, []))
        .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: partner.id });
    }
  });

  it('closed-partner-may-do-nothing: nor does it add again the one that it added before', () => {
    given(relatedByAdding(contoso), granted(contoso, exchange, { requestId: null }))
      .when(addCustomer, adding(closed(contoso), [exchange]))
      .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: contoso.id });
  });
});

describe('malformed arguments and limits', () => {
  it('a malformed argument is named by its path', () => {
    const command = adding(contoso, [exchange]);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', 'contoso'],
      ['command.customer', { ...command, customer: northwind.id }],
      ['command.partner.standing', { ...command, partner: { ...contoso, standing: 'inactive' } }],
      ['command.services', { ...command, services: exchange }],
      ['command.by', { ...command, by: null }],
      ['command.at', { ...command, at: new Date(now) }],
    ];

    for (const [path, value] of malformed) {
      givenAnUnknownCustomer.when(addCustomer, value as AddCustomer).thenItIsMalformed(path);
    }
  });

  it('malformed relationships are named by their path', () => {
    const state = { ...stateAfter(), delegations: {} };

    expect(addCustomer(state as never, adding(contoso, []))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state.delegations' },
    });
  });

  it('MAX_SERVICES_PER_COMMAND: as many services fit, all of them into the customer, and not one more', () => {
    const services = Array.from({ length: MAX_SERVICES_PER_COMMAND + 1 }, (_, at) => serviceIdOf(`service-${at}`));
    const changes = addCustomer(null, adding(contoso, services.slice(1)))._unsafeUnwrap();

    expect(changes.filter(({ kind }) => kind === 'delegation-granted')).toHaveLength(MAX_SERVICES_PER_COMMAND);
    expect(MAX_SERVICES_PER_COMMAND).toBeLessThanOrEqual(MAX_DELEGATIONS_PER_CUSTOMER);
    givenAnUnknownCustomer.when(addCustomer, adding(contoso, services)).thenItIsMalformed('command.services');
  });
});

describe('errors', () => {
  it('are answered in the documented order: of all that is wrong, the first', () => {
    const everything: AddCustomer = {
      ...adding(closed(wingtip), []),
      by: theCustomer(northwind),
      at: 'yesterday' as Instant,
    };
    const partner = suspended(contoso);

    const codes = codesWhileRepairing((command) => addCustomer(stateAfter(), command), everything, [
      { at: now },
      { by: thePartner(wingtip) },
      { partner: suspended(wingtip) },
      { partner, by: thePartner(contoso) },
    ]);
    expect(codes).toEqual([
      'malformed-input',
      'not-the-partner',
      'partner-is-closed',
      'provider-needed',
      'customer-exists',
    ]);
    const last = addCustomer(null, { ...everything, at: now, partner, by: thePartner(contoso) });
    expect(last._unsafeUnwrapErr().code).toBe('partner-is-suspended');
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<AddCustomerError['code']>().toEqualTypeOf<
      | 'malformed-input'
      | 'not-the-partner'
      | 'partner-is-closed'
      | 'provider-needed'
      | 'customer-exists'
      | 'partner-is-suspended'
    >();
    expect(advice(addCustomer(stateAfter(), adding(contoso, []))._unsafeUnwrapErr())).toBe('send northwind a link');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function advice(error: AddCustomerError): string {
  switch (error.code) {
    case 'malformed-input':
      return `mend ${error.context.path}`;
    case 'not-the-partner':
      return `this was ${error.context.by.kind}`;
    case 'partner-is-closed':
      return `${error.context.partnerId} adds nobody any more`;
    case 'provider-needed':
      return `let the provider of ${error.context.partnerId} do it`;
    case 'customer-exists':
      return `send ${error.context.customerId} a link`;
    case 'partner-is-suspended':
      return `reinstate ${error.context.partnerId}`;
  }
}
