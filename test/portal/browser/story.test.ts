import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../fixtures/chromium';
import { withKeyboard, withMouse } from './hands';
import { expectPage, follow, linkOn, openPage, press, serveSeeded, textOf, toNextPage } from './served';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const choose = (page: Page, service: string): Promise<void> => page.getByLabel(service).check();

/** Opens a request and comes back with its link. */
async function requestBy(partner: Page): Promise<string> {
  await press(partner, 'Request a relationship');
  return linkOn(partner);
}

describe("the portal's story, from the email to the restoration", () => {
  it.each([
    ['the mouse', withMouse],
    ['the keyboard alone', withKeyboard],
  ])('is played by a partner and a customer with %s', async (_, { activate, tick, write }) => {
    const portal = await serveSeeded(browser);
    const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
    const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
    const enter = async (who: string): Promise<Page> => {
      const page = await openPage(browser);
      await page.goto(portal.origin);
      await activate(page, button(page, who));
      return page;
    };
    const carla = await enter('Carla, Contoso');
    const tomas = await enter('Tomás, Tailspin Toys');

    // The email.
    await activate(carla, button(carla, 'Request a relationship'));
    await write(carla, carla.getByLabel('Paragraph 1'), 'Dear Tomás,');
    await write(carla, carla.getByLabel('Paragraph 2'), 'we met at the fair.');
    await activate(carla, button(carla, 'Preview'));
    expect(await textOf(carla)).toContain('Dear Tomás, we met at the fair. To accept,');
    await write(carla, carla.getByLabel('Send to'), 'tomas@tailspin.example');
    await activate(carla, button(carla, 'Send'));
    expect(await textOf(carla)).toContain('The email is in the outbox.');

    // Its link, in the frame that shows it as a mail program would, leads to the page behind it.
    await activate(tomas, link(tomas, 'Outbox'));
    await activate(tomas, tomas.frameLocator('iframe').getByRole('link'));
    const invitation = tomas.url();
    expect(await textOf(tomas)).toContain('Contoso asks to be your reseller');

    // The acceptance.
    await tick(tomas, tomas.getByLabel('Exchange Online'));
    await tick(tomas, tomas.getByLabel('SharePoint Online'));
    await activate(tomas, button(tomas, 'Accept'));
    await expectPage(tomas, '/customer?done=accepted', 'Exchange Online Contoso: administers it since');

    // The customer list, and what the partner may do and may not do.
    await activate(carla, link(carla, 'Customers'));
    await activate(carla, link(carla, 'Tailspin Toys'));
    await expectPage(
      carla,
      '/partner/customer?id=tailspin',
      'Exchange Online ✓ You may set up the service',
      'You have no admin rights for this service; the customer can approve a role offer of yours.',
    );

    // The removal, which says what stays.
    await activate(tomas, link(tomas, 'Remove all admin rights of Contoso'));
    expect(await textOf(tomas)).toContain('Everything else stays: your relationship with Contoso');
    await activate(tomas, button(tomas, 'Remove'));
    await expectPage(tomas, '/customer?done=removed', 'Exchange Online No partner administers this service.');
    await activate(carla, link(carla, 'Customers'));
    expect(await textOf(carla)).toContain('You administer nothing.');

    // The restoration, by the old link.
    await tomas.goto(invitation);
    await tick(tomas, tomas.getByLabel('Exchange Online'));
    await activate(tomas, button(tomas, 'Accept'));
    await expectPage(tomas, '/customer?done=accepted', 'Exchange Online Contoso: administers it since');
    await activate(tomas, link(tomas, 'History'));
    const told = await tomas.getByRole('main').getByRole('listitem').allInnerTexts();
    expect(told.map((line) => line.replace(/^.+ UTC: | \(.+\)$/g, ''))).toEqual([
      'became a customer of the marketplace',
      'reseller relationship with Contoso established',
      'Contoso got admin rights for Exchange Online',
      'Contoso got admin rights for SharePoint Online',
      'Contoso lost its admin rights for Exchange Online: removed by the customer',
      'Contoso lost its admin rights for SharePoint Online: removed by the customer',
      'Contoso got admin rights for Exchange Online',
    ]);
  });
});

describe('a service that a partner administers already', () => {
  it('one-transacting-partner-per-service: is refused to a second seller, and given when the customer says so', async () => {
    const portal = await serveSeeded(browser);
    const carla = await portal.browserOf('Carla', 'Contoso');
    const margie = await portal.browserOf('Margie', "Margie's Travel");
    await margie.goto(await requestBy(carla));
    await choose(margie, 'Exchange Online');
    await choose(margie, 'Teams');
    await press(margie, 'Accept');
    expect(await textOf(margie)).toContain('Fabrikam administers Exchange Online for you.');

    // Nothing is changed yet.
    const other = await portal.browserOf('Margie', "Margie's Travel");
    await expectPage(other, '/customer', 'Exchange Online Fabrikam: administers it');
    expect(await textOf(other)).not.toContain('Contoso');

    // What was chosen is still chosen.
    await press(margie, 'Replace and accept');
    await expectPage(
      margie,
      '/customer?done=accepted',
      'Fabrikam: does not administer it. It has a reseller relationship with you.',
      'Teams Contoso: administers it',
    );
  });

  it('advisor-alongside-transacting-partner: is given to an adviser beside the seller, who may sell nothing', async () => {
    const portal = await serveSeeded(browser);
    const lidia = await portal.browserOf('Lídia', 'Litware Advisers');
    const margie = await portal.browserOf('Margie', "Margie's Travel");
    await margie.goto(await requestBy(lidia));
    expect(await textOf(margie)).toContain('An adviser, which sells nothing.');
    await choose(margie, 'Exchange Online');
    await press(margie, 'Accept');
    await expectPage(margie, '/customer?done=accepted', 'Fabrikam: administers it', 'Litware Advisers: administers it');

    await follow(lidia, 'Customers');
    await follow(lidia, "Margie's Travel");
    const text = await textOf(lidia);
    expect(text).toContain('Exchange Online ✓ You may set up the service');
    expect(text).toContain('You may not sell a subscription. Your program sells no subscriptions');
    await lidia.getByLabel('Sell a subscription for').selectOption('Teams');
    await press(lidia, 'Sell');
    expect(await textOf(lidia)).toContain('You may not do this. Your program sells no subscriptions');
  });

  it('is given to an indirect reseller through its provider', async () => {
    const portal = await serveSeeded(browser);
    const wei = await portal.browserOf('Wei', 'Wingtip Distribution');
    await wei.getByLabel('Together with the reseller').selectOption('Northwind');
    const ines = await portal.browserOf('Inês', 'Livraria Açucena');
    await ines.goto(await requestBy(wei));
    expect(await textOf(ines)).toContain('Wingtip Distribution, together with Northwind, asks');
    await ines.getByRole('group', { name: 'Northwind' }).getByLabel('Teams').check();
    await press(ines, 'Accept');
    await expectPage(ines, '/customer?done=accepted', 'Fabrikam: administers it', 'through Wingtip Distribution');

    const nora = await portal.browserOf('Nora', 'Northwind');
    await follow(nora, 'Customers');
    await follow(nora, 'Livraria Açucena');
    expect(await textOf(nora)).toContain('You work for this customer through your provider.');
  });
});

describe('a customer whose page is open while something happens elsewhere', () => {
  it('partner-is-closed: cannot accept the invitation of a partner that is dismissed, nor any later', async () => {
    const portal = await serveSeeded(browser);
    const carla = await portal.browserOf('Carla', 'Contoso');
    const link = await requestBy(carla);
    const lin = await portal.browserOf('林晓', '青石书店');
    const tomas = await portal.browserOf('Tomás', 'Tailspin Toys');
    await tomas.goto(link);
    await choose(tomas, 'Teams');

    const olga = await portal.browserOf('Olga', 'Marketplace');
    await follow(olga, 'Contoso');
    await olga.getByLabel('Reason').fill('file 8');
    await press(olga, 'Dismiss');
    await olga.getByLabel('Yes, dismiss this partner for good').check();
    await press(olga, 'Dismiss');
    expect(await textOf(olga)).toContain('The partner is dismissed.');

    await press(tomas, 'Accept');
    await expectPage(tomas, new URL(link).pathname + new URL(link).search, 'This partner has left the marketplace.');
    await tomas.reload();
    expect(await textOf(tomas)).toContain('Its invitations are accepted no more.');
    await follow(tomas, 'Partner relationships');
    await expectPage(tomas, '/customer', 'You have no partners.');

    // Who is its customer already still sees it, and can take its admin rights away.
    await lin.reload();
    expect(await textOf(lin)).toContain('It has left the marketplace. Accept the invitation of another partner.');
    await follow(lin, 'Remove all admin rights of Contoso');
    await press(lin, 'Remove');
    await expectPage(lin, '/customer?done=removed', 'Contoso: does not administer it.');
    await carla.getByLabel('Send to').fill('lin@qingshi.example');
    await press(carla, 'Send');
    expect(await textOf(carla)).toContain('This partner has left the marketplace.');
  });

  it('revoked-invitation-cannot-be-accepted: is told so when it uses a link after its revocation', async () => {
    const portal = await serveSeeded(browser);
    const carla = await portal.browserOf('Carla', 'Contoso');
    const link = await requestBy(carla);
    const tomas = await portal.browserOf('Tomás', 'Tailspin Toys');
    await tomas.goto(link);
    await follow(carla, 'Requests');
    await press(carla, 'Revoke');
    expect(await textOf(carla)).toContain('The request is revoked.');

    await press(tomas, 'Accept');
    expect(await textOf(tomas)).toContain('The partner has revoked this request. Contoso revoked this invitation on');
    await tomas.goto(`${link}&utm_source=mail`);
    expect(await textOf(tomas)).toContain('Contoso revoked this invitation on');
    expect(await tomas.getByRole('button', { name: 'Accept' }).count()).toBe(0);
  });
});

describe('two browsers of a customer that accept at the same moment', () => {
  it('one-transacting-partner-per-service: get the same service from one of two sellers', async () => {
    const portal = await serveSeeded(browser);
    const [carla, filipe] = await Promise.all([
      portal.browserOf('Carla', 'Contoso'),
      portal.browserOf('Filipe', 'Fabrikam'),
    ]);
    const links = [await requestBy(carla), await requestBy(filipe)];
    const both = await Promise.all([
      portal.browserOf('Tomás', 'Tailspin Toys'),
      portal.browserOf('Teresa', 'Tailspin Toys'),
    ]);
    for (const [at, page] of both.entries()) {
      await page.goto(links[at] ?? '');
      await choose(page, 'Teams');
    }
    await Promise.all(both.map((page) => press(page, 'Accept')));

    const accepted = both.filter((page) => page.url() === `${portal.origin}/customer?done=accepted`);
    expect(accepted).toHaveLength(1);
    const [refused] = both.filter((page) => !accepted.includes(page));
    expect(refused && (await textOf(refused))).toContain('A service has one seller that administers it');
    const holders = (await portal.service.relationshipsOf('tailspin'))._unsafeUnwrap()?.delegations;
    expect(holders?.map(({ serviceId }) => serviceId)).toEqual(['teams']);
  });

  it('are both told that it is accepted if it is the same invitation', async () => {
    const portal = await serveSeeded(browser);
    const link = await requestBy(await portal.browserOf('Carla', 'Contoso'));
    const both = await Promise.all([
      portal.browserOf('Tomás', 'Tailspin Toys'),
      portal.browserOf('Teresa', 'Tailspin Toys'),
    ]);
    for (const page of both) {
      await page.goto(link);
      await choose(page, 'Teams');
    }
    await Promise.all(both.map((page) => press(page, 'Accept')));
    for (const page of both) await expectPage(page, '/customer?done=accepted', 'Teams Contoso: administers it');
    const { items } = (await portal.service.historyOf('tailspin'))._unsafeUnwrap();
    expect(items.filter(({ change }) => change.kind === 'delegation-granted')).toHaveLength(1);
  });
});

describe('the habits of people who use a browser', () => {
  it('the button back leads to pages that still work, and repeats nothing', async () => {
    const portal = await serveSeeded(browser);
    const carla = await portal.browserOf('Carla', 'Contoso');
    const link = await requestBy(carla);
    const tomas = await portal.browserOf('Tomás', 'Tailspin Toys');
    await tomas.goto(link);
    await choose(tomas, 'Teams');
    await press(tomas, 'Accept');
    const before = (await portal.service.historyOf('tailspin'))._unsafeUnwrap().items;

    await tomas.goBack();
    await expectPage(tomas, new URL(link).pathname + new URL(link).search, 'Contoso asks to be your reseller');
    await choose(tomas, 'Teams');
    await press(tomas, 'Accept');
    await expectPage(tomas, '/customer?done=accepted', 'Teams Contoso: administers it');
    expect((await portal.service.historyOf('tailspin'))._unsafeUnwrap().items).toEqual(before);

    await follow(tomas, 'Remove all admin rights of Contoso');
    await press(tomas, 'Remove');
    await tomas.goBack();
    expect(await textOf(tomas)).toContain('There are no admin rights to remove.');

    // After signing out, no page of before comes back.
    await press(tomas, 'Sign out');
    await tomas.goBack();
    expect(new URL(tomas.url()).pathname).toBe('/sign-in');
  });

  it('a double click does what one click does', async () => {
    const portal = await serveSeeded(browser);
    const carla = await portal.browserOf('Carla', 'Contoso');
    const doubleClick = (page: Page, name: string) =>
      toNextPage(page, () => page.getByRole('button', { name, exact: true }).first().dblclick());
    const link = await requestBy(carla);
    await carla.getByLabel('Send to').fill('tomas@tailspin.example');
    await doubleClick(carla, 'Send');
    const tomas = await portal.browserOf('Tomás', 'Tailspin Toys');
    await tomas.goto(link);
    await choose(tomas, 'Teams');
    await doubleClick(tomas, 'Accept');
    await carla.goto(`${portal.origin}/partner/customer?id=tailspin`);
    await doubleClick(carla, 'Sell');

    // Each of them was sent twice: wait until both are done.
    for (const page of [carla, tomas]) await page.waitForLoadState('networkidle');
    const mails = await portal.db.selectFrom('portal_mails').select('template').execute();
    const about = mails.map(({ template }) => template).sort();
    expect(about.filter((template) => template === 'invitation')).toHaveLength(1);
    const { items } = (await portal.service.historyOf('tailspin'))._unsafeUnwrap();
    expect(items.map(({ change }) => change.kind)).toEqual([
      'customer-registered',
      'relationship-established',
      'delegation-granted',
    ]);
    const sold = portal.db.selectFrom('portal_subscriptions').selectAll().where('original_reseller_id', '=', 'contoso');
    expect(await sold.where('customer_id', '=', 'tailspin').execute()).toHaveLength(1);
  });
});
