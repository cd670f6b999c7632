import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { ROLE_IDS } from 'partner-relationships/roles';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../../docs/examples/portal/languages';
import { beginSweep } from '../../../docs/examples/portal/sweeps';
import { launchChromium } from '../../fixtures/chromium';
import { openPage, serveSeeded, toNextPage, type ServedPortal } from './served';

/** With PICTURES=yes, all pages are kept here, to be looked at. */
const pictures = fileURLToPath(new URL('../../../reports/portal/', import.meta.url));
const keepsPictures = process.env['PICTURES'] === 'yes';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
  await mkdir(pictures, { recursive: true });
});
afterAll(() => browser.close());

/** The two ends of what people hold and sit at, in CSS pixels, by day and by night, when only the colours differ. */
const looks = [
  { width: 400, colorScheme: 'light', options: {} },
  { width: 400, colorScheme: 'dark', options: { runOnly: 'color-contrast' } },
  { width: 1280, colorScheme: 'dark', options: { runOnly: 'color-contrast' } },
  { width: 1280, colorScheme: 'light', options: {} },
] as const;

type Who = readonly [name: string, organization: string];
const carla: Who = ['Carla', 'Contoso'];
const theo: Who = ['Theo', 'Contoso'];
const wei: Who = ['Wei', 'Wingtip Distribution'];
const nora: Who = ['Nora', 'Northwind'];
const margie: Who = ['Margie', "Margie's Travel"];
const tomas: Who = ['Tomás', 'Tailspin Toys'];
const olga: Who = ['Olga', 'Marketplace'];

/** What stands on the pages, among it names that are long and that read from right to left. */
interface Scene {
  readonly open: string;
  readonly ofProvider: string;
  readonly request: string;
  readonly revoked: string;
  /** Links of role offers: one to approve, one that waits for its reseller. */
  readonly offer: string;
  readonly offerOfProvider: string;
}

/** A page: who sees it, where, and what leads to it from there. */
interface Shown {
  readonly who: Who | null;
  readonly at: (scene: Scene) => string;
  readonly then?: (page: Page) => Promise<void>;
}

const value = (name: string): string => `button[value="${name}"]`;
const submit = (page: Page, selector: string): Promise<void> =>
  toNextPage(page, () => page.locator(`main ${selector}`).first().click());

const pages: Readonly<Record<string, Shown>> = {
  'sign-in': { who: null, at: () => '/sign-in' },
  outbox: { who: carla, at: () => '/outbox' },
  'not-found': { who: carla, at: () => '/nowhere' },
  'not-yours': { who: carla, at: () => '/customer' },
  requests: { who: wei, at: () => '/partner?done=revoked' },
  email: { who: carla, at: ({ request }) => `/partner/email?request=${request}&done=sent` },
  'email-altered': {
    who: carla,
    at: ({ request }) => `/partner/email?request=${request}`,
    then: async (page) => {
      const link = await page.locator('code').first().innerText();
      await page.locator('[name="pasted"]').fill(`Open ${link.slice(0, -1)}.`);
      await submit(page, value('check'));
    },
  },
  customers: { who: carla, at: () => '/partner/customers' },
  'new-customer': { who: carla, at: () => '/partner/new-customer', then: (page) => submit(page, 'form button') },
  'partner-name': {
    who: carla,
    at: () => '/partner/name',
    then: async (page) => {
      await page.locator('[name="name"]').fill(' ');
      await submit(page, 'form button');
    },
  },
  customer: { who: carla, at: () => '/partner/customer?id=qingshi' },
  'customer-denied': {
    who: ['Lídia', 'Litware Advisers'],
    at: () => '/partner/customer?id=margie',
    then: (page) => submit(page, value('sell')),
  },
  invitation: { who: tomas, at: ({ ofProvider }) => ofProvider },
  'invitation-held': {
    who: margie,
    at: ({ open }) => open,
    then: async (page) => {
      await page.locator('[value="exchange-online"]').check();
      await submit(page, 'form button');
    },
  },
  'invitation-revoked': { who: margie, at: ({ revoked }) => revoked },
  'invitation-damaged': { who: margie, at: () => '/invitation?partner=contoso' },
  offers: { who: carla, at: () => '/partner/offers?done=locked' },
  'offers-of-provider': { who: wei, at: () => '/partner/offers' },
  'offers-for-reseller': { who: nora, at: () => '/partner/offers' },
  'offer-without-roles': { who: wei, at: () => '/partner/offer', then: (page) => submit(page, 'form button') },
  roles: {
    who: carla,
    at: () => '/partner/customer?id=margie',
    then: (page) => toNextPage(page, () => page.locator('main a[href^="/partner/delegation"]').first().click()),
  },
  'customer-by-roles': { who: theo, at: () => '/partner/customer?id=margie' },
  ending: { who: carla, at: () => '/partner/ending' },
  approval: { who: tomas, at: ({ offer }) => offer },
  'approval-too-early': { who: tomas, at: ({ offerOfProvider }) => offerOfProvider },
  'approval-damaged': { who: tomas, at: () => '/offer' },
  access: { who: margie, at: () => '/customer/access?done=approved' },
  'no-access': { who: tomas, at: () => '/customer/access' },
  termination: {
    who: margie,
    at: () => '/customer/access',
    then: (page) => toNextPage(page, () => page.locator('main a[href^="/customer/termination"]').first().click()),
  },
  due: { who: olga, at: () => '/operator/due?done=settled&after=x' },
  relationships: { who: margie, at: () => '/customer?done=accepted' },
  'no-relationships': { who: ['Teresa', 'Tailspin Toys'], at: () => '/customer' },
  removal: { who: margie, at: () => '/customer/removal?partner=all' },
  history: { who: margie, at: () => '/customer/history' },
  'customer-name': { who: margie, at: () => '/customer/name' },
  partners: { who: olga, at: () => '/operator' },
  partner: { who: olga, at: () => '/operator/partner?id=fabrikam' },
  'partner-without-reason': {
    who: olga,
    at: () => '/operator/partner?id=fabrikam',
    then: (page) => submit(page, value('suspend')),
  },
  'partner-to-be-dismissed': {
    who: olga,
    at: () => '/operator/partner?id=fabrikam',
    then: (page) => submit(page, value('close')),
  },
  'partner-dismissed': { who: olga, at: () => '/operator/partner?id=adatum' },
  'all-customers': {
    who: olga,
    at: () => '/operator/customers',
    then: (page) => submit(page, 'form:has([name="establishedAt"]) button'),
  },
  'one-customer': {
    who: olga,
    at: () => '/operator/customer?id=margie&at=2026-01-01T00:00',
    then: (page) => submit(page, value('erase')),
  },
};

const LONG_NAME = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

async function prepare({ service, roles, db, as }: ServedPortal): Promise<Scene> {
  const partnerBy = (partnerId: string) => ({ kind: 'partner', partnerId }) as const;
  const operator = { kind: 'operator', userId: 'u-90' } as const;
  const request = async (partnerId: string, indirectResellerId: string | null = null) =>
    (await service.openRequest({ partnerId, indirectResellerId, by: partnerBy(partnerId) }))._unsafeUnwrap();
  const accept = async (link: string, id: string, name: string, services: readonly string[]): Promise<void> => {
    const accepted = { link, customer: { id, name }, services, by: { kind: 'customer', customerId: id } } as const;
    (await service.acceptRequest(accepted))._unsafeUnwrap();
  };
  const open = await request('contoso');
  await accept(open.link, `long-${'0'.repeat(50)}`, LONG_NAME, ['teams', 'intune']);
  await accept(open.link, 'hebrew', 'ספריית השקד', []);
  await accept(open.link, 'margie', "Margie's Travel", ['teams']);
  await accept((await request('litware')).link, 'margie', "Margie's Travel", ['exchange-online']);
  const ofProvider = await request('wingtip', 'northwind');
  const revoked = await request('wingtip');
  const revocation = { partnerId: 'wingtip', requestId: revoked.request.id, by: partnerBy('wingtip') };
  (await service.revokeRequest(revocation))._unsafeUnwrap();

  const leaving = { id: 'adatum', name: `A. Datum ${LONG_NAME}`, program: 'direct-bill' } as const;
  (await service.registerPartner(leaving))._unsafeUnwrap();
  await accept((await request('adatum')).link, 'margie', "Margie's Travel", ['sharepoint-online']);
  const closing = { partnerId: 'adatum', reason: 'file 8', by: operator };
  (await service.closePartner(closing))._unsafeUnwrap();
  await beginSweep(db, 'adatum', 'u-90');
  await db.updateTable('portal_sweeps').set({ state: 'done', cleared: 1 }).execute();

  const draft = async (partnerId: string, indirectResellerId: string | null = null, termDays: number = 730) => {
    const terms = { roles: Object.values(ROLE_IDS), termDays, extends: false, customerId: null };
    const by = partnerBy(partnerId);
    const name = `Offer ${String(termDays)} ${LONG_NAME}`.slice(0, 50);
    return (await roles.draftRoleOffer({ partnerId, name, ...terms, indirectResellerId, by }))._unsafeUnwrap().id;
  };
  const lock = async (partnerId: string, offerId: string): Promise<string> =>
    (await roles.lockRoleOffer({ partnerId, offerId, by: partnerBy(partnerId) }))._unsafeUnwrap().link;
  await draft('contoso');
  const offer = await lock('contoso', await draft('contoso', null, 365));
  const offerOfProvider = await lock('wingtip', await draft('wingtip', 'northwind'));
  const offerId = await draft('contoso', null, 10);
  await lock('contoso', offerId);
  const customer = { id: 'margie', name: "Margie's Travel" };
  const by = { kind: 'customer', customerId: 'margie' } as const;
  (await roles.approveRoleOffer({ partnerId: 'contoso', offerId, customer, by }))._unsafeUnwrap();
  const given = { groupId: 'contoso-mail', roles: Object.values(ROLE_IDS), by: partnerBy('contoso') };
  (await roles.assignAccess({ customerId: 'margie', offerId, ...given }))._unsafeUnwrap();

  const writer = await as(...carla);
  await writer.open(`/partner/email?request=${open.request.id}`);
  await writer.press('Send', { to: 'margie@travel.example' });
  return { open: open.link, ofProvider: ofProvider.link, request: open.request.id, revoked: revoked.link, offer, offerOfProvider };
}

/** What can be scrolled to the side: the window, and what else has a bar for it. */
async function scrolling(page: Page): Promise<readonly string[]> {
  return page.locator(':root, :root *:not(input, textarea, select)').evaluateAll((elements) =>
    elements
      .filter((element) => {
        const { overflowX } = element.ownerDocument.defaultView.getComputedStyle(element);
        const scrolls = element.matches(':root') || overflowX === 'auto' || overflowX === 'scroll';
        return scrolls && element.scrollWidth > element.clientWidth;
      })
      .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`),
  );
}

/** What axe-core finds, and what it cannot judge. The email in the frame is looked at by itself. */
async function faults(page: Page, { rules, ...others }: RunOptions): Promise<readonly string[]> {
  const options: RunOptions = { ...others, iframes: false, rules: { ...rules, 'frame-tested': { enabled: false } } };
  const { violations, incomplete } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary ?? ''}`),
  );
}

describe.each(languages.map(({ lang, name }) => ({ lang, name })))('in $name', ({ lang, name }) => {
  it('no page scrolls to the side, and axe-core finds nothing, wide or narrow, light or dark', async () => {
    const portal = await serveSeeded(browser);
    const scene = await prepare(portal);
    const windows = new Map<string, Page>();
    const windowOf = async (who: Who | null): Promise<Page> => {
      const key = who?.join() ?? '';
      const known = windows.get(key);
      if (known !== undefined) return known;
      const page = who === null ? await openPage(browser) : await portal.browserOf(...who);
      if (who === null) await page.goto(`${portal.origin}/sign-in`);
      await toNextPage(page, () => page.getByRole('button', { name, exact: true }).click());
      windows.set(key, page);
      return page;
    };
    const found: string[] = [];
    const visited = new Set<string>();
    for (const [title, { who, at, then }] of Object.entries(pages)) {
      const page = await windowOf(who);
      await page.goto(new URL(at(scene), portal.origin).href);
      await then?.(page);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      await page.evaluate(axe.source);
      visited.add(new URL(page.url()).pathname);
      for (const { width, colorScheme, options } of looks) {
        const which = [title, lang, width, colorScheme].join('-');
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        found.push(...[...(await scrolling(page)), ...(await faults(page, options))].map((fault) => `${which}: ${fault}`));
        if (keepsPictures) await page.screenshot({ path: `${pictures}${which}.png`, fullPage: true });
      }
    }
    expect(found).toEqual([]);

    const others = ['/', '/style.css', '/outbox/mail', '/*'];
    const routes = portal.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
    expect(routes.filter((path) => !visited.has(path) && !others.includes(path))).toEqual([]);
  });
});

describe('the invitation email', () => {
  it.each(languages.map(({ lang }) => lang))('does not scroll to the side on a telephone: %s', async (lang) => {
    const portal = await serveSeeded(browser);
    const page = await portal.browserOf(...carla, { viewport: { width: 400, height: 800 } });
    await toNextPage(page, () => page.locator('main form button').first().click());
    await page.goto(`${page.url()}&language=${lang}`);
    await page.locator('main [name="to"]').fill('tomas@tailspin.example');
    await submit(page, value('send'));
    const { html } = await portal.db
      .selectFrom('portal_mails')
      .select('html')
      .where('template', '=', 'invitation')
      .executeTakeFirstOrThrow();
    // By itself: nothing runs where the portal shows it, axe-core included.
    await page.goto('about:blank');
    await page.setContent(html ?? '');
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await scrolling(page)).toEqual([]);
    await page.evaluate(axe.source);
    // Nobody has to pass by what every email begins with.
    const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], rules: { bypass: { enabled: false } } };
    expect(await faults(page, options)).toEqual([]);
    if (keepsPictures) await page.screenshot({ path: `${pictures}mail-${lang}.png`, fullPage: true });
  });
});
