import type { RoleDelegationOutcome, RoleService } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { theCustomer, theOperator, thePartner } from '../../fixtures/cast';
import {
  approved,
  exchangeAdministrator,
  globalAdministrator,
  offer,
  openWithDelegation,
  serviceSupportAdministrator,
  userAdministrator,
  type RoleScene,
} from '../../fixtures/role-scene';
import { accept, linkOf, storedOf, subscriptionOf } from '../../fixtures/scene';

const customerId = 'tailspin';

/** The commands that concern one role delegation, with what contoso gives them besides. */
const commands = {
  setExtension: { on: false },
  dropRole: { roleId: globalAdministrator },
  assignAccess: { groupId: 'g', roles: [exchangeAdministrator] },
  changeAccess: { groupId: 'g', roles: [serviceSupportAdministrator] },
  removeAccess: { groupId: 'g' },
  terminateRoleDelegation: {},
} as const;

type Command = keyof typeof commands;

const names = Object.keys(commands) as readonly Command[];

async function call(roles: RoleService, command: Command, change: object): Promise<RoleDelegationOutcome | string> {
  const input = { customerId, by: thePartner('contoso'), ...commands[command], ...change };
  const method = roles[command] as (given: unknown) => ReturnType<RoleService['setExtension']>;
  return (await method(input)).match<RoleDelegationOutcome | string>(
    (outcome) => outcome,
    ({ code }) => code,
  );
}

async function kindsAfter(scene: RoleScene, offerId: string, command: Command, change: object = {}): Promise<unknown> {
  const outcome = await call(scene.roles, command, { offerId, ...change });
  return typeof outcome === 'string' ? outcome : outcome.changes.map(({ kind }) => kind);
}

describe('The commands on a role delegation', () => {
  it('are carried out, and answer the delegation and the relationships after them', async () => {
    const scene = await openWithDelegation({ roles: [exchangeAdministrator, serviceSupportAdministrator] });
    const { id } = scene.delegation;
    const assigned = await call(scene.roles, 'assignAccess', { offerId: id });
    const delegation = {
      id,
      assignments: [{ groupId: 'g', roles: [exchangeAdministrator], assignedAt: approved }],
    };
    expect(assigned).toMatchObject({ delegation, relationships: { roleDelegations: [delegation] } });
    expect(await kindsAfter(scene, id, 'changeAccess')).toEqual(['access-changed']);
    expect(await kindsAfter(scene, id, 'changeAccess')).toEqual([]);
    expect(await kindsAfter(scene, id, 'removeAccess')).toEqual(['access-removed']);
    expect(await kindsAfter(scene, id, 'setExtension')).toEqual(['extension-set']);
    const ended = await call(scene.roles, 'terminateRoleDelegation', { offerId: id });
    expect(ended).toMatchObject({ delegation: null, changes: [{ kind: 'role-delegation-terminated' }] });
    const { relationships } = ended as RoleDelegationOutcome;
    expect(relationships).toEqual(await storedOf(scene, customerId));
    expect(relationships.roleDelegations).toBeUndefined();
  });

  it('only-that-role-can-be-dropped: drop Global Administrator, and then the extension can be switched on', async () => {
    const scene = await openWithDelegation({ roles: [globalAdministrator, userAdministrator], extends: false });
    const { id } = scene.delegation;
    expect(await kindsAfter(scene, id, 'setExtension', { on: true })).toBe('never-extends');
    expect(await kindsAfter(scene, id, 'dropRole', { roleId: userAdministrator })).toBe('role-stays');
    expect(await kindsAfter(scene, id, 'dropRole')).toEqual(['role-dropped']);
    expect(await kindsAfter(scene, id, 'setExtension', { on: true })).toEqual(['extension-set']);
  });

  it('either-side-sets-the-extension: the customer switches it off, after what is due is written down', async () => {
    const scene = await openWithDelegation();
    scene.setClock('2027-03-01T00:00:00.000Z');
    const change = { by: theCustomer(customerId) };
    expect(await kindsAfter(scene, scene.delegation.id, 'setExtension', change)).toEqual([
      'role-delegation-extended',
      'extension-set',
    ]);
    const [delegation] = (await storedOf(scene, customerId))?.roleDelegations ?? [];
    expect(delegation).toMatchObject({ extends: false, endsAt: '2027-07-09T09:00:00.000Z' });
    scene.setClock('2027-07-09T09:00:00.000Z');
    expect(await kindsAfter(scene, scene.delegation.id, 'setExtension', { on: true })).toBe('delegation-not-in-force');
  });

  it('termination-touches-nothing-commercial: the customer terminates, the partner still sells, and again changes nothing', async () => {
    const scene = await openWithDelegation();
    await accept(scene, await linkOf(scene, 'contoso'), customerId, ['exchange-online']);
    (await scene.roles.assignAccess({
      ...commands.assignAccess,
      customerId,
      offerId: scene.delegation.id,
      by: thePartner('contoso'),
    }))._unsafeUnwrap();
    const before = await storedOf(scene, customerId);
    const by = theCustomer(customerId);
    expect(await kindsAfter(scene, scene.delegation.id, 'terminateRoleDelegation', { by })).toEqual([
      'role-delegation-terminated',
    ]);
    const after = await storedOf(scene, customerId);
    expect(after?.roleDelegations).toBeUndefined();
    expect(after).toMatchObject({ relationships: before?.relationships, delegations: before?.delegations });
    const subscription = subscriptionOf(customerId, 'exchange-online', 'contoso');
    const selling = { customerId, partnerId: 'contoso', operation: 'add-seats', subscription } as const;
    expect((await scene.roles.authorizeUntil(selling))._unsafeUnwrap().decision.isOk()).toBe(true);
    expect(await kindsAfter(scene, scene.delegation.id, 'terminateRoleDelegation', { by })).toEqual([]);
    expect(await storedOf(scene, customerId)).toEqual(after);
  });

  it('delegation-ends-on-time: terminating one that is over answers none, though nobody has written that down', async () => {
    const scene = await openWithDelegation({ extends: false });
    const { id, endsAt } = scene.delegation;
    scene.setClock(endsAt);
    const ended = await call(scene.roles, 'terminateRoleDelegation', { offerId: id });
    expect(ended).toMatchObject({ delegation: null, changes: [] });
    expect(ended).toMatchObject({ relationships: { roleDelegations: [{ id }] } });
  });

  it('extension-moves-the-end: where nothing changes, the answer has the end as time has moved it', async () => {
    const scene = await openWithDelegation();
    const { id, endsAt } = scene.delegation;
    scene.setClock(endsAt);
    const outcome = await call(scene.roles, 'setExtension', { offerId: id, on: true });
    expect(outcome).toMatchObject({ delegation: { id, endsAt: '2027-07-09T09:00:00.000Z' }, changes: [] });
    expect((outcome as RoleDelegationOutcome).relationships).toEqual(await storedOf(scene, customerId));
  });

  it('do not repeat the id of an offer that still waits in what they say, as it is the secret of a link', async () => {
    const scene = await openWithDelegation();
    const { offer: waiting } = await offer(scene, 'contoso', { name: 'Waiting' });
    const by = theCustomer(customerId);
    const refused = await scene.roles.setExtension({ customerId, offerId: waiting.id, on: false, by });
    const { code, message } = refused._unsafeUnwrapErr();
    expect(code).toBe('delegation-not-in-force');
    expect(message).not.toContain(waiting.id);
  });

  it('roles-outlive-the-relationship: ending it takes the service delegations, and leaves the roles', async () => {
    const scene = await openWithDelegation();
    await accept(scene, await linkOf(scene, 'contoso'), customerId, ['exchange-online']);
    const ending = { customerId, partnerId: 'contoso', agreement: 'C-1', subscriptions: [], by: thePartner('contoso') };
    const { relationships } = (await scene.service.endRelationship(ending))._unsafeUnwrap();
    expect(relationships).toMatchObject({ relationships: [], delegations: [], roleDelegations: [scene.delegation] });
    const { items } = (await scene.service.customersAdministeredBy('contoso'))._unsafeUnwrap();
    expect(items).toMatchObject([{ customer: { id: customerId }, establishedAt: null, administers: true }]);
  });

  it('erasure-needs-no-rights: a customer with a role delegation in force is not erased', async () => {
    const scene = await openWithDelegation({ extends: false });
    const erasure = { customerId, reason: 'asked to be forgotten', by: theOperator };
    expect((await scene.service.eraseCustomer(erasure))._unsafeUnwrapErr().code).toBe('rights-in-force');
    scene.setClock('2027-01-10T09:00:00.000Z');
    expect((await scene.service.eraseCustomer(erasure)).isOk()).toBe(true);
  });

  it.each(names)('%s names what is malformed, and an unknown customer', async (command) => {
    const scene = await openWithDelegation();
    const { id: offerId } = scene.delegation;
    expect(await call(scene.roles, command, { offerId, customerId: 'a b' })).toBe('malformed-input');
    expect(await call(scene.roles, command, { offerId: 'short' })).toBe('malformed-input');
    expect(await call(scene.roles, command, { offerId, by: null })).toBe('malformed-input');
    expect(await call(scene.roles, command, { offerId, customerId: 'nobody' })).toBe('unknown-customer');
  });

  it.each(names.filter((name) => name !== 'terminateRoleDelegation'))(
    'ended-is-final: %s is refused once the delegation is over',
    async (command) => {
      const scene = await openWithDelegation({ extends: false });
      scene.setClock('2027-01-10T09:00:00.000Z');
      expect(await call(scene.roles, command, { offerId: scene.delegation.id })).toBe('delegation-not-in-force');
    },
  );

  it.each(names)('%s is refused to another partner', async (command) => {
    const scene = await openWithDelegation();
    const change = { offerId: scene.delegation.id, by: thePartner('fabrikam') };
    const isEitherSides = command === 'setExtension' || command === 'terminateRoleDelegation';
    expect(await call(scene.roles, command, change)).toBe(isEitherSides ? 'not-a-party' : 'not-the-partner');
  });
});
