import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { toNextPage } from './served';

/** How a person works a page. */
export interface Hands {
  /** Presses the first button, or follows the first link, and waits for the next page. */
  readonly activate: (page: Page, target: Locator) => Promise<void>;
  readonly tick: (page: Page, box: Locator) => Promise<void>;
  readonly write: (page: Page, field: Locator, text: string) => Promise<void>;
}

export const withMouse: Hands = {
  activate: (page, target) => toNextPage(page, () => target.first().click()),
  tick: (_, box) => box.click(),
  write: (_, field, text) => field.fill(text),
};

/** By Tab, Enter, the space bar and letters alone. */
export const withKeyboard: Hands = {
  activate: async (page, target) => {
    await tabTo(page, target.first());
    await toNextPage(page, () => page.keyboard.press('Enter'));
  },
  tick: async (page, box) => {
    await tabTo(page, box);
    await page.keyboard.press('Space');
  },
  write: async (page, field, text) => {
    await tabTo(page, field);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  },
};

/** More than any page has to stop at. */
const MOST_STOPS = 100;

/** Goes from stop to stop until the focus is there, where it can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const outline = await target.evaluate(
      (element) =>
        element.matches(':focus-visible') && element.ownerDocument.defaultView.getComputedStyle(element).outlineStyle,
    );
    if (outline === false) continue;
    expect(outline, 'the outline of what has the focus').not.toBe('none');
    return;
  }
  expect.fail(`the focus does not get to ${String(target)} on ${page.url()}`);
}
