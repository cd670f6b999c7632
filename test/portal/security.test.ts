import { sql } from 'kysely';
import { ROLE_IDS } from 'partner-relationships/roles';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { portalApp } from '../../docs/examples/portal/portal';
import { openSeeded, postgresDatabase } from './open';
import { attribute, linkOn, textOf } from './visitor';

const hostile = '<script>alert("x")</script> & \'"><img src=x onerror=alert(1)>';
const backwards = 'שלום';

describe('the portal against others', () => {
  it.each([
    ['no origin', {}],
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sibling domain', { 'sec-fetch-site': 'same-site' }],
  ])('refuses a form from %s', async (_, headers) => {
    const portal = await openSeeded();
    const app = portalApp(portal);
    const signedIn = await app.request('/sign-in', {
      method: 'POST',
      headers: { origin: portal.origin },
      body: new URLSearchParams({ user: 'u-90' }),
    });
    const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
    const form = { method: 'POST', body: new URLSearchParams({ action: 'suspend', reason: 'forged' }) };
    const path = '/operator/partner?id=contoso';
    const forged = await app.request(path, { ...form, headers: { cookie, ...headers } });
    expect(forged.status).toBe(403);
    expect(await forged.text()).toContain('<h1>');
    const own = await app.request(path, { ...form, headers: { cookie, origin: portal.origin } });
    expect(own.status).toBe(303);
  });

  it.each([
    ['http://portal.example', 'session=', false],
    ['https://portal.example', '__Host-session=', true],
  ])('keeps the session at %s in a cookie that scripts and other sites do not get', async (origin, start, secure) => {
    const portal = await openSeeded(origin);
    const app = portalApp(portal);
    const body = new URLSearchParams({ user: 'u-41', to: '/customer' });
    const answer = await app.request('/sign-in', { method: 'POST', headers: { origin }, body });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(new RegExp(`^${start}[\\w-]{43};`));
    expect(cookie).toContain('Path=/; HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie.includes('Secure')).toBe(secure);
    expect(cookie).not.toContain('Domain');
  });

  it('ends a session for good when its person signs out', async () => {
    const portal = await openSeeded();
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    expect(await portal.db.selectFrom('portal_sessions').selectAll().execute()).toHaveLength(1);
    await tomas.press('Sign out');
    expect(await portal.db.selectFrom('portal_sessions').selectAll().execute()).toEqual([]);
    await tomas.open('/customer');
    expect(tomas.page.title).toBe('Who are you?');
  });

  it('keeps no session beyond its time, nor beside the next one of its browser, nor its cookie', async () => {
    const portal = await openSeeded();
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.signIn('Teresa', 'Tailspin Toys');
    const sessions = await portal.db.selectFrom('portal_sessions').selectAll().execute();
    expect(sessions.map((session) => session.user_id)).toEqual(['u-42']);
    const copied = await portal.app.request('/customer', { headers: { cookie: `session=${sessions[0]?.id ?? ''}` } });
    expect(copied.headers.get('location')).toBe('/sign-in?to=%2Fcustomer');
    await tomas.open('/customer');
    expect(tomas.page.title).toBe('Partner relationships');

    await portal.db.updateTable('portal_sessions').set({ ends_at: new Date(0).toISOString() }).execute();
    await tomas.open('/customer');
    expect(tomas.page.title).toBe('Who are you?');
    await tomas.press('Tomás, Tailspin Toys');
    const left = await portal.db.selectFrom('portal_sessions').select('user_id').execute();
    expect(left.map((session) => session.user_id)).toEqual(['u-41']);
  });

  it.each([
    ...['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)'],
    'http://portal.example//evil.example',
    'not a place: %',
  ])(
    'does not lead from the sign-in to %s',
    async (to) => {
      const portal = await openSeeded();
      const app = portalApp(portal);
      const body = new URLSearchParams({ user: 'u-41', to });
      const answer = await app.request('/sign-in', { method: 'POST', headers: { origin: portal.origin }, body });
      const location = answer.headers.get('location') ?? '';
      expect(new URL(location, portal.origin).origin).toBe(portal.origin);
    },
  );

  it('shows names as text, isolated from the words around them', async () => {
    const portal = await openSeeded();
    const lin = await portal.as('林晓', '青石书店');
    const olga = await portal.as('Olga', 'Marketplace');
    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/name');
    const renamed = await carla.press('Rename', { name: hostile });
    await lin.open('/customer/name');
    await lin.press('Rename', { name: backwards });
    await carla.open('/partner/offer');
    const role = ROLE_IDS.globalReader;
    const draft = await carla.press('Keep the draft', { name: backwards, role, customerId: 'qingshi' });
    await carla.press('Make it final');
    await lin.open(linkOn(carla.page));
    const offered = lin.page;
    const approved = await lin.press('Approve');
    await carla.open('/partner/customer?id=qingshi');
    await carla.follow(backwards);
    const ofRoles = [draft, offered, approved, carla.page, await lin.follow('End these roles')];
    await carla.open('/partner');
    await carla.follow('Email');
    const pages = [
      ...ofRoles,
      renamed,
      lin.page,
      carla.page,
      await portal.visitor().open('/sign-in'),
      await carla.press('Preview', { paragraph: [hostile, backwards] }),
      await carla.open('/partner/customers'),
      await carla.open('/partner/customer?id=qingshi'),
      await lin.open('/customer'),
      await lin.open('/customer/history'),
      await lin.open('/customer/removal?partner=all'),
      await olga.open('/operator'),
      await olga.open('/operator/partner?id=contoso'),
      await olga.open('/operator/customer?id=qingshi'),
      await olga.open('/outbox'),
    ];
    for (const { elements, status } of pages) {
      expect(status).toBe(200);
      expect(elements.filter(({ tagName }) => /^(?:script|img)$/.test(tagName))).toEqual([]);
      const holders = elements.filter(({ childNodes }) =>
        childNodes.some((node) => 'value' in node && node.value.includes(backwards)),
      );
      const isIsolated = (one: (typeof holders)[number]): boolean =>
        /^(?:bdi|title|textarea)$/.test(one.tagName) || attribute(one, 'dir') === 'auto';
      expect(holders.filter((one) => !isIsolated(one)).map(({ tagName }) => tagName)).toEqual([]);
    }
    expect(pages.filter(({ text }) => text.includes('<script>alert("x")</script> &')).length).toBeGreaterThan(6);
  });

  it('lets nobody see or do what is for others', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    for (const path of ['/operator', '/operator/partner?id=contoso', '/customer', '/customer/access', '/invitation', '/offer']) {
      await carla.open(path);
      expect([path, carla.page.status]).toEqual([path, 403]);
    }
    // A customer of another partner, and one that nobody has.
    for (const id of ['margie', 'tailspin', 'nobody']) {
      await carla.open(`/partner/customer?id=${id}`);
      expect([id, carla.page.status]).toEqual([id, 404]);
    }
    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.follow('Email');
    await carla.open(filipe.page.path);
    expect(carla.page.status).toBe(404);
  });

  it('sends headers with every answer that let nothing of others in', async () => {
    const portal = await openSeeded();
    const app = portalApp(portal);
    for (const path of ['/', '/sign-in', '/outbox', '/style.css', '/nowhere', '/operator']) {
      const { headers } = await app.request(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; " +
          "frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    expect(tomas.page.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a form with bad input', () => {
  it('comes back with what was wrong and what was entered', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.follow('Email');
    await carla.press('Send', { paragraph: ['Dear Ada,', 'read this.'], to: 'nowhere' });
    expect(carla.page.text).toContain('This is no email address.');
    expect(carla.page.html).toContain('value="nowhere"');
    expect(carla.page.html).toContain('Dear Ada,');

    await carla.press('Send', { paragraph: ['x'.repeat(4001)], to: 'ada@tailspin.example' });
    expect(carla.page.status).toBe(400);
    expect(carla.page.text).toContain('“Paragraph” is not in the form that is needed: 1 to 4,000 characters');
    expect(await portal.db.selectFrom('portal_mails').select('id').where('html', 'is not', null).execute()).toEqual([]);

    await carla.open('/partner/customer?id=qingshi');
    await carla.press('End the relationship', { agreement: '' });
    expect(carla.page.status).toBe(400);
    expect(carla.page.text).toContain('“Reference to your agreement with the customer (a number of yours)” is not in the form that is needed: 1 to 256');
  });

  it('does not choose the id of what it makes', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/customer?id=qingshi');
    // No decision could read such an id.
    await carla.press('Sell', { sale: 'two words' });
    await carla.open('/partner/customer?id=qingshi');
    expect(carla.page.status).toBe(200);
    // That of what another partner has sold.
    await carla.press('Sell', { sale: 'margie-mail' });
    const sold = portal.db.selectFrom('portal_subscriptions').select('id').where('customer_id', '=', 'qingshi');
    expect(await sold.execute()).toHaveLength(3);
  });

  it('names no service that the marketplace does not have', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    const olga = await portal.as('Olga', 'Marketplace');
    await carla.press('Request a relationship');
    await tomas.open(linkOn(carla.page));
    const service = 'pay-us-at-evil.example';
    await tomas.press('Accept', { service });
    await carla.open('/partner/customer?id=qingshi');
    await carla.press('Sell', { service });
    expect(carla.page.status).toBe(400);
    await carla.open('/partner/new-customer');
    await carla.press('Add', { name: 'Trey Research', service });
    await olga.open('/operator/customers');
    await olga.press('Import', { id: 'trey', name: 'Trey', establishedAt: '2019-03-01', service });
    expect([tomas, carla, olga].map(({ page }) => page.status)).toEqual([400, 400, 400]);
    const known = (await portal.service.customers())._unsafeUnwrap().items;
    expect(known.map(({ id }) => id)).toEqual(['acucena', 'margie', 'qingshi']);
  });

  it('checks the email that is pasted back', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.follow('Email');
    const code = carla.page.elements.find(({ tagName }) => tagName === 'code');
    const link = textOf(code ?? expect.fail('no link'));
    await carla.press('Check', { pasted: `Open ${link}` });
    expect(carla.page.text).toContain('The link is as it was made. You can send this.');
    await carla.press('Check', { pasted: `Open https://click.example/?to=${link}` });
    expect(carla.page.status).toBe(403);
    expect(carla.page.text).toContain('The link in this text is changed.');
    await carla.press('Check', { pasted: '<p>Hello</p>', form: 'html' });
    expect(carla.page.text).toContain('The link is not in this text.');
  });

  it('is answered by a page that says so if it asks for a page of a history that no page has offered', async () => {
    const portal = await openSeeded();
    const olga = await portal.as('Olga', 'Marketplace');
    const margie = await portal.as('Margie', "Margie's Travel");
    const pages = [
      await olga.open('/operator/partner?id=contoso&after=nowhere'),
      await olga.open('/operator/customer?id=margie&after=nowhere'),
      await margie.open('/customer/history?after=nowhere'),
    ];
    for (const { path, status, title } of pages) {
      expect([path, status, title]).toEqual([path, 400, 'Problem: That did not work']);
    }
  });

  it('is an answer also if it is no form at all', async () => {
    const portal = await openSeeded();
    const app = portalApp(portal);
    const headers = { origin: portal.origin, 'content-type': 'multipart/form-data; boundary=x' };
    const broken = await app.request('/sign-in', { method: 'POST', headers, body: 'no form' });
    expect(broken.status).toBe(400);
  });

  it('is as long as it needs to be: an email that is pasted back, of who is signed in, may be longer than a name', async () => {
    const portal = await openSeeded();
    const long = 'x'.repeat(200_000);
    const visitor = portal.visitor();
    await visitor.open('/sign-in');
    await visitor.press('Carla, Contoso', { to: long });
    expect(visitor.page.status).toBe(413);
    const carla = await portal.as('Carla', 'Contoso');
    const email = await carla.follow('Email');
    await carla.press('Check', { pasted: `${linkOn(email)} ${long}` });
    expect(carla.page.text).toContain('The link is as it was made.');
    carla.back(email);
    await carla.press('Check', { pasted: long.repeat(20) });
    expect(carla.page.status).toBe(413);
    const form = { method: 'POST', headers: { origin: portal.origin }, body: new URLSearchParams({ pasted: long }) };
    expect((await portal.app.request(email.path, form)).headers.get('location')).toContain('/sign-in?to=');
  });

  it('is refused if it has a character that PostgreSQL does not keep', async () => {
    const portal = await openSeeded('http://portal.example', await postgresDatabase());
    const visit = (path: string, cookie: string) => portal.app.request(path, { headers: { cookie } });
    expect((await visit('/outbox/mail?id=%00', '')).status).toBe(400);
    expect((await visit('/customer', 'session=%00')).headers.get('location')).toBe('/sign-in?to=%2Fcustomer');
    const carla = await portal.as('Carla', 'Contoso');
    const customer = await carla.open('/partner/customer?id=qingshi');
    for (const [button, values] of [
      ['Sell', { sale: '\0' }],
      ['Cancel the subscription', { subscription: '\0' }],
      ['End the relationship', { agreement: '\0' }],
    ] as const) {
      carla.back(customer);
      await carla.press(button, values);
      expect([button, carla.page.status]).toEqual([button, 400]);
    }
    await carla.open('/partner');
    await carla.follow('Email');
    await carla.press('Send', { to: 'ada\0@tailspin.example' });
    expect(carla.page.status).toBe(400);
  });

  it('has no address that no mail server takes', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    const email = await carla.follow('Email');
    for (const to of ['a b@tailspin.example', 'ada', `ada@${'x'.repeat(251)}`]) {
      carla.back(email);
      await carla.press('Send', { to });
      expect([to, carla.page.text.includes('This is no email address.')]).toEqual([to, true]);
    }
  });
});

describe('what fails behind a page', () => {
  it('is told to those who run the portal, and not only to who reads the page', async () => {
    const portal = await openSeeded();
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => logged.mockRestore());
    const carla = await portal.as('Carla', 'Contoso');
    await carla.open('/partner/customer?id=qingshi');
    await carla.press('End the relationship', { agreement: '' });
    expect(logged).not.toHaveBeenCalled();
    await sql`drop table portal_mails`.execute(portal.db);
    await carla.press('Give up all admin rights');
    expect(carla.page.status).toBe(503);
    expect(carla.page.text).toContain('The emails about this could not be written, so nothing is changed.');
    expect(logged.mock.calls).toEqual([[expect.objectContaining({ code: 'alongside-failed' })]]);
  });
});
