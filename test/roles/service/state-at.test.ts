import type { CustomerRelationships } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { theOperator } from '../../fixtures/cast';
import { approve, approved, offer, openRoleScene, type RoleScene } from '../../fixtures/role-scene';
import { register } from '../../fixtures/scene';

/** Contoso holds a delegation that extends, and one that ends; both until 2027-01-10. Nobody has written down an end. */
async function openMarket(): Promise<RoleScene> {
  const scene = openRoleScene();
  await register(scene, 'contoso');
  const extending = (await offer(scene, 'contoso', { name: 'Extending' })).offer;
  const ending = (await offer(scene, 'contoso', { name: 'Ending', extends: false })).offer;
  scene.setClock(approved);
  await approve(scene, extending, 'tailspin');
  await approve(scene, ending, 'tailspin');
  return scene;
}

async function endsAt({ roles }: RoleScene, at: string): Promise<readonly string[]> {
  return shown((await roles.stateAt('tailspin', at))._unsafeUnwrap());
}

function shown(state: CustomerRelationships | null): readonly string[] {
  return (state?.roleDelegations ?? []).map((delegation) => `${delegation.name} ${delegation.endsAt}`);
}

describe('stateAt', () => {
  it('delegation-ends-on-time, extension-moves-the-end: shows what time had done by then, written down or not', async () => {
    const scene = await openMarket();
    expect(await endsAt(scene, '2027-01-10T08:59:59.999Z')).toEqual([
      'Extending 2027-01-10T09:00:00.000Z',
      'Ending 2027-01-10T09:00:00.000Z',
    ]);
    expect(await endsAt(scene, '2027-01-10T09:00:00.000Z')).toEqual(['Extending 2027-07-09T09:00:00.000Z']);

    scene.setClock('2027-03-01T00:00:00.000Z');
    (await scene.roles.settleDue({ by: theOperator }))._unsafeUnwrap();
    expect(await endsAt(scene, '2027-01-10T09:00:00.000Z')).toEqual(['Extending 2027-07-09T09:00:00.000Z']);
    expect(await endsAt(scene, '2027-01-10T08:59:59.999Z')).toHaveLength(2);
  });

  it('is what the relationship service shows where nothing was due', async () => {
    const scene = await openMarket();
    const at = '2026-06-01T00:00:00.000Z';
    const state = (await scene.roles.stateAt('tailspin', at))._unsafeUnwrap();
    expect(state).toEqual((await scene.service.stateAt('tailspin', at))._unsafeUnwrap());
  });

  it('is null before the customer was known, and for one that nobody knows', async () => {
    const scene = await openMarket();
    expect((await scene.roles.stateAt('tailspin', '2026-01-01T00:00:00.000Z'))._unsafeUnwrap()).toBeNull();
    expect((await scene.roles.stateAt('northwind', approved))._unsafeUnwrap()).toBeNull();
  });

  it.each([
    ['customerId', 'tailspin toys', approved],
    ['instant', 'tailspin', 'yesterday'],
  ])('refuses a malformed %s', async (path, customerId, at) => {
    const scene = openRoleScene();
    const refused = (await scene.roles.stateAt(customerId, at))._unsafeUnwrapErr();
    expect(refused).toMatchObject({ code: 'malformed-input', context: { path } });
  });
});
