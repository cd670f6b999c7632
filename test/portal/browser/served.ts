import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { openSeeded, type OpenPortal } from '../open';

export interface ServedPortal extends OpenPortal {
  /** Somebody who is signed in, in a browser that shares nothing with those of others. */
  readonly browserOf: (name: string, organization: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** The portal with its seeded market, on a port of this machine, for one test. */
export async function serveSeeded(browser: Browser): Promise<ServedPortal> {
  // The portal has to know its port, and that is known when the server listens.
  let app: OpenPortal['app'] | null = null;
  const server = createAdaptorServer({
    fetch: (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }),
  });
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const portal = await openSeeded(`http://127.0.0.1:${port}`);
  app = portal.app;
  return {
    ...portal,
    browserOf: async (name, organization, options) => {
      const page = await openPage(browser, options);
      await page.goto(`${portal.origin}/sign-in`);
      await press(page, `${name}, ${organization}`);
      return page;
    },
  };
}

/** An empty page in a browser of its own. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', ...options });
  onTestFinished(() => context.close());
  // However busy the machine is: it ends what would never end.
  context.setDefaultTimeout(120_000);
  return context.newPage();
}

/** Does something that leads to a page, and waits until that is there. */
export async function toNextPage(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Presses the first button with this name. */
export async function press(page: Page, name: string): Promise<void> {
  await toNextPage(page, () => page.getByRole('button', { name, exact: true }).first().click());
}

/** Follows the first link with this name. */
export async function follow(page: Page, name: string): Promise<void> {
  await toNextPage(page, () => page.getByRole('link', { name, exact: true }).first().click());
}

/** What the page shows, with single spaces. */
export async function textOf(page: Page): Promise<string> {
  return (await page.innerText('main')).replace(/\s+/g, ' ');
}

/** Checks a path and what the page says. */
export async function expectPage(page: Page, path: string, ...texts: readonly string[]): Promise<void> {
  const { pathname, search } = new URL(page.url());
  expect(`${pathname}${search}`).toBe(path);
  const text = await textOf(page);
  for (const each of texts) expect(text).toContain(each);
}

/** The link as a partner copies it. */
export async function linkOn(page: Page): Promise<string> {
  return page.locator('code').first().innerText();
}
