import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../fixtures/chromium';
import { linkOn, press, serveSeeded } from './served';

const folder = new URL('../../../docs/site/portal/', import.meta.url);
const isTaking = process.env['PICTURES'] === 'yes';
const TELEPHONE = { viewport: { width: 400, height: 1060 } };
const MOST_BYTES = 150_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Takes the picture of what the window shows. Playwright itself knows no WebP. */
async function take(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  await writeFile(new URL(`${name}.webp`, folder), data, 'base64');
}

describe('the pictures on the front page of the documentation', () => {
  it('show what the portal shows; PICTURES=yes takes them again', async () => {
    const portal = await serveSeeded(browser);
    const carla = await portal.browserOf('Carla', 'Contoso', TELEPHONE);
    await press(carla, 'Request a relationship');
    const link = await linkOn(carla);
    const margie = await portal.browserOf('Margie', "Margie's Travel", TELEPHONE);
    const texts: string[] = [];
    const shows = async (page: Page, name: string): Promise<void> => {
      // The time is another one each time.
      const text = (await page.innerText('body')).replace(/\w+ \d+, \d{4} at [\d:]+ UTC/g, '(a moment)');
      texts.push(`${name}\n\n${text}`);
      if (isTaking) await take(page, name);
    };

    await margie.goto(link);
    await margie.getByLabel('Exchange Online').check();
    await margie.getByLabel('Teams').check();
    await press(margie, 'Accept');
    await shows(margie, 'replace');
    await press(margie, 'Replace and accept');
    await shows(margie, 'relationships');
    await carla.goto(`${portal.origin}/partner/customer?id=margie`);
    await shows(carla, 'permissions');

    const recorded = new URL('pictures.txt', import.meta.url);
    const shown = `${texts.join('\n\n----\n\n')}\n`;
    if (isTaking) await writeFile(recorded, shown);
    expect(shown).toBe(await readFile(recorded, 'utf8'));
    const names = ['replace', 'relationships', 'permissions'];
    const sizes = await Promise.all(
      names.map(async (name) => (await readFile(new URL(`${name}.webp`, folder))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
  });
});
