import type { RelationshipRepository } from 'partner-relationships';
import { partnerCenter21Vianet, type ApproveRoleOfferInput, type RoleService } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import { withFaults } from '../../fixtures/faults';
import {
  approval,
  approve,
  approved,
  draft,
  globalAdministrator,
  locked,
  offer,
  offersOf,
  openRoleScene,
  openWithDelegation,
  openWithOffer,
  registerChannel,
} from '../../fixtures/role-scene';
import { forAReason, recordedOf, recordedOfPartner, register, storedOf, type Scene } from '../../fixtures/scene';

const kindsOf = async (scene: Pick<Scene, 'repository'>, customer: string): Promise<readonly string[]> =>
  (await recordedOf(scene, customer)).map(({ change }) => change.kind);

const kindsOfPartner = async (scene: Pick<Scene, 'repository'>, partner: string): Promise<readonly string[]> =>
  (await recordedOfPartner(scene, partner)).map(({ change }) => change.kind);

async function refusalOf(roles: RoleService, input: ApproveRoleOfferInput): Promise<unknown> {
  return (await roles.approveRoleOffer(input))._unsafeUnwrapErr();
}

/** The repository, whose histories must not be read. */
function withoutHistories(repository: RelationshipRepository): RelationshipRepository {
  const history = (): never => {
    throw new Error('read a history');
  };
  return {
    ...repository,
    partners: { ...repository.partners, history },
    customers: { ...repository.customers, history },
  };
}

/** The repository, where something happens as soon as an offer is taken over this handle. */
function afterTaking(repository: RelationshipRepository, happens: () => Promise<void>): RelationshipRepository {
  const { partners } = repository;
  return {
    ...repository,
    partners: {
      ...partners,
      commit: async (sent) => {
        const answer = await partners.commit(sent);
        if (sent.changes.some(({ kind }) => kind === 'role-offer-taken')) await happens();
        return answer;
      },
    },
  };
}

describe('approveRoleOffer', () => {
  it('term-starts-at-activation: gives the partner the roles from then on, and registers a new customer', async () => {
    const scene = await openWithOffer();
    scene.setClock(approved);
    const outcome = await approve(scene, scene.offer, 'tailspin');
    expect(outcome.delegation).toEqual({
      id: scene.offer.id,
      partnerId: 'contoso',
      throughPartnerId: null,
      name: 'Mailboxes',
      roles: scene.offer.roles,
      activatedAt: approved,
      endsAt: '2027-01-10T09:00:00.000Z',
      extends: true,
      assignments: [],
    });
    expect(outcome.changes.map(({ kind }) => kind)).toEqual(['customer-registered', 'role-delegation-approved']);
    expect(outcome.relationships).toEqual(await storedOf(scene, 'tailspin'));
    expect(outcome.relationships).toMatchObject({ relationships: [], delegations: [] });
    expect(outcome.nameDiffers).toBe(false);
    expect(Object.isFrozen(outcome)).toBe(true);
    expect((await scene.service.customersOf('contoso'))._unsafeUnwrap().items).toEqual([]);
  });

  it('takes the offer, approves it, and takes it out of the account, each in a commit', async () => {
    const scene = await openWithOffer();
    const counting = withFaults(scene.repository, []);
    await approve(openRoleScene({ repository: counting }), scene.offer, 'tailspin');
    expect(counting.commits()).toBe(3);
    expect(await kindsOfPartner(scene, 'contoso')).toEqual([
      'partner-registered',
      'role-offer-drafted',
      'role-offer-locked',
      'role-offer-taken',
      'role-offer-approved',
    ]);
    expect(await offersOf(scene, 'contoso')).toEqual([]);
  });

  it('reads no history where nobody else can have approved', async () => {
    const { repository, offer: waiting } = await openWithOffer();
    const scene = openRoleScene({ repository: withoutHistories(repository) });
    await approve(scene, waiting, 'tailspin');
    const again = await offer(openRoleScene({ repository }), 'contoso', { name: 'Another' });
    // The customer is known by now.
    await approve(scene, again.offer, 'tailspin');
    expect(await kindsOf({ repository }, 'tailspin')).toHaveLength(3);
  });

  it('keeps the recorded name of a known customer, and says that it differs', async () => {
    const scene = await openWithDelegation();
    const another = await offer(scene, 'contoso', { name: 'Another' });
    const customer = { id: 'tailspin', name: 'Tailspin Toys' };
    const input = { ...approval(another.offer, 'tailspin'), customer };
    const outcome = (await scene.roles.approveRoleOffer(input))._unsafeUnwrap();
    expect(outcome.nameDiffers).toBe(true);
    expect(outcome.relationships.customer.name).toBe('tailspin');
  });

  it('locked-offer-lapses: in the last moment, and not in the one after it', async () => {
    const scene = await openWithOffer();
    scene.setClock('2026-04-01T00:00:00.000Z');
    expect(await refusalOf(scene.roles, approval(scene.offer, 'tailspin'))).toMatchObject({
      code: 'offer-lapsed',
      rule: 'locked-offer-lapses',
      context: { lapsedAt: '2026-04-01T00:00:00.000Z' },
    });
    expect(await kindsOf(scene, 'tailspin')).toEqual([]);
    scene.setClock('2026-03-31T23:59:59.999Z');
    expect((await approve(scene, scene.offer, 'tailspin')).delegation.activatedAt).toBe('2026-03-31T23:59:59.999Z');
  });

  it('offer-serves-one-customer: another customer is refused, and is not told who has it', async () => {
    const scene = await openWithOffer();
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, 'failure']) });
    expect(await refusalOf(stopped.roles, approval(scene.offer, 'tailspin'))).toMatchObject({ code: 'storage-failed' });
    expect(await offersOf(scene, 'contoso')).toMatchObject([{ takenBy: 'tailspin' }]);
    const refusal = await refusalOf(scene.roles, approval(scene.offer, 'margie'));
    expect(refusal).toMatchObject({ code: 'offer-taken', rule: 'offer-serves-one-customer' });
    expect(JSON.stringify(refusal)).not.toContain('tailspin');
    expect(await kindsOf(scene, 'margie')).toEqual([]);

    const outcome = await approve(scene, scene.offer, 'tailspin');
    expect(outcome.changes.map(({ kind }) => kind)).toEqual(['customer-registered', 'role-delegation-approved']);
    expect(await refusalOf(scene.roles, approval(scene.offer, 'margie'))).toMatchObject({ code: 'unknown-offer' });
    expect(await kindsOf(scene, 'margie')).toEqual([]);
  });

  it('changes nothing when it is in force already, also after the offer has left the account', async () => {
    const scene = await openWithDelegation();
    const before = [await kindsOf(scene, 'tailspin'), await kindsOfPartner(scene, 'contoso')];
    const again = (await scene.roles.approveRoleOffer(approval(scene.delegation, 'tailspin')))._unsafeUnwrap();
    expect(again.changes).toEqual([]);
    expect(again.delegation).toEqual(scene.delegation);
    expect([await kindsOf(scene, 'tailspin'), await kindsOfPartner(scene, 'contoso')]).toEqual(before);
  });

  it('extension-moves-the-end: answers what is in force already with its end as time has moved it', async () => {
    const scene = await openWithDelegation();
    scene.setClock(scene.delegation.endsAt);
    const again = await approve(scene, scene.delegation, 'tailspin');
    expect(again.changes).toEqual([]);
    expect(again.delegation).toEqual({ ...scene.delegation, endsAt: '2027-07-09T09:00:00.000Z' });
    expect(again.relationships).toEqual(await storedOf(scene, 'tailspin'));
  });

  it('answers that it is approved although the last step fails; repeating makes up for it', async () => {
    const scene = await openWithOffer();
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
    const { delegation } = await approve(stopped, scene.offer, 'tailspin');
    expect(await offersOf(scene, 'contoso')).toMatchObject([{ id: delegation.id, takenBy: 'tailspin' }]);
    expect((await approve(scene, scene.offer, 'tailspin')).changes).toEqual([]);
    expect(await offersOf(scene, 'contoso')).toEqual([]);
  });

  it.each([
    ['terminated', 'the customer', theCustomer('tailspin')],
    ['terminated', 'the partner', thePartner('contoso')],
  ])('ended-is-final: is refused once the delegation is %s by %s', async (_how, _who, by) => {
    const scene = await openWithDelegation();
    const ended = { customerId: 'tailspin', offerId: scene.delegation.id, by };
    (await scene.roles.terminateRoleDelegation(ended))._unsafeUnwrap();
    expect(await refusalOf(scene.roles, approval(scene.delegation, 'tailspin'))).toMatchObject({
      code: 'delegation-not-in-force',
      rule: 'ended-is-final',
    });
  });

  it('ended-is-final: is refused once the term is over, written down or not', async () => {
    const scene = await openWithDelegation({ extends: false });
    const again = (): Promise<unknown> => refusalOf(scene.roles, approval(scene.delegation, 'tailspin'));
    scene.setClock('2027-01-10T08:59:59.999Z');
    expect((await approve(scene, scene.delegation, 'tailspin')).changes).toEqual([]);
    scene.setClock('2027-01-10T09:00:00.000Z');
    expect(await again()).toMatchObject({ code: 'delegation-not-in-force', rule: 'ended-is-final' });
    (await scene.roles.settleDue({ by: theOperator, after: 'customers ' }))._unsafeUnwrap();
    expect(await kindsOf(scene, 'tailspin')).toContain('role-delegation-expired');
    expect(await again()).toMatchObject({ code: 'delegation-not-in-force', rule: 'ended-is-final' });
  });

  it('ended-is-final: also where the offer was left in the account, which it then leaves', async () => {
    const scene = await openWithOffer({ extends: false });
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
    const { delegation } = await approve(stopped, scene.offer, 'tailspin');
    const ended = { customerId: 'tailspin', offerId: delegation.id, by: theCustomer('tailspin') };
    (await scene.roles.terminateRoleDelegation(ended))._unsafeUnwrap();
    const refusal = await refusalOf(scene.roles, approval(scene.offer, 'tailspin'));
    expect(refusal).toMatchObject({ code: 'delegation-not-in-force', rule: 'ended-is-final' });
    expect((await kindsOf(scene, 'tailspin')).filter((kind) => kind === 'role-delegation-approved')).toHaveLength(1);
    expect(await offersOf(scene, 'contoso')).toEqual([]);
  });

  it('ended-is-final: also where it ran out before the offer had left the account', async () => {
    const scene = await openWithOffer({ extends: false });
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
    await approve(stopped, scene.offer, 'tailspin');
    scene.setClock('2027-06-01T00:00:00.000Z');
    const refusal = await refusalOf(scene.roles, approval(scene.offer, 'tailspin'));
    expect(refusal).toMatchObject({ code: 'delegation-not-in-force', rule: 'ended-is-final' });
  });

  it.each(['a new customer', 'a known customer'])(
    'ended-is-final: also where %s has approved and ended it in another window since this one took it',
    async (who) => {
      const scene = await openWithOffer();
      if (who === 'a known customer') {
        await approve(scene, (await offer(scene, 'contoso', { name: 'Another' })).offer, 'tailspin');
      }
      const inBetween = afterTaking(scene.repository, async () => {
        await approve(scene, scene.offer, 'tailspin');
        const ended = { customerId: 'tailspin', offerId: scene.offer.id, by: theCustomer('tailspin') };
        (await scene.roles.terminateRoleDelegation(ended))._unsafeUnwrap();
      });
      const { roles } = openRoleScene({ repository: inBetween });
      expect(await refusalOf(roles, approval(scene.offer, 'tailspin'))).toMatchObject({
        code: 'delegation-not-in-force',
        rule: 'ended-is-final',
      });
      const { roleDelegations = [] } = (await storedOf(scene, 'tailspin')) ?? {};
      expect(roleDelegations.filter(({ id }) => id === scene.offer.id)).toEqual([]);
    },
  );

  it('ended-is-final: also where all of that happened while this window was about to take it', async () => {
    const scene = await openWithOffer();
    const { customers } = scene.repository;
    let isFirst = true;
    const load: typeof customers.load = async (id) => {
      if (isFirst) {
        isFirst = false;
        // Its call ends before the offer has left the account.
        const window = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
        await approve(window, scene.offer, 'tailspin');
        const ended = { customerId: 'tailspin', offerId: scene.offer.id, by: theCustomer('tailspin') };
        (await scene.roles.terminateRoleDelegation(ended))._unsafeUnwrap();
      }
      return customers.load(id);
    };
    const { roles } = openRoleScene({ repository: { ...scene.repository, customers: { ...customers, load } } });
    expect(await refusalOf(roles, approval(scene.offer, 'tailspin'))).toMatchObject({ rule: 'ended-is-final' });
    expect((await storedOf(scene, 'tailspin'))?.roleDelegations).toBeUndefined();
  });

  it('changes nothing where another window of the customer has approved it since this one took it', async () => {
    const scene = await openWithOffer();
    const inBetween = afterTaking(scene.repository, async () => {
      await approve(scene, scene.offer, 'tailspin');
    });
    expect((await approve(openRoleScene({ repository: inBetween }), scene.offer, 'tailspin')).changes).toEqual([]);
  });

  it('leaves the offer to others where the customer could not hold the roles', async () => {
    const scene = await openWithOffer();
    for (let count = 0; count < 200; count += 1) {
      const { offer: one } = await offer(scene, 'contoso', { name: `Offer ${count}` });
      await approve(scene, one, 'tailspin');
    }
    const refusal = await refusalOf(scene.roles, approval(scene.offer, 'tailspin'));
    expect(refusal).toMatchObject({ code: 'limit-exceeded', context: { maximum: 200, actual: 201 } });
    expect(await offersOf(scene, 'contoso')).toMatchObject([{ id: scene.offer.id, takenBy: null }]);
    expect((await approve(scene, scene.offer, 'margie')).changes).toHaveLength(2);
  });

  it('takes no offer for a customer whose name nobody could read', async () => {
    const scene = await openWithOffer();
    const customer = { id: 'tailspin', name: '\u200b' };
    const refusal = await refusalOf(scene.roles, { ...approval(scene.offer, 'tailspin'), customer });
    expect(refusal).toMatchObject({ code: 'malformed-input', context: { path: 'customer.name' } });
    expect(await offersOf(scene, 'contoso')).toMatchObject([{ takenBy: null }]);
  });

  it.each([
    ['another customer', theCustomer('margie')],
    ['the partner', thePartner('contoso')],
    ['the operator', theOperator],
  ])('customer-approves-the-whole-offer: refuses %s, whatever became of the offer', async (_who, by) => {
    const scene = await openWithOffer();
    const input = { ...approval(scene.offer, 'tailspin'), by };
    const expected = { code: 'not-the-customer', rule: 'customer-approves-the-whole-offer' };
    expect(await refusalOf(scene.roles, input)).toMatchObject(expected);
    await approve(scene, scene.offer, 'tailspin');
    expect(await refusalOf(scene.roles, input)).toMatchObject(expected);
    expect(await refusalOf(scene.roles, { ...input, offerId: 'no-such-offer-000' })).toMatchObject(expected);
  });

  it('refuses an offer that is for another customer, a draft, and one that nobody knows', async () => {
    const scene = await openWithOffer({ customerId: 'margie' });
    expect(await refusalOf(scene.roles, approval(scene.offer, 'tailspin'))).toMatchObject({ code: 'not-the-customer' });
    const drafted = await draft(scene, 'contoso', { name: 'Draft' });
    expect(await refusalOf(scene.roles, approval(drafted, 'tailspin'))).toMatchObject({ code: 'offer-not-locked' });
    const unknown = { ...approval(drafted, 'tailspin'), offerId: 'no-such-offer-000' };
    expect(await refusalOf(scene.roles, unknown)).toMatchObject({ code: 'unknown-offer' });
    const nobody = { ...approval(drafted, 'tailspin'), partnerId: 'nobody' };
    expect(await refusalOf(scene.roles, nobody)).toMatchObject({ code: 'unknown-partner' });
    expect((await approve(scene, scene.offer, 'margie')).delegation.partnerId).toBe('contoso');
  });

  it('does not take the delegation of one partner for the offer of another', async () => {
    const scene = await openWithDelegation();
    await register(scene, 'fabrikam');
    const input = { ...approval(scene.delegation, 'tailspin'), partnerId: 'fabrikam' };
    expect(await refusalOf(scene.roles, input)).toMatchObject({ code: 'unknown-offer' });
    const ended = { customerId: 'tailspin', offerId: scene.delegation.id, by: theCustomer('tailspin') };
    (await scene.roles.terminateRoleDelegation(ended))._unsafeUnwrap();
    expect(await refusalOf(scene.roles, input)).toMatchObject({ code: 'unknown-offer' });
  });

  it('closed-partner-may-do-nothing: refuses an offer of a closed partner, and takes one of a suspended one', async () => {
    const scene = await openWithOffer();
    (await scene.service.suspendPartner(forAReason('contoso')))._unsafeUnwrap();
    const { offer: other } = scene;
    expect((await approve(scene, other, 'tailspin')).changes).toHaveLength(2);

    const closed = await openWithOffer();
    (await closed.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    expect(await refusalOf(closed.roles, approval(closed.offer, 'tailspin'))).toMatchObject({
      code: 'partner-is-closed',
      rule: 'closed-partner-may-do-nothing',
    });
    expect(await offersOf(closed, 'contoso')).toMatchObject([{ takenBy: null }]);
  });

  it('answers what is in force although the partner has closed its account in between', async () => {
    const scene = await openWithOffer();
    const stopped = openRoleScene({ repository: withFaults(scene.repository, [null, null, 'failure']) });
    const { delegation } = await approve(stopped, scene.offer, 'tailspin');
    (await scene.service.closePartner(forAReason('contoso')))._unsafeUnwrap();
    expect((await approve(scene, scene.offer, 'tailspin')).delegation).toEqual(delegation);
    expect(await offersOf(scene, 'contoso')).toEqual([]);
  });

  it('reseller-consents-to-its-offer: waits for the reseller, which then holds the roles', async () => {
    const scene = openRoleScene();
    await registerChannel(scene);
    const { offer: named } = await offer(scene, 'wingtip', { indirectResellerId: 'northwind' });
    expect(await refusalOf(scene.roles, approval(named, 'tailspin'))).toMatchObject({
      code: 'consent-needed',
      rule: 'reseller-consents-to-its-offer',
    });
    const place = { partnerId: 'wingtip', offerId: named.id };
    const consent = await scene.roles.consentToRoleOffer({ ...place, by: thePartner('northwind') });
    expect(consent._unsafeUnwrap().consentedAt).toBe(locked);
    const { delegation } = await approve(scene, named, 'tailspin');
    expect(delegation).toMatchObject({ partnerId: 'northwind', throughPartnerId: 'wingtip' });
    // Its place is still the account of the provider.
    expect((await approve(scene, named, 'tailspin')).changes).toEqual([]);

    const asked = { customerId: 'tailspin', operation: 'administer-service', serviceId: 'exchange-online' } as const;
    const decisions = await Promise.all(
      ['northwind', 'wingtip'].map(async (partnerId) => scene.roles.authorizeUntil({ ...asked, partnerId })),
    );
    expect(decisions.map((answer) => answer._unsafeUnwrap().decision.isOk())).toEqual([true, false]);
  });

  it('closed-partner-may-do-nothing: nobody takes an offer for a reseller whose account is closed', async () => {
    const scene = openRoleScene();
    await registerChannel(scene);
    const { offer: named } = await offer(scene, 'wingtip', { indirectResellerId: 'northwind' });
    const place = { partnerId: 'wingtip', offerId: named.id };
    (await scene.roles.consentToRoleOffer({ ...place, by: thePartner('northwind') }))._unsafeUnwrap();
    (await scene.service.closePartner(forAReason('northwind')))._unsafeUnwrap();
    expect(await refusalOf(scene.roles, approval(named, 'tailspin'))).toMatchObject({
      code: 'partner-is-closed',
      context: { partnerId: 'northwind' },
    });
    expect(await offersOf(scene, 'wingtip')).toMatchObject([{ takenBy: null }]);
  });

  it('refuses what is malformed, and names it', async () => {
    const scene = await openWithOffer();
    const input = approval(scene.offer, 'tailspin');
    const wrong = { partnerId: 'a b', offerId: 'short', customer: null, by: { kind: 'nobody' } };
    for (const [field, value] of Object.entries(wrong)) {
      const given = { ...input, [field]: value } as ApproveRoleOfferInput;
      const refusal = (await scene.roles.approveRoleOffer(given))._unsafeUnwrapErr();
      expect(refusal.code).toBe('malformed-input');
      expect(JSON.stringify(refusal.context)).toContain(`"path":"${field}`);
    }
  });

  it('profile-grants-roles: refuses the offer of a time when the marketplace had roles', async () => {
    const { repository, offer: waiting } = await openWithOffer();
    const scene = openRoleScene({ repository, profile: partnerCenter21Vianet });
    expect(await refusalOf(scene.roles, approval(waiting, 'tailspin'))).toMatchObject({ code: 'roles-not-offered' });
  });

  it('global-administrator-never-extends: an offer with it has its extension off', async () => {
    const scene = openRoleScene();
    await register(scene, 'contoso');
    const { offer: global } = await offer(scene, 'contoso', { roles: [globalAdministrator], extends: false });
    expect((await approve(scene, global, 'tailspin')).delegation.extends).toBe(false);
  });
});
