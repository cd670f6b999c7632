import {
  acceptRequest,
  createRelationshipService,
  memoryRepository,
  type RelationshipServiceOptions,
} from 'partner-relationships';
import { checkInvitation, composeInvitation, english } from 'partner-relationships/invitation';
import { relationshipSchemaSql } from 'partner-relationships/sql';
import { describe, expect, it } from 'vitest';
import { baseUrl } from '../fixtures/cast';

// The compiler tells whether the types allow it, so nothing here may be a type assertion.
describe('What may be left out may be undefined', () => {
  it('in the options of the service, in its inputs and in who acts', async () => {
    const options: RelationshipServiceOptions = {
      repository: memoryRepository(),
      linkBaseUrl: baseUrl,
      now: undefined,
      newId: undefined,
      newToken: undefined,
      attempts: undefined,
      setTimer: undefined,
      random: undefined,
      observe: undefined,
      monotonicNow: undefined,
    };
    const service = createRelationshipService(options);
    const by = { kind: 'partner', partnerId: 'contoso', userId: undefined } as const;
    const contoso = { name: 'Contoso', program: 'direct-bill' } as const;
    const registered = (await service.registerPartner({ ...contoso, id: undefined }))._unsafeUnwrap();
    expect(registered.id).toMatch(/^[\w-]{21}$/);
    const partner = (await service.registerPartner({ ...contoso, id: 'contoso' }))._unsafeUnwrap();
    const opened = await service.openRequest({ partnerId: 'contoso', indirectResellerId: undefined, by });
    const { link, request } = opened._unsafeUnwrap();
    expect(request.indirectResellerId).toBeNull();

    const accepted = await service.acceptRequest({
      link,
      customer: { id: 'northwind', name: 'Northwind Traders' },
      services: ['exchange-online'],
      indirectResellerServices: undefined,
      onHeldService: undefined,
      by: { kind: 'customer', customerId: 'northwind', userId: undefined },
    });
    const { relationships, changes } = accepted._unsafeUnwrap();
    expect(changes.map(({ by: who }) => Object.keys(who))).toEqual(changes.map(() => ['kind', 'customerId']));
    const page = (await service.customersOf('contoso', { after: undefined, limit: undefined }))._unsafeUnwrap();
    expect(page.items).toMatchObject([{ customer: { id: 'northwind' } }]);
    expect((await service.changes({ after: undefined, limit: undefined })).isOk()).toBe(true);
    const { signal } = new AbortController();
    for await (const item of service.follow({ after: null, signal, pauseMs: undefined })) {
      expect(item.isOk()).toBe(true);
      break;
    }

    const question = { customerId: 'northwind', partnerId: 'contoso', operation: 'manage-users' } as const;
    const decision = await service.authorize({ ...question, serviceId: 'exchange-online', subscription: undefined });
    expect(decision.isOk()).toBe(true);

    const [{ by: who, at } = {}] = changes;
    if (who === undefined || at === undefined) throw new Error('nothing has changed');
    const again = acceptRequest(relationships, {
      customer: relationships.customer,
      partner,
      request,
      services: [],
      indirectResellerServices: undefined,
      onHeldService: undefined,
      by: who,
      at,
    });
    expect(again._unsafeUnwrap()).toEqual([]);
    const email = composeInvitation({ partner, link, texts: english, paragraphs: undefined })._unsafeUnwrap();
    expect(checkInvitation({ text: email.text, html: undefined }, link).isOk()).toBe(true);
    expect(checkInvitation({ text: undefined, html: email.html }, link).isOk()).toBe(true);
  });

  it('in the options of the SQL repository', () => {
    const printed = relationshipSchemaSql({ dialect: 'sqlite', schema: undefined, tablePrefix: undefined });
    expect(printed).toEqual(relationshipSchemaSql({ dialect: 'sqlite' }));
  });
});
