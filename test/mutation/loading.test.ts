import { expect, it } from 'vitest';

// Stryker takes a file that cannot be loaded for one without tests, so that nothing in it fails. This one can.
it('the library can be loaded', async () => {
  expect(Object.keys(await import('partner-relationships'))).not.toEqual([]);
});
