import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPortal } from '../../../docs/examples/portal/open-portal';
import { launchChromium } from '../../fixtures/chromium';
import { freePort } from '../../sql/postgres-server';
import { postgresDatabase } from '../open';
import { startPortal, type PortalProcess } from '../portal-process';
import { follow, linkOn, openPage, press, textOf } from './served';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function sqliteFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-relationships-portal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'portal.db');
}

/** A portal that can be killed, and is then started again on the same database and the same port. */
class Killable {
  readonly #database: string;
  readonly #port: number;
  #process: PortalProcess;
  kills: number = 0;

  constructor(database: string, port: number, process: PortalProcess) {
    this.#database = database;
    this.#port = port;
    this.#process = process;
    onTestFinished(() => this.#process.kill());
  }

  get origin(): string {
    return this.#process.origin;
  }

  async killAndStart(): Promise<void> {
    await this.#process.kill();
    this.kills += 1;
    this.#process = await startPortal(this.#database, this.#port);
  }
}

/** How long after a click the portal is killed: before anything is done, in the middle of it, or after it. */
const MOMENTS_MS = [0, 2, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48];

describe('a portal that is killed in the middle of the story and started again', () => {
  it.each([
    ['an SQLite file', sqliteFile],
    ['PostgreSQL', postgresDatabase],
  ])('has lost nothing and done nothing twice, on %s', async (_, newDatabase) => {
    const database = await newDatabase();
    const port = await freePort();
    const portal = new Killable(database, port, await startPortal(database, port));

    const signedIn = async (who: string): Promise<Page> => {
      const page = await openPage(browser);
      await page.goto(portal.origin);
      await press(page, who);
      return page;
    };
    const carla = await signedIn('Carla, Contoso');
    const tomas = await signedIn('Tomás, Tailspin Toys');
    const olga = await signedIn('Olga, Marketplace');

    /**
     * Does something on a page while the portal is killed. Then the person, who is still signed in, looks whether it is
     * done, and does it if it is not.
     */
    const through = async (
      page: Page,
      act: { readonly at: string; readonly prepare?: () => Promise<unknown>; readonly button: string },
      seen: { readonly at: string; readonly text: string },
    ): Promise<void> => {
      const prepared = async (): Promise<void> => {
        await page.goto(new URL(act.at, portal.origin).href);
        await act.prepare?.();
      };
      const isDone = async (): Promise<boolean> => {
        await page.goto(new URL(seen.at, portal.origin).href);
        return (await textOf(page)).includes(seen.text);
      };
      await prepared();
      expect(await page.getByRole('button', { name: act.button, exact: true }).count()).toBeGreaterThan(0);
      const button = page.getByRole('button', { name: act.button, exact: true }).first();
      // The answer may never come.
      await Promise.all([
        button.click({ noWaitAfter: true }),
        elapsed(MOMENTS_MS[portal.kills % MOMENTS_MS.length]).then(() => portal.killAndStart()),
      ]);
      if (!(await isDone())) {
        await prepared();
        await press(page, act.button);
      }
      expect(await isDone(), `${act.button} is done`).toBe(true);
    };
    const choose = async (): Promise<void> => {
      await tomas.getByLabel('Exchange Online').check();
      await tomas.getByLabel('Teams').check();
    };

    const remove = { at: '/customer/removal?partner=contoso', button: 'Remove' };
    await through(carla, { at: '/partner', button: 'Request a relationship' }, { at: '/partner', text: 'Revoke' });
    await follow(carla, 'Email');
    const link = await linkOn(carla);
    const address = 'tomas@tailspin.example';
    const fillIn = (): Promise<void> => carla.getByLabel('Send to').fill(address);
    await through(carla, { at: carla.url(), prepare: fillIn, button: 'Send' }, { at: '/outbox', text: address });

    const accept = { at: link, prepare: choose, button: 'Accept' };
    const administers = { at: '/customer', text: 'Teams Contoso: administers it' };
    await through(tomas, accept, administers);
    const customer = '/partner/customer?id=tailspin';
    const intune = async (): Promise<void> => {
      await carla.getByLabel('Sell a subscription for').selectOption('Intune');
    };
    await through(carla, { at: customer, prepare: intune, button: 'Sell' }, { at: customer, text: 'You may be billed' });
    await through(tomas, remove, { at: '/customer', text: 'Exchange Online No partner administers this service.' });
    await through(tomas, accept, administers);

    // Roles: offered, approved in three steps over two documents, and given to a group.
    const draft = async (): Promise<void> => {
      await carla.getByLabel('Name').fill('Mailboxes');
      await carla.getByLabel('Exchange Administrator').check();
    };
    const offers = '/partner/offers';
    const drafted = { at: offers, text: 'Mailboxes' };
    await through(carla, { at: '/partner/offer', prepare: draft, button: 'Keep the draft' }, drafted);
    await through(carla, { at: offers, button: 'Make it final' }, { at: offers, text: 'waits for the customer until' });
    const offer = await linkOn(carla);
    await through(tomas, { at: offer, button: 'Approve' }, { at: '/customer/access', text: 'Contoso: Mailboxes' });
    await carla.goto(new URL(customer, portal.origin).href);
    await follow(carla, 'Mailboxes');
    const roles = carla.url();
    const role = (): Promise<void> => carla.getByLabel('Exchange Administrator').check();
    const give = { at: roles, prepare: role, button: 'Give these roles to the group' };
    await through(carla, give, { at: roles, text: 'Contoso Mail: Exchange Administrator' });

    const contoso = '/operator/partner?id=contoso';
    const sure = async (): Promise<void> => {
      await olga.getByLabel('Reason').fill('file 8');
      await press(olga, 'Dismiss');
      await olga.getByLabel('Yes, dismiss').check();
    };
    await through(olga, { at: contoso, prepare: sure, button: 'Dismiss' }, { at: contoso, text: 'Dismissed on' });
    await through(olga, { at: contoso, button: 'Clear what it holds' }, { at: contoso, text: 'The clearing' });
    while (!(await textOf(olga)).includes('The clearing is done.')) await olga.reload();

    const { service, db } = await openPortal(database, portal.origin);
    onTestFinished(() => db.destroy());
    const { items } = (await service.historyOf('tailspin', { limit: 100 }))._unsafeUnwrap();
    const told = items.map(({ change }) => ('serviceId' in change ? `${change.kind} ${change.serviceId}` : change.kind));
    const granted = ['delegation-granted exchange-online', 'delegation-granted teams'];
    const removed = ['delegation-removed exchange-online', 'delegation-removed teams'];
    expect(told).toEqual([
      ...['customer-registered', 'relationship-established', ...granted, ...removed, ...granted],
      ...['role-delegation-approved', 'access-assigned'],
      ...[...removed, 'relationship-ended', 'role-delegation-terminated'],
    ]);
    // To both sides, in the commit that they are about.
    const mails = await db.selectFrom('portal_mails').selectAll().where('partner_id', '=', 'contoso').execute();
    const about = mails
      .filter(({ customer_id }) => customer_id !== 'qingshi')
      .map(({ template, recipient_kind }) => `${template} to a ${recipient_kind}`);
    const toBoth = (...all: readonly string[]): string[] =>
      all.flatMap((what) => [`${what} to a customer`, `${what} to a partner`]);
    const expected = toBoth('accepted', 'removed', 'accepted', 'approved', 'removed', 'ended', 'roles-ended');
    expect(about.sort()).toEqual([...expected, 'invitation to a address'].sort());
    const sold = db.selectFrom('portal_subscriptions').selectAll().where('original_reseller_id', '=', 'contoso');
    expect(await sold.where('customer_id', '=', 'tailspin').execute()).toHaveLength(1);
    expect(portal.kills).toBe(MOMENTS_MS.length);
  });
});
