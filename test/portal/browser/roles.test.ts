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

/** Draws up an offer, makes it final, and comes back with its link. */
async function offerBy(partner: Page, name: string): Promise<string> {
  await follow(partner, 'Role offers');
  await follow(partner, 'Draw up an offer');
  await partner.getByLabel('Name').fill(name);
  await partner.getByLabel('Exchange Administrator').check();
  await press(partner, 'Keep the draft');
  await press(partner, 'Make it final');
  return linkOn(partner);
}

describe("the portal's story of roles, from the offer to the end", () => {
  it.each([
    ['the mouse', withMouse],
    ['the keyboard alone', withKeyboard],
  ])('is played by a partner, its technician and a customer with %s', async (_, { activate, tick, write }) => {
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

    // The offer: a draft, and then final.
    await activate(carla, link(carla, 'Role offers'));
    await activate(carla, link(carla, 'Draw up an offer'));
    await write(carla, carla.getByLabel('Name'), 'Mailboxes');
    await tick(carla, carla.getByLabel('Exchange Administrator'));
    await tick(carla, carla.getByLabel('Helpdesk Administrator'));
    await write(carla, carla.getByLabel('Term in days'), '30');
    await activate(carla, button(carla, 'Keep the draft'));
    await expectPage(carla, '/partner/offers?done=drafted', 'Term 30 days Extension off: it ends for good');
    await activate(carla, button(carla, 'Make it final'));
    await expectPage(carla, '/partner/offers?done=locked', 'State waits for the customer until');

    // The customer approves by the link.
    await tomas.goto(await linkOn(carla));
    expect(await textOf(tomas)).toContain('Contoso asks to administer services for you with these roles: Mailboxes.');
    await activate(tomas, button(tomas, 'Approve'));
    await expectPage(tomas, '/customer/access?done=approved', 'Contoso: Mailboxes', 'Used by nobody yet');

    // The partner finds the customer among those that it administers, and gives a role to a group.
    await activate(carla, link(carla, 'Until when'));
    expect(await textOf(carla)).toContain('That is soon: send a new offer, or switch the extension on.');
    await activate(carla, link(carla, 'Tailspin Toys'));
    await activate(carla, link(carla, 'Mailboxes'));
    await tick(carla, carla.getByLabel('Exchange Administrator'));
    await activate(carla, button(carla, 'Give these roles to the group'));
    expect(await textOf(carla)).toContain('The group has these roles now.');

    // The technician in it may administer the service until the day.
    const theo = await enter('Theo, Contoso');
    await activate(theo, link(theo, 'Until when'));
    await activate(theo, link(theo, 'Tailspin Toys'));
    const may = 'Exchange Online ✓ You may set up the service, administer the service, see its health, and file service requests';
    expect(await textOf(theo)).toMatch(new RegExp(`${may}, until \\w+ \\d+, \\d{4} at`));

    // The review, the extension, and the end.
    await activate(tomas, link(tomas, 'Who may do what'));
    await expectPage(tomas, '/customer/access', 'Used by Contoso Mail: Exchange Administrator');
    await activate(tomas, button(tomas, 'Switch the extension on'));
    await expectPage(tomas, '/customer/access?done=extension', 'on: 180 days more whenever the end is reached');
    await theo.reload();
    expect(await textOf(theo)).toContain(`${may}.`);
    await activate(tomas, link(tomas, 'End these roles'));
    expect(await textOf(tomas)).toContain('To give the roles back takes a new offer.');
    await activate(tomas, button(tomas, 'End them'));
    await expectPage(tomas, '/customer/access?done=terminated', 'No partner may administer anything for you.');
    await theo.reload();
    expect(await textOf(theo)).toContain('There is no such page');
  });
});

describe('the habits of people who use a browser', () => {
  it('a double click approves once, and the button back leads to a page that still works', async () => {
    const portal = await serveSeeded(browser);
    const link = await offerBy(await portal.browserOf('Carla', 'Contoso'), 'Mailboxes');
    const tomas = await portal.browserOf('Tomás', 'Tailspin Toys');
    await tomas.goto(link);
    await toNextPage(tomas, () => tomas.getByRole('button', { name: 'Approve' }).dblclick());
    await tomas.waitForLoadState('networkidle');
    await expectPage(tomas, '/customer/access?done=approved', 'Contoso: Mailboxes');
    await tomas.goBack();
    expect(await textOf(tomas)).toContain('You have approved this offer.');
    const { items } = (await portal.service.historyOf('tailspin'))._unsafeUnwrap();
    expect(items.map(({ change }) => change.kind)).toEqual(['customer-registered', 'role-delegation-approved']);
  });
});

describe('two customers that approve the same offer at the same moment', () => {
  it('offer-serves-one-customer: are served one, and the other is told that it is too late', async () => {
    const portal = await serveSeeded(browser);
    const link = await offerBy(await portal.browserOf('Carla', 'Contoso'), 'Mailboxes');
    const both = [
      await portal.browserOf('Tomás', 'Tailspin Toys'),
      await portal.browserOf('Inês', 'Livraria Açucena'),
    ];
    for (const page of both) await page.goto(link);
    await Promise.all(both.map((page) => press(page, 'Approve')));
    const served = both.filter((page) => page.url() === `${portal.origin}/customer/access?done=approved`);
    expect(served).toHaveLength(1);
    const [late] = both.filter((page) => !served.includes(page));
    expect(late && (await textOf(late))).toMatch(/somebody else has approved it|Another customer has approved this offer/);
  });
});
