import { describe, expect, it } from 'vitest';
import { openSeeded } from './open';
import { linkOn, type Visitor } from './visitor';

/** Presses a button twice in the same page. */
async function twice(visitor: Visitor, ...pressed: Parameters<Visitor['press']>): Promise<void> {
  const { page } = visitor;
  await visitor.press(...pressed);
  visitor.back(page);
  await visitor.press(...pressed);
}

describe('a second click on the same button', () => {
  it('has no second effect and gets the same answer', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const olga = await portal.as('Olga', 'Marketplace');
    const before = await portal.db.selectFrom('portal_mails').select('id').execute();

    await twice(carla, 'Request a relationship');
    const link = linkOn(carla.page);
    await twice(carla, 'Send', { to: 'tomas@tailspin.example' });
    expect(await portal.db.selectFrom('portal_mails').select('id').execute()).toHaveLength(before.length + 1);

    await tomas.open(link);
    await twice(tomas, 'Accept', { service: 'exchange-online' });
    expect(tomas.page.path).toBe('/customer?done=accepted');
    expect(await portal.db.selectFrom('portal_mails').select('id').execute()).toHaveLength(before.length + 3);

    await carla.open('/partner/customer?id=tailspin');
    await twice(carla, 'Sell', { service: 'teams' });
    const sold = portal.db.selectFrom('portal_subscriptions').selectAll().where('service_id', '=', 'teams');
    expect(await sold.where('customer_id', '=', 'tailspin').execute()).toHaveLength(1);

    await tomas.follow('Remove all admin rights of Contoso');
    await twice(tomas, 'Remove');
    expect(tomas.page.path).toBe('/customer?done=removed');
    expect(tomas.page.links.map(({ text }) => text)).not.toContain('Remove all admin rights of Contoso');

    await carla.open('/partner/customer?id=qingshi');
    await twice(carla, 'Give up all admin rights');
    expect(carla.page.path).toBe('/partner/customers?done=relinquished');
    await carla.open('/partner/customer?id=qingshi');
    await twice(carla, 'Cancel the subscription');
    await twice(carla, 'End the relationship', { agreement: 'contract 12' });
    expect(carla.page.path).toBe('/partner/customers?done=ended');

    await olga.open('/operator/customer?id=qingshi');
    await olga.press('Erase the customer', { reason: 'file 9' });
    await twice(olga, 'Erase the customer', { sure: 'yes' });
    expect(olga.page.status).toBe(200);
    await olga.open('/operator/partner?id=fabrikam');
    await twice(olga, 'Suspend', { reason: 'file 7' });
    await twice(olga, 'Lift the suspension', { reason: 'file 7' });
    await olga.press('Dismiss', { reason: 'file 8' });
    await twice(olga, 'Dismiss', { sure: 'yes' });
    expect([olga.page.status, olga.page.path]).toEqual([200, '/operator/partner?id=fabrikam&done=closed']);
  });
});

describe('a form that is changed and sent again', () => {
  it('sends, sells and adds what it says now, and not only what it said before', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    const email = await carla.press('Request a relationship');
    await carla.press('Send', { to: 'tomas@tailspin.example' });
    carla.back(email);
    await carla.press('Send', { to: 'ines@acucena.example' });
    carla.back(email);
    await carla.press('Send', { to: 'ines@acucena.example', paragraph: 'Dear Inês,' });
    const sent = portal.db.selectFrom('portal_mails').select('recipient').where('template', '=', 'invitation');
    expect((await sent.execute()).map(({ recipient }) => recipient).sort()).toEqual([
      ...['ines@acucena.example', 'ines@acucena.example', 'tomas@tailspin.example'],
    ]);

    const customer = await carla.open('/partner/customer?id=qingshi');
    await carla.press('Sell', { service: 'teams' });
    carla.back(customer);
    await carla.press('Sell', { service: 'intune' });
    const sold = portal.db.selectFrom('portal_subscriptions').select('service_id').orderBy('service_id');
    expect((await sold.where('customer_id', '=', 'qingshi').execute()).map((row) => row.service_id)).toEqual([
      ...['intune', 'sharepoint-online', 'teams'],
    ]);

    const added = await carla.open('/partner/new-customer');
    await carla.press('Add', { name: 'Trey Research' });
    carla.back(added);
    await carla.press('Add', { name: 'Proseware' });
    await carla.open('/partner/customers');
    expect(carla.page.text).toMatch(/Proseware .+ Trey Research|Trey Research .+ Proseware/);
  });
});

describe('two people of a customer at the same moment', () => {
  it('accept the same invitation, and both see what holds', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const both = [await portal.as('Tomás', 'Tailspin Toys'), await portal.as('Teresa', 'Tailspin Toys')];
    for (const one of both) await one.open(linkOn(carla.page));
    await Promise.all(both.map((one) => one.press('Accept', { service: 'teams' })));
    for (const one of both) expect(one.page.text).toContain('Teams Contoso: administers it');
  });

  it('one-transacting-partner-per-service: accept different sellers, and one is asked about the other', async () => {
    const portal = await openSeeded();
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const teresa = await portal.as('Teresa', 'Tailspin Toys');
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    await tomas.open(linkOn(carla.page));
    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.press('Request a relationship');
    await teresa.open(linkOn(filipe.page));

    await Promise.all([tomas, teresa].map((one) => one.press('Accept', { service: 'teams' })));
    const [first, second] = tomas.page.status === 200 ? [tomas, teresa] : [teresa, tomas];
    expect([first.page.path, second.page.status]).toEqual(['/customer?done=accepted', 409]);
    expect(second.page.text).toContain('administers Teams for you. A service has one seller that administers it');
  });
});
