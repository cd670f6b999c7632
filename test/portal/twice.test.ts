import { valueOrThrow } from 'partner-relationships';
import { ROLE_IDS } from 'partner-relationships/roles';
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

describe('a second click on what is about roles', () => {
  it('has no second effect and gets the same answer', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const offers = async () => valueOrThrow(await portal.service.accountOf('contoso')).roleOffers ?? [];
    const terms = { name: 'Mailboxes', role: [ROLE_IDS.exchangeAdministrator, ROLE_IDS.globalAdministrator] };
    await carla.open('/partner/offer');
    await twice(carla, 'Keep the draft', terms);
    expect([carla.page.path, (await offers()).length]).toEqual(['/partner/offers?done=drafted', 1]);
    // Another offer of the same name is none of a second click.
    await carla.open('/partner/offer');
    await carla.press('Keep the draft', { ...terms, termDays: '30' });
    expect(carla.page.status).toBe(409);
    await carla.open('/partner/offers');
    await twice(carla, 'Discard');
    expect([carla.page.path, await offers()]).toEqual(['/partner/offers?done=discarded', []]);

    await carla.open('/partner/offer');
    await carla.press('Keep the draft', terms);
    await twice(carla, 'Make it final');
    await tomas.open(linkOn(carla.page));
    await twice(tomas, 'Approve');
    expect(tomas.page.path).toBe('/customer/access?done=approved');
    await carla.open('/partner/customer?id=tailspin');
    await carla.follow('Mailboxes');
    for (const [button, done] of [
      ['Give these roles to the group', 'assigned'],
      ['Give up: Global Administrator', 'dropped'],
      ['Switch the extension on', 'extension'],
      ['Take the roles from Contoso Mail', 'unassigned'],
    ] as const) {
      await twice(carla, button, done === 'assigned' ? { role: terms.role } : {});
      expect([button, carla.page.path.endsWith(`&done=${done}`)]).toEqual([button, true]);
    }
    await tomas.open('/customer/access');
    await tomas.follow('End these roles');
    await twice(tomas, 'End them');
    expect(tomas.page.path).toBe('/customer/access?done=terminated');
    const { items } = valueOrThrow(await portal.service.historyOf('tailspin'));
    expect(items.map(({ change }) => change.kind)).toEqual([
      ...['customer-registered', 'role-delegation-approved', 'access-assigned', 'role-dropped', 'extension-set'],
      ...['access-removed', 'role-delegation-terminated'],
    ]);
    const mails = await portal.db.selectFrom('portal_mails').select('template').where('customer_id', '=', 'tailspin').execute();
    expect(mails.map(({ template }) => template).sort()).toEqual([
      ...['approved', 'approved', 'roles-ended', 'roles-ended'],
    ]);
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
