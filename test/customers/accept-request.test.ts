import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  acceptRequest,
  MAX_DELEGATIONS_PER_CUSTOMER,
  MAX_RELATIONSHIPS_PER_CUSTOMER,
  MAX_SERVICES_PER_COMMAND,
  type AcceptRequest,
  type AcceptRequestError,
  type CustomerRelationships,
  type HeldService,
  type Instant,
  type Partner,
  type ServiceId,
} from 'partner-relationships';
import {
  adventureWorks,
  closed,
  contoso,
  exchange,
  fabrikam,
  intune,
  later,
  litware,
  northwind,
  now,
  partnerOf,
  requestOf,
  revokedRequest,
  serviceIdOf,
  sharepoint,
  suspended,
  tailspin,
  theCustomer,
  theOperator,
  thePartner,
  wingtip,
} from '../fixtures/cast';
import { accepting, codesWhileRepairing, given, givenAnUnknownCustomer } from './scene';
import { changed, granted, lost, registered, related, stateAfter, type Loss } from '../fixtures/history';
import { alpine } from '../fixtures/marketplace';

const namingWingtip = requestOf(tailspin, wingtip);

describe('a customer accepts', () => {
  it('only-customer-accepts: a partner cannot accept for the customer, not even its own request', () => {
    for (const partner of [contoso, fabrikam]) {
      const by = thePartner(partner);
      givenAnUnknownCustomer
        .when(acceptRequest, accepting(contoso, [exchange], { by }))
        .thenItIsRefused('only-customer-accepts', 'not-the-customer', { by });
    }
  });

  it('only-customer-accepts: another customer cannot accept for it, nor a partner with the id of the customer', () => {
    const namesake = partnerOf(northwind.id, 'direct-bill');
    for (const by of [theCustomer(adventureWorks), thePartner(namesake)]) {
      givenAnUnknownCustomer
        .when(acceptRequest, accepting(contoso, [exchange], { by }))
        .thenItIsRefused('only-customer-accepts', 'not-the-customer', { by });
    }
  });

  it('only-customer-accepts: the operator accepts for nobody', () => {
    givenAnUnknownCustomer
      .when(acceptRequest, accepting(contoso, [exchange], { by: theOperator }))
      .thenItIsRefused('only-customer-accepts', 'not-the-customer', { by: theOperator });
  });

  it('only-customer-accepts: the refusal and the changes say which person acted', () => {
    const partner = { ...thePartner(contoso), userId: 'megan@contoso.example' };
    const customer = { ...theCustomer(northwind), userId: 'isaiah@northwind.example' };

    givenAnUnknownCustomer
      .when(acceptRequest, accepting(contoso, [], { by: partner }))
      .thenItIsRefused('only-customer-accepts', 'not-the-customer', { by: partner });
    given()
      .when(acceptRequest, accepting(contoso, [exchange], { by: customer }))
      .thenItChanges({ ...related(contoso), by: customer }, granted(contoso, exchange, { by: customer }));
  });

  it('acceptance-establishes-relationship: an unknown customer becomes known and gets the relationship', () => {
    givenAnUnknownCustomer
      .when(acceptRequest, accepting(contoso, [exchange]))
      .thenItChanges(registered(), related(contoso), granted(contoso, exchange));
  });

  it('acceptance-establishes-relationship: a known customer gets the relationship, and has it once', () => {
    given(related(fabrikam))
      .when(acceptRequest, accepting(contoso, []))
      .thenItChanges(related(contoso));
    given(related(contoso))
      .when(acceptRequest, accepting(contoso, [exchange]))
      .thenItChanges(granted(contoso, exchange));
  });

  it('acceptance-establishes-relationship: a suspended partner’s open request still serves', () => {
    given()
      .when(acceptRequest, accepting(suspended(contoso), [exchange]))
      .thenItChanges(related(contoso), granted(contoso, exchange));
  });

  it('customer-chooses-services: only what the customer names is delegated, each service once', () => {
    given(related(contoso))
      .when(acceptRequest, accepting(contoso, [intune, exchange, intune]))
      .thenItChanges(granted(contoso, intune), granted(contoso, exchange));
  });

  it('customer-chooses-services: without any there is a relationship without admin rights', () => {
    givenAnUnknownCustomer.when(acceptRequest, accepting(contoso, [])).thenItChanges(registered(), related(contoso));
  });

  it('acceptance-adds-admin-rights-only: nothing can come of it but these changes, none about a subscription', () => {
    const changes = acceptRequest(
      stateAfter(related(fabrikam), granted(fabrikam, exchange)),
      accepting(tailspin, [exchange], {
        request: namingWingtip,
        indirectResellerServices: [intune],
        onHeldService: 'replace',
      }),
    )._unsafeUnwrap();

    expect(changes.map(({ kind }) => kind)).toEqual([
      'relationship-established',
      'delegation-removed',
      'delegation-granted',
      'delegation-granted',
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/subscription|ofRecord|owner|terms/i);
  });

  it('acceptance-adds-admin-rights-only: the customer keeps its name, whatever the command calls it', () => {
    const customer = { ...northwind, name: 'Northwind Traders (renamed)' };

    given(related(contoso)).when(acceptRequest, accepting(contoso, [], { customer })).thenNothingChanges();
  });

  it('acceptance-is-idempotent: accepting again what is held changes nothing and succeeds', () => {
    given(related(contoso), granted(contoso, exchange))
      .when(acceptRequest, accepting(contoso, [exchange], { at: later }))
      .thenNothingChanges();
    given(related(tailspin), granted(wingtip, intune, { through: tailspin }))
      .when(acceptRequest, accepting(tailspin, [], { request: namingWingtip, indirectResellerServices: [intune] }))
      .thenNothingChanges();
  });

  it('acceptance-is-idempotent: of what it chooses, only what is not held yet is granted', () => {
    given(related(contoso), granted(contoso, exchange))
      .when(acceptRequest, accepting(contoso, [exchange, sharepoint]))
      .thenItChanges(granted(contoso, sharepoint));
  });

  it('revoked-invitation-cannot-be-accepted: nor does a second look at what was accepted before succeed', () => {
    const request = revokedRequest(requestOf(contoso));
    const context = { requestId: request.id, revokedAt: now };

    for (const scene of [givenAnUnknownCustomer, given(related(contoso), granted(contoso, exchange))]) {
      scene
        .when(acceptRequest, accepting(contoso, [exchange], { request }))
        .thenItIsRefused('revoked-invitation-cannot-be-accepted', 'request-is-revoked', context);
    }
  });

  it('invitation-is-reusable: the same link serves a customer that left and came back', () => {
    given(related(contoso), granted(contoso, exchange), lost(contoso, exchange))
      .when(acceptRequest, accepting(contoso, [exchange]))
      .thenItChanges(granted(contoso, exchange));
  });
});

describe('another transacting partner holds the service', () => {
  const exchangeHeldByContoso = [related(contoso), granted(contoso, exchange)];

  it('one-transacting-partner-per-service: acceptance is refused and names every holder', () => {
    given(...exchangeHeldByContoso, related(tailspin), granted(tailspin, sharepoint))
      .when(acceptRequest, accepting(fabrikam, [intune, sharepoint, exchange]))
      .thenItIsRefused('one-transacting-partner-per-service', 'service-held', {
        held: [
          { serviceId: exchange, holderId: contoso.id },
          { serviceId: sharepoint, holderId: tailspin.id },
        ],
      });
  });

  it('one-transacting-partner-per-service: an indirect provider counts as much as a direct-bill partner', () => {
    for (const [holder, other] of [
      [contoso, tailspin],
      [tailspin, contoso],
    ] as const) {
      given(related(holder), granted(holder, exchange))
        .when(acceptRequest, accepting(other, [exchange]))
        .thenItIsRefused('one-transacting-partner-per-service', 'service-held', {
          held: [{ serviceId: exchange, holderId: holder.id }],
        });
    }
  });

  it('one-transacting-partner-per-service: it caps one service, not the next', () => {
    given(...exchangeHeldByContoso, related(fabrikam))
      .when(acceptRequest, accepting(fabrikam, [sharepoint]))
      .thenItChanges(granted(fabrikam, sharepoint));
  });

  it('replacement-is-explicit: "refuse" is what is meant when nothing is said', () => {
    const held = [{ serviceId: exchange, holderId: contoso.id }];

    for (const otherwise of [{}, { onHeldService: 'refuse' }] as const) {
      given(...exchangeHeldByContoso)
        .when(acceptRequest, accepting(fabrikam, [exchange], otherwise))
        .thenItIsRefused('one-transacting-partner-per-service', 'service-held', { held });
    }
  });

  it('replacement-is-explicit: the holder’s delegation ends in the same changes, its relationship stays', () => {
    given(...exchangeHeldByContoso, granted(contoso, sharepoint))
      .when(acceptRequest, accepting(fabrikam, [exchange], { onHeldService: 'replace' }))
      .thenItChanges(
        related(fabrikam),
        lost(contoso, exchange, { reason: { kind: 'replaced', partnerId: fabrikam.id } }),
        granted(fabrikam, exchange),
      );
  });

  it('replacement-is-explicit: where nobody holds the service, "replace" takes nothing from anybody', () => {
    given(...exchangeHeldByContoso, related(litware), granted(litware, sharepoint))
      .when(acceptRequest, accepting(fabrikam, [sharepoint], { onHeldService: 'replace' }))
      .thenItChanges(related(fabrikam), granted(fabrikam, sharepoint));
  });

  it('non-transacting-partners-are-not-capped: an advisor gets the service beside the transacting partner', () => {
    for (const otherwise of [{}, { onHeldService: 'replace' }] as const) {
      given(...exchangeHeldByContoso)
        .when(acceptRequest, accepting(litware, [exchange], otherwise))
        .thenItChanges(related(litware), granted(litware, exchange));
    }
  });

  it('non-transacting-partners-are-not-capped: advisors hold nothing against a transacting partner', () => {
    const advisors = [litware, partnerOf('adatum', 'advisor'), partnerOf('proseware', 'advisor')];

    given(...advisors.flatMap((advisor) => [related(advisor), granted(advisor, exchange)]))
      .when(acceptRequest, accepting(fabrikam, [exchange]))
      .thenItChanges(related(fabrikam), granted(fabrikam, exchange));
  });

  it('non-transacting-partners-are-not-capped: an indirect reseller gets it although its provider does not', () => {
    given(...exchangeHeldByContoso)
      .when(acceptRequest, accepting(tailspin, [], { request: namingWingtip, indirectResellerServices: [exchange] }))
      .thenItChanges(related(tailspin, namingWingtip.id), granted(wingtip, exchange, { through: tailspin }));
  });
});

describe('the customer names the holders that it replaces', () => {
  const twoHolders = [
    related(contoso),
    granted(contoso, exchange),
    related(tailspin),
    granted(tailspin, sharepoint),
    granted(tailspin, intune),
  ];
  const replacedBy = (partner: Partner): Loss => ({ reason: { kind: 'replaced', partnerId: partner.id } });
  const seen = (holder: Partner, serviceId: ServiceId): HeldService => ({ serviceId, holderId: holder.id });

  it('replacement-names-what-was-seen: exactly these holders are replaced', () => {
    const replace = [seen(tailspin, sharepoint), seen(contoso, exchange)];

    given(...twoHolders)
      .when(acceptRequest, accepting(fabrikam, [exchange, sharepoint], { onHeldService: { replace } }))
      .thenItChanges(
        related(fabrikam),
        lost(contoso, exchange, replacedBy(fabrikam)),
        lost(tailspin, sharepoint, replacedBy(fabrikam)),
        granted(fabrikam, exchange),
        granted(fabrikam, sharepoint),
      );
  });

  it('replacement-names-what-was-seen: another holder by now refuses it, and those alone are named', () => {
    const replace = [seen(contoso, exchange), seen(contoso, sharepoint), seen(contoso, intune)];

    given(...twoHolders)
      .when(acceptRequest, accepting(fabrikam, [exchange, sharepoint, intune], { onHeldService: { replace } }))
      .thenItIsRefused('replacement-names-what-was-seen', 'service-held', {
        held: [seen(tailspin, sharepoint), seen(tailspin, intune)],
      });
  });

  it('replacement-names-what-was-seen: a holder that was seen with one service is not replaced for another', () => {
    given(related(contoso), granted(contoso, exchange), granted(contoso, intune))
      .when(
        acceptRequest,
        accepting(fabrikam, [exchange, intune], { onHeldService: { replace: [seen(contoso, exchange)] } }),
      )
      .thenItIsRefused('replacement-names-what-was-seen', 'service-held', { held: [seen(contoso, intune)] });
  });

  it('replacement-names-what-was-seen: an empty list replaces nobody', () => {
    given(...twoHolders)
      .when(acceptRequest, accepting(fabrikam, [exchange], { onHeldService: { replace: [] } }))
      .thenItIsRefused('replacement-names-what-was-seen', 'service-held', { held: [seen(contoso, exchange)] });
    given(related(contoso))
      .when(acceptRequest, accepting(fabrikam, [exchange], { onHeldService: { replace: [] } }))
      .thenItChanges(related(fabrikam), granted(fabrikam, exchange));
  });

  it('replacement-names-what-was-seen: a holder that lost the service meanwhile makes no difference', () => {
    const replace = [seen(contoso, exchange), seen(tailspin, sharepoint), seen(contoso, sharepoint)];

    given(...twoHolders, lost(contoso, exchange))
      .when(acceptRequest, accepting(fabrikam, [exchange, sharepoint], { onHeldService: { replace } }))
      .thenItChanges(
        related(fabrikam),
        lost(tailspin, sharepoint, replacedBy(fabrikam)),
        granted(fabrikam, exchange),
        granted(fabrikam, sharepoint),
      );
  });

  it('replacement-names-what-was-seen: a partner that is not transacting replaces nobody', () => {
    const replace = [seen(contoso, exchange)];

    given(...twoHolders)
      .when(acceptRequest, accepting(litware, [exchange], { onHeldService: { replace } }))
      .thenItChanges(related(litware), granted(litware, exchange));
  });

  it('acceptance-is-idempotent: repeating it with the same list changes nothing', () => {
    const onHeldService = { replace: [seen(contoso, exchange)] };

    given(related(contoso), related(fabrikam), granted(fabrikam, exchange))
      .when(acceptRequest, accepting(fabrikam, [exchange], { onHeldService }))
      .thenNothingChanges();
  });

  it('a service that is not chosen cannot be replaced, and the place in the list is named', () => {
    for (const otherwise of [{}, { request: namingWingtip, indirectResellerServices: [intune] }]) {
      const replace = [seen(contoso, exchange), seen(contoso, intune), seen(contoso, sharepoint)];

      given(...twoHolders)
        .when(acceptRequest, accepting(tailspin, [exchange], { ...otherwise, onHeldService: { replace } }))
        .thenItIsContradictory('command.onHeldService.replace[1].serviceId');
    }
  });

  it('replacement-names-what-was-seen: it refuses and replaces what comparing with the list says, always', () => {
    const services = [exchange, sharepoint, intune];
    const holders = [contoso, tailspin, alpine];
    const drawn = fc.record({
      accepts: fc.constantFrom(fabrikam, tailspin, litware),
      held: fc.array(fc.constantFrom(null, ...holders), { minLength: 3, maxLength: 3 }),
      chosen: fc.subarray(services),
      seenBefore: fc.array(fc.constantFrom(null, ...holders), { minLength: 3, maxLength: 3 }),
      closedOnes: fc.subarray(holders),
    });
    fc.assert(
      fc.property(drawn, ({ accepts, held, chosen, seenBefore, closedOnes }) => {
        const state = stateAfter(
          ...holders.map((holder) => related(holder)),
          ...services.flatMap((serviceId, at) => {
            const holder = held[at] ?? null;
            return holder === null ? [] : [granted(holder, serviceId)];
          }),
        );
        const replace = services.flatMap((serviceId, at) => {
          const holder = seenBefore[at] ?? null;
          return holder === null || !chosen.includes(serviceId) ? [] : [seen(holder, serviceId)];
        });
        const closedHolders = closedOnes.map(({ id }) => id);
        const command = accepting(accepts, chosen, { onHeldService: { replace }, closedHolders });
        const inTheWay = services.flatMap((serviceId, at) => {
          const holder = held[at] ?? null;
          const isInTheWay = holder !== null && holder.id !== accepts.id && accepts.program !== 'advisor';
          return isInTheWay && chosen.includes(serviceId) ? [seen(holder, serviceId)] : [];
        });
        const isListed = (one: HeldService): boolean =>
          replace.some(({ serviceId, holderId }) => serviceId === one.serviceId && holderId === one.holderId);
        const unseen = inTheWay.filter((one) => !isListed(one) && !closedHolders.includes(one.holderId));

        const decision = acceptRequest(state, command);
        const refused = decision.isErr() && decision.error.code === 'service-held' ? decision.error.context.held : [];
        expect(refused).toEqual(unseen);
        if (unseen.length > 0) return;
        const after = changed(state, decision._unsafeUnwrap());
        const before = state.delegations.map(({ serviceId, partnerId }) => `${serviceId} of ${partnerId}`);
        const left = inTheWay.map(({ serviceId, holderId }) => `${serviceId} of ${holderId}`);
        const gained = chosen.map((serviceId) => `${serviceId} of ${accepts.id}`);
        expect(new Set(after.delegations.map(({ serviceId, partnerId }) => `${serviceId} of ${partnerId}`))).toEqual(
          new Set([...before.filter((one) => !left.includes(one)), ...gained]),
        );
      }),
    );
  });
});

describe('an account is closed', () => {
  it('closed-partner-may-do-nothing: its requests are not accepted any more, whatever they would change', () => {
    for (const scene of [givenAnUnknownCustomer, given(related(contoso), granted(contoso, exchange))]) {
      scene
        .when(acceptRequest, accepting(closed(contoso), [exchange]))
        .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: contoso.id });
    }
  });

  it('closed-partner-may-do-nothing: nor are requests that name it as the reseller, even with nothing for it', () => {
    for (const indirectResellerServices of [[], [intune]]) {
      const naming = { request: namingWingtip, indirectReseller: closed(wingtip), indirectResellerServices };

      given()
        .when(acceptRequest, accepting(tailspin, [exchange], naming))
        .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: wingtip.id });
    }
  });

  it('closed-partner-may-do-nothing: the provider’s own request serves on', () => {
    given()
      .when(acceptRequest, accepting(tailspin, [exchange], { indirectReseller: null }))
      .thenItChanges(related(tailspin), granted(tailspin, exchange));
  });

  it('closed-partner-may-do-nothing: the partner comes before the reseller when both are closed', () => {
    const naming = { request: namingWingtip, indirectReseller: closed(wingtip) };

    given()
      .when(acceptRequest, accepting(closed(tailspin), [], naming))
      .thenItIsRefused('closed-partner-may-do-nothing', 'partner-is-closed', { partnerId: tailspin.id });
  });

  it('indirect-reseller-receives-through-provider: an open or suspended reseller receives as before', () => {
    for (const indirectReseller of [wingtip, suspended(wingtip)]) {
      given()
        .when(
          acceptRequest,
          accepting(tailspin, [], { request: namingWingtip, indirectReseller, indirectResellerServices: [intune] }),
        )
        .thenItChanges(related(tailspin, namingWingtip.id), granted(wingtip, intune, { through: tailspin }));
    }
  });

  it('closed-partner-may-do-nothing: what a closed partner holds needs no replacing', () => {
    const holderClosed: Loss = { reason: { kind: 'holder-closed' } };

    for (const otherwise of [
      {},
      { onHeldService: 'replace' },
      { onHeldService: { replace: [] } },
      { onHeldService: { replace: [{ serviceId: exchange, holderId: contoso.id }] } },
    ] as const) {
      given(related(contoso), granted(contoso, exchange), granted(contoso, intune))
        .when(acceptRequest, accepting(fabrikam, [exchange], { ...otherwise, closedHolders: [contoso.id] }))
        .thenItChanges(related(fabrikam), lost(contoso, exchange, holderClosed), granted(fabrikam, exchange));
    }
  });

  it('one-transacting-partner-per-service: beside a closed holder, an open one still has to be replaced', () => {
    const scene = given(
      related(contoso),
      granted(contoso, exchange),
      related(tailspin),
      granted(tailspin, sharepoint),
    );
    const closedHolders = [contoso.id];

    scene
      .when(acceptRequest, accepting(fabrikam, [exchange, sharepoint], { closedHolders }))
      .thenItIsRefused('one-transacting-partner-per-service', 'service-held', {
        held: [{ serviceId: sharepoint, holderId: tailspin.id }],
      });
    scene
      .when(acceptRequest, accepting(fabrikam, [exchange, sharepoint], { closedHolders, onHeldService: 'replace' }))
      .thenItChanges(
        related(fabrikam),
        lost(contoso, exchange, { reason: { kind: 'holder-closed' } }),
        lost(tailspin, sharepoint, { reason: { kind: 'replaced', partnerId: fabrikam.id } }),
        granted(fabrikam, exchange),
        granted(fabrikam, sharepoint),
      );
  });

  it('non-transacting-partners-are-not-capped: an advisor takes nothing from a closed holder', () => {
    given(related(contoso), granted(contoso, exchange))
      .when(acceptRequest, accepting(litware, [exchange], { closedHolders: [contoso.id] }))
      .thenItChanges(related(litware), granted(litware, exchange));
  });
});

describe('a request that names an indirect reseller', () => {
  it('indirect-reseller-receives-through-provider: each gets its rights, the provider gets the relationship', () => {
    givenAnUnknownCustomer
      .when(
        acceptRequest,
        accepting(tailspin, [exchange], { request: namingWingtip, indirectResellerServices: [exchange, intune] }),
      )
      .thenItChanges(
        registered(),
        related(tailspin, namingWingtip.id),
        granted(tailspin, exchange, { requestId: namingWingtip.id }),
        granted(wingtip, exchange, { through: tailspin }),
        granted(wingtip, intune, { through: tailspin }),
      );
  });

  it('indirect-reseller-receives-through-provider: naming it is no delegation, the customer has to choose', () => {
    given()
      .when(acceptRequest, accepting(tailspin, [exchange], { request: namingWingtip }))
      .thenItChanges(
        related(tailspin, namingWingtip.id),
        granted(tailspin, exchange, { requestId: namingWingtip.id }),
      );
  });

  it('indirect-reseller-receives-through-provider: a second provider brings it the service once more', () => {
    const request = requestOf(alpine, wingtip);

    given(related(tailspin), granted(wingtip, exchange, { through: tailspin }))
      .when(acceptRequest, accepting(alpine, [], { request, indirectResellerServices: [exchange] }))
      .thenItChanges(related(alpine, request.id), granted(wingtip, exchange, { through: alpine }));
  });

  it('indirect-reseller-receives-through-provider: a request that names none brings nothing to any', () => {
    given()
      .when(acceptRequest, accepting(tailspin, [], { indirectResellerServices: [exchange] }))
      .thenItIsContradictory('command.indirectResellerServices');
  });

  it('replacement-is-explicit: replacing the provider leaves what the reseller holds through it', () => {
    given(related(tailspin), granted(tailspin, exchange), granted(wingtip, exchange, { through: tailspin }))
      .when(acceptRequest, accepting(contoso, [exchange], { onHeldService: 'replace' }))
      .thenItChanges(
        related(contoso),
        lost(tailspin, exchange, { reason: { kind: 'replaced', partnerId: contoso.id } }),
        granted(contoso, exchange),
      );
  });
});

describe('arguments that do not fit together', () => {
  it('the relationships of another customer are a contradiction', () => {
    given(related(contoso))
      .when(acceptRequest, accepting(contoso, [], { customer: adventureWorks, by: theCustomer(adventureWorks) }))
      .thenItIsContradictory('command.customer.id');
  });

  it('a request that the partner’s account could not hold is a contradiction', () => {
    const impossible: readonly (readonly [Partner, AcceptRequest['request']])[] = [
      [contoso, requestOf(fabrikam)],
      [wingtip, requestOf(wingtip)],
      [contoso, requestOf(contoso, wingtip)],
      [litware, requestOf(litware, wingtip)],
      [tailspin, requestOf(tailspin, tailspin)],
    ];

    for (const [partner, request] of impossible) {
      given().when(acceptRequest, accepting(partner, [], { request })).thenItIsContradictory('command.request');
    }
  });

  it('another reseller than the one that the request names is a contradiction, as is one where it names none', () => {
    const other = partnerOf('adatum', 'indirect-reseller');
    for (const [request, indirectReseller] of [
      [namingWingtip, other],
      [namingWingtip, closed(other)],
      [requestOf(tailspin), wingtip],
    ] as const) {
      given()
        .when(acceptRequest, accepting(tailspin, [], { request, indirectReseller }))
        .thenItIsContradictory('command.indirectReseller.id');
    }
  });

  it('a malformed argument is named by its path', () => {
    const command = accepting(contoso, [exchange]);
    const malformed: readonly (readonly [string, unknown])[] = [
      ['command', null],
      ['command', [command]],
      ['command.customer.name', { ...command, customer: { ...northwind, name: '\n' } }],
      ['command.partner.program', { ...command, partner: { ...contoso, program: 'reseller' } }],
      ['command.request.token', { ...command, request: { ...command.request, token: 'short' } }],
      ['command.services', { ...command, services: 'all' }],
      ['command.services[1]', { ...command, services: [exchange, 'two words'] }],
      ['command.indirectResellerServices[0]', { ...command, indirectResellerServices: [7] }],
      ['command.indirectReseller', { ...command, indirectReseller: wingtip.id }],
      ['command.closedHolders', { ...command, closedHolders: contoso.id }],
      ['command.closedHolders[0]', { ...command, closedHolders: [''] }],
      ['command.onHeldService', { ...command, onHeldService: 'ask' }],
      ['command.onHeldService', { ...command, onHeldService: [] }],
      ['command.onHeldService.replace', { ...command, onHeldService: { replace: exchange } }],
      ['command.onHeldService.replace[0]', { ...command, onHeldService: { replace: [exchange] } }],
      ['command.by.kind', { ...command, by: { kind: 'distributor' } }],
      ['command.at', { ...command, at: '2026-02-30T00:00:00.000Z' }],
    ];

    for (const [path, value] of malformed) {
      given().when(acceptRequest, value as AcceptRequest).thenItIsMalformed(path);
    }
  });

  it('malformed relationships are named by their path', () => {
    const state = stateAfter(related(contoso), granted(contoso, exchange));
    const twice = { ...state, relationships: [...state.relationships, ...state.relationships] };

    expect(acceptRequest(twice, accepting(contoso, []))._unsafeUnwrapErr()).toMatchObject({
      code: 'malformed-input',
      context: { path: 'state.relationships[1].partnerId' },
    });
  });
});

describe('limits', () => {
  const many = (count: number): readonly ServiceId[] =>
    Array.from({ length: count }, (_, at) => serviceIdOf(`service-${at}`));
  const all = many(MAX_DELEGATIONS_PER_CUSTOMER);
  const advisors = Array.from({ length: MAX_RELATIONSHIPS_PER_CUSTOMER }, (_, at) => partnerOf(`p-${at}`, 'advisor'));
  const relatedToAll = stateAfter(...advisors.map((partner) => related(partner)));
  const holdingAll: CustomerRelationships = {
    ...stateAfter(related(contoso)),
    delegations: all.map((serviceId) => {
      return { partnerId: contoso.id, serviceId, transacting: true, throughPartnerId: null, grantedAt: now };
    }),
  };

  it('MAX_DELEGATIONS_PER_CUSTOMER: as many delegations fit, and not one more', () => {
    expect(acceptRequest(holdingAll, accepting(contoso, all))._unsafeUnwrap()).toEqual([]);
    expect(acceptRequest(holdingAll, accepting(contoso, [exchange]))._unsafeUnwrapErr()).toMatchObject({
      code: 'limit-exceeded',
      context: {
        limit: 'MAX_DELEGATIONS_PER_CUSTOMER',
        maximum: MAX_DELEGATIONS_PER_CUSTOMER,
        actual: MAX_DELEGATIONS_PER_CUSTOMER + 1,
      },
    });
  });

  it('MAX_DELEGATIONS_PER_CUSTOMER: replacing a holder makes the room that it needs', () => {
    const replacing = accepting(fabrikam, all.slice(0, 3), { onHeldService: 'replace' });

    expect(acceptRequest(holdingAll, replacing)._unsafeUnwrap()).toHaveLength(1 + 3 + 3);
  });

  it('MAX_DELEGATIONS_PER_CUSTOMER: what goes to the partner and to its reseller counts together', () => {
    givenAnUnknownCustomer
      .when(acceptRequest, accepting(tailspin, all, { request: namingWingtip, indirectResellerServices: many(1) }))
      .thenItOutgrows('MAX_DELEGATIONS_PER_CUSTOMER', MAX_DELEGATIONS_PER_CUSTOMER, MAX_DELEGATIONS_PER_CUSTOMER + 1);
  });

  it('MAX_RELATIONSHIPS_PER_CUSTOMER: as many relationships fit, and not one more', () => {
    const [known = contoso] = advisors;

    expect(acceptRequest(relatedToAll, accepting(known, [exchange])).isOk()).toBe(true);
    expect(acceptRequest(relatedToAll, accepting(contoso, []))._unsafeUnwrapErr()).toMatchObject({
      code: 'limit-exceeded',
      context: {
        limit: 'MAX_RELATIONSHIPS_PER_CUSTOMER',
        maximum: MAX_RELATIONSHIPS_PER_CUSTOMER,
        actual: MAX_RELATIONSHIPS_PER_CUSTOMER + 1,
      },
    });
  });

  it('MAX_SERVICES_PER_COMMAND: more services than that are not even read', () => {
    given()
      .when(acceptRequest, accepting(contoso, many(MAX_SERVICES_PER_COMMAND + 1)))
      .thenItIsMalformed('command.services');
  });
});

describe('errors', () => {
  it('are answered in the documented order: of all that is wrong, the first', () => {
    const full = Array.from({ length: MAX_RELATIONSHIPS_PER_CUSTOMER - 1 }, (_, at) => partnerOf(`p-${at}`, 'advisor'));
    const state = stateAfter(...full.map((partner) => related(partner)), related(contoso), granted(contoso, exchange));
    const everything: AcceptRequest = {
      ...accepting(closed(fabrikam), [exchange]),
      request: revokedRequest(requestOf(fabrikam)),
      indirectResellerServices: [intune],
      by: thePartner(fabrikam),
      at: 'yesterday' as Instant,
    };
    const codes = codesWhileRepairing((command) => acceptRequest(state, command), everything, [
      { at: now },
      { indirectResellerServices: [] },
      { by: theCustomer(northwind) },
      { partner: fabrikam },
      { request: requestOf(fabrikam) },
      { onHeldService: 'replace' },
    ]);

    expect(codes).toEqual([
      'malformed-input',
      'contradictory-input',
      'not-the-customer',
      'partner-is-closed',
      'request-is-revoked',
      'service-held',
      'limit-exceeded',
    ]);
  });

  it('are frozen, in depth', () => {
    const refusal = acceptRequest(
      stateAfter(related(contoso), granted(contoso, exchange)),
      accepting(fabrikam, [exchange]),
    )._unsafeUnwrapErr();

    expect(Object.isFrozen(refusal)).toBe(true);
    expect(refusal.code === 'service-held' && Object.isFrozen(refusal.context.held)).toBe(true);
    expect(refusal.code === 'service-held' && refusal.context.held.every(Object.isFrozen)).toBe(true);
  });

  it('are exactly those that it declares', () => {
    expectTypeOf<AcceptRequestError['code']>().toEqualTypeOf<
      | 'malformed-input'
      | 'contradictory-input'
      | 'limit-exceeded'
      | 'not-the-customer'
      | 'partner-is-closed'
      | 'request-is-revoked'
      | 'service-held'
    >();
    const refusal = acceptRequest(null, accepting(contoso, [], { by: thePartner(contoso) }));
    expect(whoCanHelp(refusal._unsafeUnwrapErr())).toBe('the customer itself');
  });
});

/** Compiles only while the switch covers every code: what applications write. */
function whoCanHelp(error: AcceptRequestError): string {
  switch (error.code) {
    case 'malformed-input':
    case 'contradictory-input':
      return `whoever wrote ${error.context.path}`;
    case 'limit-exceeded':
      return `nobody: ${error.context.limit} is ${error.context.maximum}`;
    case 'not-the-customer':
      return 'the customer itself';
    case 'partner-is-closed':
      return `another partner than ${error.context.partnerId}`;
    case 'request-is-revoked':
      return `the partner, with another request than ${error.context.requestId}`;
    case 'service-held':
      return `the customer, replacing ${error.context.held.map(({ holderId }) => holderId).join()}`;
  }
}

it('what was accepted holds: every change applies to the relationships that it was decided on', () => {
  const state = stateAfter(related(contoso), granted(contoso, exchange));
  const changes = acceptRequest(state, accepting(fabrikam, [exchange], { onHeldService: 'replace' }))._unsafeUnwrap();

  const after = changed(state, changes);
  expect(after.relationships.map(({ partnerId }) => partnerId)).toEqual([contoso.id, fabrikam.id]);
  expect(after.delegations.map(({ partnerId }) => partnerId)).toEqual([fabrikam.id]);
});
