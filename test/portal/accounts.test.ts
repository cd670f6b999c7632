import { describe, expect, it } from 'vitest';
import { openSeeded } from './open';

describe('a partner that adds a customer', () => {
  it('has the relationship and the admin rights from the start, and a second click adds nobody else', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/customers');
    const form = await carla.follow('Add a customer');
    const added = await carla.press('Add', { name: 'Trey Research', service: 'teams' });
    expect(added.text).toContain('Trey Research The customer is added. You have a reseller relationship');
    expect(added.text).toContain('Teams ✓ You may set up the service');
    carla.back(form);
    await carla.press('Add', { name: 'Trey Research', service: 'teams' });
    expect(carla.page.path).toBe(added.path);
    await carla.open('/partner/customers');
    expect(carla.page.links.filter(({ text }) => text === 'Trey Research')).toHaveLength(1);
  });

  it('existing-customer-needs-request: cannot aim at an organization by what the form sends', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    for (const drawn of ['tailspin', 'margie']) {
      await carla.open('/partner/new-customer');
      await carla.press('Add', { drawn, name: 'Trey Research' });
      expect(carla.page.path).not.toContain(drawn);
    }
    const relationships = await portal.service.relationshipsOf('tailspin');
    expect(relationships._unsafeUnwrap()).toBeNull();
  });

  it('indirect-reseller-receives-through-provider: is told that its provider does it', async () => {
    const portal = await openSeeded();
    const nora = await portal.as('Nora', 'Northwind');
    await nora.open('/partner/new-customer');
    await nora.press('Add', { name: 'Trey Research' });
    expect(nora.page.status).toBe(403);
    expect(nora.page.text).toContain('This takes a provider.');
    expect(nora.page.html).toContain('value="Trey Research"');
  });
});

describe('a new name', () => {
  it('of a customer shows at once, to itself, in the list of its partner and in the history', async () => {
    const portal = await openSeeded();
    const margie = await portal.as('Margie', "Margie's Travel");
    await margie.follow('Name');
    await margie.press('Rename', { name: "Margie's Journeys" });
    expect(margie.page.text).toContain("Margie, Margie's Journeys Sign out Name The name is changed.");
    await margie.follow('History');
    expect(margie.page.text).toContain("is now called Margie's Journeys (Margie's Journeys (Margie))");
    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.open('/partner/customers');
    expect(filipe.page.links.map(({ text }) => text)).toContain("Margie's Journeys");
  });

  it('of a partner shows at once, to itself and on the page of its customer', async () => {
    const portal = await openSeeded();
    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.follow('Name');
    await filipe.press('Rename', { name: '\u202efabrikam' });
    expect(filipe.page.status).toBe(400);
    expect(filipe.page.text).toContain('“Name” is not in the form that is needed: something to see, and nothing that changes the direction of writing.');
    await filipe.press('Rename', { name: 'Fabrikam Residences' });
    expect(filipe.page.text).toContain('Filipe, Fabrikam Residences Sign out');
    const margie = await portal.as('Margie', "Margie's Travel");
    expect(margie.page.text).toContain('Fabrikam Residences A reseller that bills its customers itself.');
  });

  it('closed-partner-may-do-nothing: is not for a partner that has left', async () => {
    const portal = await openSeeded();
    const filipe = await portal.as('Filipe', 'Fabrikam');
    const by = { kind: 'operator' } as const;
    expect((await portal.service.closePartner({ partnerId: 'fabrikam', reason: 'insolvent', by })).isOk()).toBe(true);
    await filipe.open('/partner/name');
    await filipe.press('Rename', { name: 'Fabrikam Residences' });
    expect(filipe.page.status).toBe(403);
    expect(filipe.page.text).toContain('This partner has left the marketplace.');
  });
});

describe('the registration of a partner', () => {
  it('is done once, and an id in use is not given to another', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.press('Register', { id: 'trey', name: 'Trey Research', program: 'advisor' });
    expect(olga.page.text).toContain('Trey Research The partner is registered. An adviser, which sells nothing.');
    await olga.open('/operator');
    await olga.press('Register', { id: 'trey', name: 'Trey', program: 'advisor' });
    expect(olga.page.status).toBe(400);
    expect(olga.page.text).toContain('“Name” contradicts something else here, or what is stored.');
    expect(olga.page.html).toContain('value="Trey"');
    await olga.press('Register', { id: 'trey two', program: 'reseller' });
    expect(olga.page.status).toBe(400);
  });
});
