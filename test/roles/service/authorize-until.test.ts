import { operations, type AuthorizeInputAbout, type Operation } from 'partner-relationships';
import {
  partnerCenter21Vianet,
  ROLE_IDS,
  type AuthorizeUntilInput,
  type DecisionUntil,
  type UncheckedPerson,
} from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { thePartner } from '../../fixtures/cast';
import {
  approve,
  approved,
  exchangeAdministrator,
  offer,
  openRoleScene,
  openWithDelegation,
  registerChannel,
  type RoleScene,
} from '../../fixtures/role-scene';
import { accept, forAReason, linkOf, register, subscriptionOf } from '../../fixtures/scene';

const parties = { customerId: 'tailspin', partnerId: 'contoso' } as const;
const mailboxes = { ...parties, operation: 'administer-service', serviceId: 'exchange-online' } as const;
const users = { ...parties, operation: 'manage-users', serviceId: 'exchange-online' } as const;

const technician: UncheckedPerson = { userId: 'user-17', agentRoles: [], groups: ['g'] };
const agent: UncheckedPerson = { userId: 'user-18', agentRoles: ['admin-agent'], groups: [] };

async function decideIn({ roles }: RoleScene, input: AuthorizeUntilInput<Operation>): Promise<DecisionUntil> {
  return (await roles.authorizeUntil(input))._unsafeUnwrap();
}

/** `allowed`, or the rule that denies it, and until when. */
async function told(scene: RoleScene, input: AuthorizeUntilInput<Operation>): Promise<string> {
  const { decision, nextChangeAt } = await decideIn(scene, input);
  return `${decision.isOk() ? 'allowed' : decision.error.rule} until ${nextChangeAt ?? 'further notice'}`;
}

async function assign(scene: RoleScene & { readonly delegation: { readonly id: string } }): Promise<void> {
  const access = { customerId: 'tailspin', offerId: scene.delegation.id, groupId: 'g', roles: [exchangeAdministrator] };
  (await scene.roles.assignAccess({ ...access, by: thePartner('contoso') }))._unsafeUnwrap();
}

describe('authorizeUntil', () => {
  it('delegation-ends-on-time: allows until the end, and says when it is', async () => {
    const scene = await openWithDelegation({ extends: false });
    scene.setClock('2027-01-10T08:59:59.999Z');
    expect(await told(scene, mailboxes)).toBe('allowed until 2027-01-10T09:00:00.000Z');
    scene.setClock('2027-01-10T09:00:00.000Z');
    expect(await told(scene, mailboxes)).toBe('admin-rights-cover-administration until further notice');
    const { decision } = await decideIn(scene, mailboxes);
    expect(decision._unsafeUnwrapErr().context.missing).toEqual(['admin-rights']);
  });

  it('extension-moves-the-end: allows for ever while it extends', async () => {
    const scene = await openWithDelegation();
    for (const moment of ['2027-01-10T08:59:59.999Z', '2027-01-10T09:00:00.000Z', '2030-01-01T00:00:00.000Z']) {
      scene.setClock(moment);
      expect(await told(scene, mailboxes)).toBe('allowed until further notice');
    }
  });

  it('reads the clock for each question, and never as before the last change of the document', async () => {
    const scene = await openWithDelegation({ extends: false });
    scene.setClock('2026-01-01T00:00:00.000Z');
    expect(await told(scene, mailboxes)).toBe('allowed until 2027-01-10T09:00:00.000Z');
  });

  it('roles-reach-people-through-groups: answers about the person that is named', async () => {
    const scene = await openWithDelegation({ extends: false });
    expect(await told(scene, { ...mailboxes, person: technician })).toContain('roles-reach-people-through-groups');
    await assign(scene);
    expect(await told(scene, { ...mailboxes, person: technician })).toBe('allowed until 2027-01-10T09:00:00.000Z');
    expect(await told(scene, { ...mailboxes, person: agent })).toContain('roles-reach-people-through-groups');
  });

  it('granular-takes-precedence: a narrow role hides a wide service delegation until it ends', async () => {
    const scene = openRoleScene();
    await register(scene, 'contoso');
    await accept(scene, await linkOf(scene, 'contoso'), 'tailspin', ['exchange-online']);
    const reader = { roles: [ROLE_IDS.globalReader], termDays: 100, extends: false };
    const { offer: reading } = await offer(scene, 'contoso', reader);
    scene.setClock(approved);
    const { delegation } = await approve(scene, reading, 'tailspin');
    const access = { customerId: 'tailspin', offerId: delegation.id, groupId: 'g', roles: reader.roles };
    (await scene.roles.assignAccess({ ...access, by: thePartner('contoso') }))._unsafeUnwrap();
    const person = { ...agent, groups: ['g'] };
    expect(await told(scene, { ...users, person })).toBe('granular-takes-precedence until 2026-04-20T09:00:00.000Z');
    scene.setClock('2026-04-20T09:00:00.000Z');
    expect(await told(scene, { ...users, person })).toBe('allowed until further notice');
  });

  it('decides for an unknown customer like for one without relationships', async () => {
    const scene = openRoleScene();
    await register(scene, 'contoso');
    expect(await told(scene, { ...mailboxes, customerId: 'nobody' })).toContain('admin-rights-cover-administration');
  });

  it('answers what is wrong with the question', async () => {
    const scene = await openWithDelegation();
    const refusalOf = async (change: object): Promise<unknown> =>
      (await scene.roles.authorizeUntil({ ...mailboxes, ...change }))._unsafeUnwrapErr();
    expect(await refusalOf({ partnerId: 'nobody' })).toMatchObject({ code: 'unknown-partner' });
    expect(await refusalOf({ customerId: 'a b' })).toMatchObject({ context: { path: 'customerId' } });
    expect(await refusalOf({ operation: 'no-such' })).toMatchObject({ context: { path: 'operation' } });
    expect(await refusalOf({ person: null })).toMatchObject({ context: { path: 'person' } });
    expect(await refusalOf({ person: { ...technician, groups: 'g' } })).toMatchObject({
      context: { path: 'person.groups' },
    });
    const subscription = subscriptionOf('margie', 'exchange-online', 'contoso');
    expect(await refusalOf({ operation: 'add-seats', serviceId: undefined, subscription })).toMatchObject({
      code: 'contradictory-input',
      context: { path: 'subscription.customerId' },
    });
    expect(await refusalOf({ subscription: subscriptionOf('tailspin', 'teams', null) })).toMatchObject({
      code: 'malformed-input',
    });
  });
});

describe('authorizeAllUntil', () => {
  it('answers each question as authorizeUntil does, in order, also the malformed ones', async () => {
    const scene = await openWithDelegation({ extends: false });
    await assign(scene);
    const subscription = subscriptionOf('tailspin', 'exchange-online', 'contoso');
    const questions = [
      { operation: 'administer-service', serviceId: 'exchange-online' },
      { operation: 'administer-service', serviceId: 'exchange-online', person: technician },
      { operation: 'administer-service', serviceId: 'exchange-online', person: agent },
      { operation: 'manage-users', serviceId: 'exchange-online' },
      { operation: 'add-seats', subscription },
      { operation: 'add-seats', subscription: { ...subscription, customerId: 'margie' } },
      { operation: 'administer-service', serviceId: 'a b' },
      { operation: 'administer-service', serviceId: 'teams', person: 7 },
    ] as unknown as readonly AuthorizeUntilInput<Operation>[];
    const answers = (await scene.roles.authorizeAllUntil({ ...parties, questions }))._unsafeUnwrap();
    const alone = await Promise.all(questions.map((question) => scene.roles.authorizeUntil({ ...question, ...parties })));
    expect(answers).toEqual(alone);
    expect(answers.map((answer) => answer.map(({ decision }) => decision.isOk()).unwrapOr('refused'))).toEqual([
      true,
      true,
      false,
      false,
      false,
      ...Array<string>(3).fill('refused'),
    ]);
  });

  it('loads each document once', async () => {
    const { repository } = await openWithDelegation();
    const loaded: string[] = [];
    const { partners, customers } = repository;
    const counting = openRoleScene({
      repository: {
        ...repository,
        partners: { ...partners, load: (id) => (loaded.push(id), partners.load(id)) },
        customers: { ...customers, load: (id) => (loaded.push(id), customers.load(id)) },
      },
    });
    const question = { operation: 'administer-service', serviceId: 'exchange-online' } as const;
    const input = { ...parties, questions: Array<typeof question>(20).fill(question) };
    expect((await counting.roles.authorizeAllUntil(input))._unsafeUnwrap()).toHaveLength(20);
    expect(loaded.sort()).toEqual(['contoso', 'tailspin']);
  });

  it('answers no question where an id is malformed, the partner is unknown, or they are too many', async () => {
    const { roles } = await openWithDelegation();
    const codeOf = async (change: object): Promise<string> =>
      (await roles.authorizeAllUntil({ ...parties, questions: [], ...change }))._unsafeUnwrapErr().code;
    expect(await codeOf({ partnerId: 'nobody' })).toBe('unknown-partner');
    expect(await codeOf({ customerId: 'a b' })).toBe('malformed-input');
    expect(await codeOf({ questions: null })).toBe('malformed-input');
    expect(await codeOf({ questions: Array<null>(100_001).fill(null) })).toBe('malformed-input');
  });
});

describe('A service of a marketplace without roles', () => {
  /** Direct-bill, provider, reseller, suspended and closed; of services delegated and not; sold by each and by nobody. */
  async function openMarket(): Promise<RoleScene> {
    const scene = openRoleScene({ profile: partnerCenter21Vianet });
    await register(scene, 'contoso');
    await registerChannel(scene);
    await register(scene, 'litware', 'advisor');
    await register(scene, 'fabrikam');
    await register(scene, 'woodgrove');
    await accept(scene, await linkOf(scene, 'contoso'), 'tailspin', ['exchange-online']);
    await accept(scene, await linkOf(scene, 'wingtip', 'northwind'), 'tailspin', ['teams'], {
      indirectResellerServices: ['teams'],
    });
    await accept(scene, await linkOf(scene, 'fabrikam'), 'tailspin', ['intune']);
    await accept(scene, await linkOf(scene, 'litware'), 'tailspin', ['teams']);
    await accept(scene, await linkOf(scene, 'woodgrove'), 'tailspin', []);
    (await scene.service.suspendPartner(forAReason('fabrikam')))._unsafeUnwrap();
    (await scene.service.closePartner(forAReason('woodgrove')))._unsafeUnwrap();
    return scene;
  }

  it('profile-grants-roles: decides as authorize does, for ever', async () => {
    const scene = await openMarket();
    const partnerIds = ['contoso', 'wingtip', 'northwind', 'litware', 'fabrikam', 'woodgrove'];
    const inputs = partnerIds.flatMap((partnerId) =>
      ['exchange-online', 'teams', 'intune', 'sharepoint-online'].flatMap((serviceId) =>
        [...partnerIds, null].flatMap((seller) =>
          Object.values(operations).map(({ operation, concerns }): AuthorizeInputAbout<Operation> => {
            const subscription = subscriptionOf('tailspin', serviceId, seller);
            const named = concerns === 'subscription' ? { subscription } : { serviceId };
            return { customerId: 'tailspin', partnerId, operation, ...named };
          }),
        ),
      ),
    );
    const allowed = new Set<boolean>();
    for (const moment of ['2026-03-01T00:00:00.000Z', '2036-01-01T00:00:00.000Z']) {
      scene.setClock(moment);
      for (const input of inputs) {
        const plain = await scene.service.authorize(input);
        const { decision, nextChangeAt } = await decideIn(scene, input);
        expect(decision, JSON.stringify(input)).toEqual(plain);
        expect(nextChangeAt).toBeNull();
        allowed.add(decision.isOk());
      }
    }
    expect(allowed).toEqual(new Set([true, false]));
  });
});
