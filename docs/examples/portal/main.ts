import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { seedMarket } from './market';
import { openPortal } from './open-portal';
import { sendNotices } from './notices';
import { portalApp } from './portal';
import { sweepOnce } from './sweeps';

const port = Number(process.env['PORT'] ?? 3000);
const file = fileURLToPath(new URL('portal.db', import.meta.url));
const portal = await openPortal(process.env['DATABASE_URL'] ?? file, `http://localhost:${String(port)}`);
await seedMarket(portal);

serve({ fetch: portalApp(portal).fetch, port, hostname: 'localhost' }, () => {
  console.log(`The portal is at ${portal.origin}`);
});

// What goes on behind the pages. After a crash it goes on where it was.
await Promise.all([
  forEver(500, () => sweepOnce(portal)),
  forEver(60 * 60 * 1000, async () => {
    await sendNotices(portal);
    return false;
  }),
]);

/** Does something again and again; with a pause, unless it says that there is more to do. */
async function forEver(pauseMs: number, act: () => Promise<boolean>): Promise<never> {
  for (;;) {
    const isMore = await act().catch((error: unknown) => {
      console.error(error);
      return false;
    });
    if (!isMore) await setTimeout(pauseMs);
  }
}
