import { valueOrThrow } from 'partner-relationships';
import { ROLE_IDS } from 'partner-relationships/roles';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendNotices } from '../../docs/examples/portal/notices';
import { openSeeded, postgresDatabase, type OpenPortal } from './open';
import { linkOn, type Visitor } from './visitor';

const { exchangeAdministrator, globalAdministrator, serviceSupportAdministrator } = ROLE_IDS;
const DAY = 24 * 60 * 60 * 1000;

// The clock alone: what waits in the portal waits as always.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-10T09:00:00.000Z') }));
afterEach(() => void vi.useRealTimers());

/** Lets days pass. Everybody signs in again: a session lasts for hours. */
function passDays(days: number): void {
  vi.setSystemTime(Date.now() + days * DAY);
}

/** A partner draws up an offer and makes it final. */
async function offer(partner: Visitor, values: Record<string, string | readonly string[]> = {}): Promise<string> {
  await partner.open('/partner/offer');
  const terms = { name: 'Mailboxes', role: [exchangeAdministrator, serviceSupportAdministrator], termDays: '365' };
  await partner.press('Keep the draft', { ...terms, ...values });
  await partner.press('Make it final');
  return linkOn(partner.page);
}

/** Contoso offers, and Tailspin Toys approves. */
async function approved(portal: OpenPortal, values: Record<string, string | readonly string[]> = {}): Promise<void> {
  const link = await offer(await portal.as('Carla', 'Contoso'), values);
  const tomas = await portal.as('Tomás', 'Tailspin Toys');
  await tomas.open(link);
  await tomas.press('Approve');
}

/** Opens the page of the roles that Contoso has at Tailspin Toys. */
async function openRoles(visitor: Visitor): Promise<void> {
  await visitor.open('/partner/customer?id=tailspin');
  await visitor.follow('Mailboxes');
}

describe("the portal's story of roles, from the offer to the end", () => {
  it.each([
    ['SQLite', async () => ':memory:'],
    ['PostgreSQL', postgresDatabase],
  ])('is played by a partner, its technician and a customer with nothing but pages, on %s', async (_, database) => {
    const portal = await openSeeded('http://portal.example', await database());
    const carla = await portal.as('Carla', 'Contoso');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const theo = await portal.as('Theo', 'Contoso');

    // A draft, changed, and made final.
    await carla.follow('Role offers');
    await carla.follow('Draw up an offer');
    await carla.press('Keep the draft', { name: 'Mail', role: exchangeAdministrator, termDays: '365' });
    expect(carla.page.text).toContain('Mail RolesExchange AdministratorTerm365 daysExtensionoff: it ends for good');
    await carla.follow('Change');
    await carla.press('Keep the draft', { name: 'Mailboxes', role: [exchangeAdministrator, serviceSupportAdministrator] });
    await carla.press('Make it final');
    expect(carla.page.text).toContain('Statewaits for the customer until April 10, 2026 at 09:00:00 UTC');
    const link = linkOn(carla.page);
    expect(link).toMatch(/^http:\/\/portal\.example\/offer\?partner=contoso&token=\w{22}$/);

    // The customer sees what it approves.
    await tomas.open(`${link}&utm_source=mail`);
    expect(tomas.page.text).toContain('Contoso asks to administer services for you with these roles: Mailboxes.');
    expect(tomas.page.text).toContain('Exchange Administrator and Service Support AdministratorTerm365 days');
    await tomas.press('Approve');
    expect(tomas.page.path).toBe('/customer/access?done=approved');
    expect(tomas.page.text).toContain('Used bynobody yet');

    // Approved is not usable: nobody has the roles yet.
    await carla.open('/partner/customer?id=tailspin');
    expect(carla.page.text).toContain('You have no reseller relationship with this customer, but roles.');
    expect(carla.page.text).toContain(
      'Exchange Online ✗ You may not set up the service, administer the service, see its health, or file service ' +
        'requests. The admin rights of your organization do not reach you; your organization can give such a role to ' +
        'a group that you are in.',
    );
    await carla.follow('Mailboxes');
    await carla.press('Give these roles to the group', { group: 'contoso-mail', role: exchangeAdministrator });
    expect(carla.page.text).toContain('Contoso Mail: Exchange Administrator');

    // The technician may, until the day.
    await theo.open('/partner/customer?id=tailspin');
    expect(theo.page.text).toContain(
      'Exchange Online ✓ You may set up the service, administer the service, see its health, and file service ' +
        'requests, until January 10, 2027 at 09:00:00 UTC.',
    );
    await carla.open('/partner/customer?id=tailspin');
    expect(carla.page.text).toContain('Exchange Online ✗ You may not set up the service, administer the service');

    // The review, the extension, and the end.
    await tomas.open('/customer/access');
    expect(tomas.page.text).toContain('Contoso: Mailboxes RolesExchange Administrator and Service Support');
    expect(tomas.page.text).toContain('Used byContoso Mail: Exchange Administrator');
    expect(tomas.page.text).toMatch(/Last changeJanuary 10, 2026 at 09:00:00 UTC: Contoso gave roles .+ \(Contoso \(Carla\)\)/);
    await tomas.press('Switch the extension on');
    expect(tomas.page.text).toContain('Extensionon: 180 days more whenever the end is reached');
    await theo.open('/partner/customer?id=tailspin');
    expect(theo.page.text).toContain('✓ You may set up the service, administer the service, see its health, and file service requests.');
    await tomas.follow('End these roles');
    expect(tomas.page.text).toContain('To give the roles back takes a new offer.');
    await tomas.press('End them');
    expect(tomas.page.text).toContain('No partner may administer anything for you.');
    await theo.open('/partner/customer?id=tailspin');
    expect(theo.page.status).toBe(404);

    await tomas.open('/customer/history');
    const told = [...tomas.page.text.matchAll(/UTC: (.+?) \((?:Contoso|Tailspin Toys) \(/g)].map(([, what]) => what);
    expect(told).toEqual([
      'became a customer of the marketplace',
      'Contoso got the roles of Mailboxes until January 10, 2027 at 09:00:00 UTC: Exchange Administrator and Service ' +
        'Support Administrator',
      'Contoso gave roles of Mailboxes to Contoso Mail: Exchange Administrator',
      'extension of Mailboxes of Contoso switched on',
      'Mailboxes of Contoso was ended',
    ]);
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Contoso');
    expect(olga.page.text).toContain('approved the offer Mailboxes (Tailspin Toys (Tomás))');
    // Both sides were told.
    await olga.follow('Outbox');
    expect(olga.page.text).toContain(
      'A role offer is approved Tailspin Toys has approved your offer. Until January 10, 2027 at 09:00:00 UTC you have: ' +
        'Exchange Administrator and Service Support Administrator.',
    );
    expect(olga.page.text).toContain('Contoso no longer has: Exchange Administrator and Service Support Administrator.');
  });
});

describe('the page behind the link of a role offer', () => {
  it('answers a second click as the first, and says afterwards that the offer is approved', async () => {
    const portal = await openSeeded();
    const link = await offer(await portal.as('Carla', 'Contoso'));
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const page = await tomas.open(link);
    await tomas.press('Approve');
    tomas.back(page);
    await tomas.press('Approve');
    expect(tomas.page.path).toBe('/customer/access?done=approved');
    await tomas.open(link);
    expect(tomas.page.text).toContain('You have approved this offer.');
    expect(tomas.page.html).not.toContain('<button>Approve');
  });

  it('offer-serves-one-customer: is no use to a second customer, which is told nothing of the first', async () => {
    const portal = await openSeeded();
    const link = await offer(await portal.as('Carla', 'Contoso'));
    const margie = await portal.as('Margie', "Margie's Travel");
    await margie.open(link);
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(link);
    await tomas.press('Approve');
    await margie.press('Approve');
    expect(margie.page.status).toBe(404);
    expect(margie.page.text).toContain('There is no such offer, or somebody else has approved it.');
    expect(margie.page.text).not.toContain('Tailspin');
  });

  it('offer-serves-one-customer: is for the customer that the offer names', async () => {
    const portal = await openSeeded();
    const link = await offer(await portal.as('Carla', 'Contoso'), { customerId: 'qingshi' });
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(link);
    await tomas.press('Approve');
    expect(tomas.page.status).toBe(403);
    const lin = await portal.as('林晓', '青石书店');
    await lin.open(link);
    await lin.press('Approve');
    expect(lin.page.text).toContain('Contoso: SharePoint Online Basisyour reseller relationship');
    expect(lin.page.text).toContain('Contoso: Mailboxes');
  });

  it('locked-offer-lapses: says so after 90 days, to both sides', async () => {
    const portal = await openSeeded();
    const link = await offer(await portal.as('Carla', 'Contoso'));
    passDays(90);
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(link);
    expect(tomas.page.status).toBe(403);
    expect(tomas.page.text).toContain('Nobody has approved this offer in time. Only a new offer helps.');
    const carla = await portal.as('Carla', 'Contoso');
    await carla.follow('Role offers');
    expect(carla.page.text).toContain('lapsed on April 10, 2026 at 09:00:00 UTC: draw up a new one');
  });

  it('closed-partner-may-do-nothing: says of an offer of a dismissed partner that it has left, also to a form', async () => {
    const portal = await openSeeded();
    const link = await offer(await portal.as('Carla', 'Contoso'));
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(link);
    const closing = { partnerId: 'contoso', reason: 'insolvent', by: { kind: 'operator' } } as const;
    valueOrThrow(await portal.service.closePartner(closing));
    await tomas.press('Approve');
    expect(tomas.page.status).toBe(403);
    expect(tomas.page.html).not.toContain('<button>Approve');
    await tomas.open(link);
    expect(tomas.page.text).toContain('This partner has left the marketplace.');
    expect(tomas.page.html).not.toContain('<button>Approve');
  });

  it.each(['', '?partner=contoso', '?partner=contoso&token=nobodymadethisone'])(
    'says of a damaged link that there is no such offer: %s',
    async (query) => {
      const portal = await openSeeded();
      const tomas = await portal.as('Tomás', 'Tailspin Toys');
      await tomas.open(`/offer${query}`);
      expect([tomas.page.status, tomas.page.title]).toEqual([404, 'Problem: A partner asks for roles']);
    },
  );
});

describe('the offers of a partner', () => {
  it('come back with what was wrong and what was entered', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/offer');
    await carla.press('Keep the draft', { name: 'Mailboxes', termDays: '731' });
    expect(carla.page.status).toBe(400);
    expect(carla.page.text).toContain('“Roles” is not in the form that is needed');
    await carla.press('Keep the draft', { role: [exchangeAdministrator, globalAdministrator] });
    expect(carla.page.text).toContain('“Term in days (1 to 730)” is not in the form that is needed');
    await carla.press('Keep the draft', { termDays: '730', extends: 'yes' });
    expect(carla.page.text).toContain('Global Administrator and Exchange Administrator');

    // The names of offers differ.
    await carla.open('/partner/offer');
    await carla.press('Keep the draft', { name: 'Mailboxes', role: exchangeAdministrator });
    expect([carla.page.status, carla.page.text.includes('Another offer of yours has this name.')]).toEqual([409, true]);

    await carla.follow('Role offers');
    await carla.press('Make it final');
    expect(carla.page.status).toBe(403);
    expect(carla.page.text).toContain('With the Global Administrator among the roles, the extension cannot be on.');
    await carla.press('Discard');
    expect(carla.page.text).toContain('The draft is discarded.');
    expect(carla.page.text).not.toContain('Mailboxes');
  });

  it('reseller-consents-to-its-offer: wait on the page of the reseller for its consent, and then for the customer', async () => {
    const portal = await openSeeded();
    const link = await offer(await portal.as('Wei', 'Wingtip Distribution'), { reseller: 'northwind' });
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const page = await tomas.open(link);
    expect(page.text).toContain('Northwind asks to administer services for you');
    expect(page.text).toContain('The offer was drawn up by its provider, Wingtip Distribution.');
    expect(page.text).toContain('The reseller that is to have these roles has not consented yet.');

    const nora = await portal.as('Nora', 'Northwind');
    await nora.follow('Role offers');
    expect(nora.page.text).toContain('Mailboxes ProviderWingtip Distribution');
    await nora.press('Consent');
    expect(nora.page.text).not.toContain('Mailboxes');
    await tomas.open(link);
    await tomas.press('Approve');
    expect(tomas.page.text).toContain('Northwind: Mailboxes');
    expect(tomas.page.text).toContain('ThroughWingtip Distribution');
  });

  it('reseller-consents-to-its-offer: end with a reseller that rejects them', async () => {
    const portal = await openSeeded();
    const wei = await portal.as('Wei', 'Wingtip Distribution');
    const link = await offer(wei, { reseller: 'northwind' });
    const nora = await portal.as('Nora', 'Northwind');
    await nora.follow('Role offers');
    await nora.press('Reject');
    await wei.open('/partner/offers');
    expect(wei.page.text).not.toContain('Mailboxes');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    expect((await tomas.open(link)).status).toBe(404);
  });
});

describe('the roles of a partner', () => {
  it('one-assignment-per-group: are given to a group, changed there, and taken from it', async () => {
    const portal = await openSeeded();
    await approved(portal);
    const carla = await portal.as('Carla', 'Contoso');
    await openRoles(carla);
    await carla.press('Give these roles to the group', { group: 'contoso-mail', role: exchangeAdministrator });
    await carla.press('Give these roles to the group', { group: 'contoso-mail', role: serviceSupportAdministrator });
    expect(carla.page.text).toContain('Contoso Mail: Service Support Administrator');
    await carla.press('Take the roles from Contoso Mail');
    expect(carla.page.text).toContain('Nobody may use them yet');
    await carla.press('Give these roles to the group', { role: [] });
    expect(carla.page.status).toBe(400);
  });

  it('only-that-role-can-be-dropped: can be extended once the Global Administrator is given up', async () => {
    const portal = await openSeeded();
    await approved(portal, { role: [globalAdministrator, exchangeAdministrator] });
    const carla = await portal.as('Carla', 'Contoso');
    await openRoles(carla);
    await carla.press('Switch the extension on');
    expect(carla.page.status).toBe(403);
    await carla.press('Give up: Global Administrator');
    expect(carla.page.text).toContain('RolesExchange AdministratorUntil');
    await carla.press('Switch the extension on');
    expect(carla.page.text).toContain('on: 180 days more whenever the end is reached');
    await carla.press('End these roles');
    expect([carla.page.path, carla.page.text.includes('You administer nothing.')]).toEqual([
      ...['/partner/ending?done=terminated', false],
    ]);
  });

  it('delegation-ends-on-time: end without anybody, and are shown until when before that', async () => {
    const portal = await openSeeded();
    await approved(portal, { termDays: '31' });
    const ending = async (): Promise<string> => {
      const carla = await portal.as('Carla', 'Contoso');
      return (await carla.follow('Until when')).text;
    };
    expect(await ending()).toMatch(/Tailspin Toys You administer its services until February 10, 2026 at 09:00:00 UTC\.$/);
    expect(await ending()).toContain('青石书店 You administer its services without an end.');
    passDays(2);
    expect(await ending()).toContain('That is soon: send a new offer, or switch the extension on.');
    passDays(29);
    expect(await ending()).toContain('Tailspin Toys These roles have ended.');
    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/customer?id=tailspin');
    expect(carla.page.status).toBe(404);
  });

  it('ended-is-final: are said to have ended to a form that was open meanwhile', async () => {
    const portal = await openSeeded();
    await approved(portal);
    const carla = await portal.as('Carla', 'Contoso');
    await openRoles(carla);
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open('/customer/access');
    const review = tomas.page;
    await tomas.follow('End these roles');
    await tomas.press('End them');
    await carla.press('Switch the extension on');
    expect(carla.page.status).toBe(403);
    expect(carla.page.text).toContain('These roles have ended. Only a new offer brings them back.');
    tomas.back(review);
    await tomas.press('Switch the extension on');
    expect(tomas.page.text).toContain('These roles have ended. Only a new offer brings them back.');
    tomas.back(review);
    await tomas.follow('End these roles');
    expect(tomas.page.text).toContain('End these roles? These roles have ended.');
  });

  it('partner-sees-only-its-customers: are on no page of another partner', async () => {
    const portal = await openSeeded();
    await approved(portal);
    const carla = await portal.as('Carla', 'Contoso');
    await openRoles(carla);
    const filipe = await portal.as('Filipe', 'Fabrikam');
    for (const path of [carla.page.path, '/partner/customer?id=tailspin']) {
      expect([path, (await filipe.open(path)).status]).toEqual([path, 404]);
    }
    await carla.open('/partner/offer');
    await carla.press('Keep the draft', { name: 'Sites', role: exchangeAdministrator });
    await carla.follow('Role offers');
    await carla.follow('Change');
    expect((await filipe.open(carla.page.path)).status).toBe(404);
  });

  it('agent-role-limits-the-person: let a technician do what its group may, and nothing for the partner', async () => {
    const portal = await openSeeded();
    await approved(portal);
    const theo = await portal.as('Theo', 'Contoso');
    await theo.open('/partner/customer?id=tailspin');
    expect(theo.page.text).toContain('None of your agent roles permits this');
    for (const [path, button] of [
      ['/partner', 'Request a relationship'],
      ['/partner/offer', 'Keep the draft'],
      ['/partner/customer?id=tailspin', 'Sell'],
    ] as const) {
      await theo.open(path);
      await theo.press(button);
      expect([path, theo.page.status]).toEqual([path, 403]);
    }
  });
});

describe('what time does', () => {
  it('is told to both sides 30 days, 7 days and a day before, once, also if the process stops on the way', async () => {
    const portal = await openSeeded();
    await approved(portal, { termDays: '31' });
    const ending = async (): Promise<number> => {
      await sendNotices(portal);
      const mails = portal.db.selectFrom('portal_mails').select('id').where('template', '=', 'roles-ending');
      return (await mails.execute()).length;
    };
    expect(await ending()).toBe(0);
    passDays(1);
    // The end of the span is not in it.
    expect(await ending()).toBe(0);
    passDays(0.5);
    expect(await ending()).toBe(2);
    // The mails are written, and how far it came is not.
    await portal.db.updateTable('portal_notices').set({ until: '2026-01-11T00:00:00.000Z' }).execute();
    expect(await ending()).toBe(2);
    passDays(23);
    expect(await ending()).toBe(4);
    passDays(6);
    expect(await ending()).toBe(6);
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('Outbox');
    expect(olga.page.text).toContain('Contoso loses: Exchange Administrator and Service Support Administrator.');
  });

  it('shows the operator who held which roles at a moment', async () => {
    const portal = await openSeeded();
    await approved(portal, { termDays: '31' });
    passDays(40);
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.open('/operator/customer?id=tailspin');
    expect(olga.page.text).toContain('Who holds what now Nobody holds anything.');
    await olga.press('Show this moment', { instant: '2026-02-10T08:59' });
    expect(olga.page.text).toContain(
      'Contoso: roles of Mailboxes until February 10, 2026 at 09:00:00 UTC: Exchange Administrator and Service Support',
    );
    await olga.press('Show this moment', { instant: '2026-02-10T09:00' });
    expect(olga.page.text).toContain('Nobody holds anything.');
  });

  it('comes into the histories when the operator says so', async () => {
    const portal = await openSeeded();
    await approved(portal, { termDays: '31' });
    const carla = await portal.as('Carla', 'Contoso');
    await offer(carla, { name: 'Sites' });
    passDays(91);
    const olga = await portal.as('Olga', 'Marketplace');
    await olga.follow('What is due');
    await olga.press('Write down what is due');
    while (olga.page.text.includes('There is more')) await olga.press('There is more: write down the next');
    expect(olga.page.text).toContain('What was due is written down.');
    await olga.open('/operator/partner?id=contoso');
    expect(olga.page.text).toContain('nobody approved the offer in time: Sites');
    await olga.open('/operator/customer?id=tailspin');
    expect(olga.page.text).toContain('Mailboxes of Contoso ended on February 10, 2026 at 09:00:00 UTC');
    expect(valueOrThrow(await portal.service.relationshipsOf('tailspin'))?.roleDelegations).toBeUndefined();
    await olga.follow('Outbox');
    expect(olga.page.text).toContain('Contoso no longer has: Exchange Administrator and Service Support Administrator.');
  });
});
