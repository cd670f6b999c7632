import { describe, expect, it } from 'vitest';
import { attribute, linkOn } from './visitor';
import { openSeeded, postgresDatabase } from './open';

describe("the portal's story, from the email to the restoration", () => {
  it.each([
    ['SQLite', async () => ':memory:'],
    ['PostgreSQL', postgresDatabase],
  ])('is played by a partner and a customer with nothing but pages, on %s', async (_, database) => {
    const portal = await openSeeded('http://portal.example', await database());
    const carla = await portal.as('Carla', 'Contoso');
    const tomas = await portal.as('Tomás', 'Tailspin Toys');

    // The email.
    await carla.press('Request a relationship');
    const link = linkOn(carla.page);
    expect(link).toMatch(/^http:\/\/portal\.example\/invitation\?partner=contoso&token=\w{22}$/);
    await carla.press('Send', { paragraph: ['Dear Tomás,', 'we met at the fair.'], to: 'tomas@tailspin.example' });
    expect(carla.page.text).toContain('The email is in the outbox.');

    // It shows in a frame, as it was composed, and its link leads to the page behind it.
    await tomas.open('/outbox');
    const frame = tomas.page.elements.find(({ tagName }) => tagName === 'iframe');
    await tomas.open(attribute(frame ?? expect.fail('no frame'), 'src') ?? '');
    expect(tomas.page.text).toContain('Dear Tomás, we met at the fair. To accept,');
    expect(tomas.page.headers.get('content-security-policy')).toContain('sandbox allow-top-navigation');
    await tomas.follow(link);

    // The acceptance.
    expect(tomas.page.text).toContain('Contoso asks to be your reseller');
    await tomas.press('Accept', { service: ['exchange-online', 'sharepoint-online'] });
    expect(tomas.page.path).toBe('/customer?done=accepted');
    expect(tomas.page.text).toMatch(/Exchange Online Contoso: administers it since .+It has a reseller relationship with you\. Remove/);

    // The customer list, and what the partner may do and may not do.
    await carla.open('/partner/customers');
    await carla.follow('Tailspin Toys');
    expect(carla.page.text).toContain('Exchange Online ✓ You may set up the service');
    expect(carla.page.text).toContain(
      'Teams ✓ You may sell a subscription. ✗ You may not set up the service, administer the service, manage its ' +
        'users, see its health, or file service requests. You have no admin rights for this service; the customer can ' +
        'approve a role offer of yours.',
    );
    expect(carla.page.text).toContain('You did not sell this subscription; the customer can do it.');

    // The removal, which says what stays.
    await tomas.follow('Remove all admin rights of Contoso');
    expect(tomas.page.text).toContain('Contoso: Exchange Online Contoso: SharePoint Online');
    expect(tomas.page.text).toContain('Everything else stays: your relationship with Contoso');
    await tomas.press('Remove');
    expect(tomas.page.text).toContain('Exchange Online No partner administers this service.');
    expect(tomas.page.text).toContain('Contoso: does not administer it. It has a reseller relationship with you.');
    await carla.open('/partner/customers');
    expect(carla.page.text).toMatch(/Tailspin Toys Customer since .+ UTC\. You administer nothing\./);

    // The restoration, by the old link.
    await tomas.open(link);
    await tomas.press('Accept', { service: 'exchange-online' });
    expect(tomas.page.text).toContain('Exchange Online Contoso: administers it since');

    await tomas.open('/customer/history');
    const told = [...tomas.page.text.matchAll(/UTC: (.+?) \(/g)].map(([, what]) => what);
    expect(told).toEqual([
      'became a customer of the marketplace',
      'reseller relationship with Contoso established',
      'Contoso got admin rights for Exchange Online',
      'Contoso got admin rights for SharePoint Online',
      'Contoso lost its admin rights for Exchange Online: removed by the customer',
      'Contoso lost its admin rights for SharePoint Online: removed by the customer',
      'Contoso got admin rights for Exchange Online',
    ]);
    expect(tomas.page.text).toContain('(Tailspin Toys (Tomás))');

    // Both sides were told of each step.
    await tomas.open('/outbox');
    expect(tomas.page.text).toContain(
      'Tailspin Toys has accepted an invitation. You may administer: Exchange Online and SharePoint Online.',
    );
    expect(tomas.page.text).toContain('Contoso no longer administers Exchange Online and SharePoint Online for you.');
  });

  it('asks before a holder is replaced, and replaces the one that was shown', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const margie = await portal.as('Margie', "Margie's Travel");
    await margie.open(linkOn(carla.page));

    await margie.press('Accept', { service: ['exchange-online', 'teams'] });
    expect(margie.page.status).toBe(409);
    expect(margie.page.title).toBe('Problem: A partner asks for a relationship');
    expect(margie.page.text).toContain('Fabrikam administers Exchange Online for you.');
    await margie.press('Replace and accept');
    expect(margie.page.text).toMatch(/Exchange Online Contoso: administers it .+ Fabrikam: does not administer it\./);

    const filipe = await portal.as('Filipe', 'Fabrikam');
    await filipe.open('/partner/customer?id=margie');
    expect(filipe.page.text).toContain('You have a reseller relationship');
    expect(filipe.page.text).toContain('Exchange Online ✓ You may sell a subscription. ✗ You may not set up');
  });

  it('lets a customer leave the held service out instead', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const margie = await portal.as('Margie', "Margie's Travel");
    await margie.open(linkOn(carla.page));

    await margie.press('Accept', { service: ['exchange-online', 'teams'] });
    await margie.press('Replace and accept', { service: 'teams' });
    expect(margie.page.text).toMatch(/Exchange Online Fabrikam: administers it .+ Teams Contoso: administers it/);
  });

  it('gives an indirect reseller rights through its provider', async () => {
    const portal = await openSeeded();
    const wei = await portal.as('Wei', 'Wingtip Distribution');
    await wei.press('Request a relationship', { reseller: 'northwind' });
    const ines = await portal.as('Inês', 'Livraria Açucena');
    await ines.open(linkOn(wei.page));
    expect(ines.page.text).toContain('Wingtip Distribution, together with Northwind, asks');
    await ines.press('Accept', { 'reseller-service': 'exchange-online' });
    expect(ines.page.text).toContain('(through Wingtip Distribution)');
    // Northwind has not invited anybody.
    const { text } = await ines.open('/outbox');
    expect(text).toContain('Livraria Açucena has accepted an invitation. You may administer: Exchange Online.');
    expect(text).toContain('Você aceitou um convite. Northwind pode administrar: Exchange Online.');

    const nora = await portal.as('Nora', 'Northwind');
    await nora.open('/partner/customers');
    await nora.follow('Livraria Açucena');
    expect(nora.page.text).toContain('You work for this customer through your provider.');
    expect(nora.page.text).toContain('Exchange Online ✓ You may set up the service');
    // Without rights it is no customer of hers any more, so the list comes next.
    await nora.press('Give up all admin rights');
    expect(nora.page.text).toContain('You have given up your admin rights. You have no customers yet.');
  });
});

describe('the invitation email', () => {
  it('is written in the language of the customer', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    await carla.follow('中文');
    await carla.press('Send', { to: 'lin@qingshi.example' });
    const mails = portal.db.selectFrom('portal_mails').select('html').where('recipient', '=', 'lin@qingshi.example');
    expect((await mails.executeTakeFirstOrThrow()).html).toContain('<html lang="zh-Hans">');
  });
});

describe('the page behind the link', () => {
  it('link-survives-additions: is reached by a link to which a gateway has added, through the sign-in', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const tomas = portal.visitor();
    await tomas.open(`${linkOn(carla.page)}&utm_source=mail&note=a%20b%26c`);
    await tomas.press('Tomás, Tailspin Toys');
    expect(tomas.page.path).toContain('&utm_source=mail&note=a%20b%26c');
    await tomas.press('Accept', { service: 'teams' });
    expect(tomas.page.text).toContain('Teams Contoso: administers it');
  });

  it('revoked-invitation-cannot-be-accepted: says that the request is revoked, also to a form that is open', async () => {
    const portal = await openSeeded();
    const carla = await portal.as('Carla', 'Contoso');
    await carla.press('Request a relationship');
    const link = linkOn(carla.page);
    const email = carla.page.path;
    const tomas = await portal.as('Tomás', 'Tailspin Toys');
    await tomas.open(link);
    await carla.open('/partner');
    await carla.press('Revoke');
    expect(carla.page.text).toContain('revoked');

    await carla.open(email);
    expect([carla.page.status, carla.page.title]).toEqual([403, 'Problem: That did not work']);
    expect(carla.page.text).toContain('The partner has revoked this request.');

    await tomas.press('Accept', { service: 'teams' });
    expect(tomas.page.status).toBe(403);
    expect(tomas.page.text).toContain('The partner has revoked this request. Contoso revoked this invitation on');
    await tomas.open(link);
    expect(tomas.page.text).toContain('Contoso revoked this invitation on');
    expect(tomas.page.text).not.toContain('Accept');
    await tomas.open('/customer');
    expect(tomas.page.text).toContain('You have no partners.');
  });

  it.each(['', '?partner=contoso', '?partner=contoso&token=nobodymadethis', '?partner=contoso&amp;token=x'])(
    'says of a damaged link that it is not complete: %s',
    async (query) => {
      const portal = await openSeeded();
      const tomas = await portal.as('Tomás', 'Tailspin Toys');
      await tomas.open(`/invitation${query}`);
      expect(tomas.page.status).toBe(404);
      expect(tomas.page.text).toContain('This link is not complete. Open the one in the email');
    },
  );
});
