import { inspect } from 'node:util';
import { Kysely, PostgresDialect } from 'kysely';
import type { RelationshipService } from 'partner-relationships';
import pg from 'pg';
import { portalService, runInBackground } from '../../docs/examples/notifications/portal';
import type { Mail } from '../../docs/examples/notifications/send-mails';
import type { PortalTables } from '../../docs/examples/notifications/tables';
import { theOperator } from '../fixtures/cast';
import type { Invitation } from '../fixtures/market';
import { seeded, type Random } from '../fixtures/random';
import { anyCommand, give } from './command';

// A process of the portal in docs/examples/notifications: it carries out one command after the other, and sends mails
// and keeps the index behind that, until it is killed.

/** The message to a portal. */
export interface ToPortal {
  readonly url: string;
  /** By which the server knows its connections. */
  readonly name: string;
  /** Where to send mails. */
  readonly mailUrl: string;
  readonly invitations: readonly Invitation[];
  readonly customerIds: readonly string[];
  readonly seed: number;
}

/** The messages of a portal. */
export type FromPortal =
  /** A command has changed something. */
  | { readonly kind: 'changed' }
  /** Something went wrong that nothing in this run explains. */
  | { readonly kind: 'failed'; readonly error: string };

/** How many commands it has under way at the same time. */
const LANES = 4;
const PAUSE_MILLISECONDS = 2;

async function run({ url, name, mailUrl, invitations, customerIds, seed }: ToPortal): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, application_name: name, max: LANES + 4 });
  const db = new Kysely<PortalTables>({ dialect: new PostgresDialect({ pool }) });
  const service = portalService(db);
  const random = seeded(seed);
  const send = async (mail: Mail): Promise<void> => {
    const answer = await fetch(mailUrl, { method: 'POST', body: JSON.stringify(mail) });
    if (!answer.ok) throw new Error(`the mail was answered with ${answer.status}`);
  };

  let given = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      given += 1;
      const id = `portal-${seed}-${given}`;
      if (await isChanging(service, random, random.pick(customerIds), invitations, id)) say({ kind: 'changed' });
    }
  };
  const { signal } = new AbortController();
  await Promise.all([
    runInBackground({ db, service, send, signal, pauseMs: PAUSE_MILLISECONDS, report: failed }),
    ...Array.from({ length: LANES }, lane),
  ]);
}

/** Mostly commands of customers and partners, but also names that change, and customers that go. */
async function isChanging(
  service: RelationshipService,
  random: Random,
  customerId: string,
  invitations: readonly Invitation[],
  id: string,
): Promise<boolean> {
  const lot = random.below(100);
  const by = theOperator;
  if (lot < 10) {
    const renamed = await service.renameCustomer({ customerId, name: `Renamed by ${id}`, by });
    return renamed.isOk();
  }
  if (lot < 13) {
    const partnerId = random.pick(invitations).partner.id;
    return (await service.renamePartner({ partnerId, name: `Renamed by ${id}`, by })).isOk();
  }
  if (lot < 20) {
    // Nobody else knows this one, so nothing keeps it.
    const customer = { id: `passing-${id}`, name: `Passing by ${id}` };
    await service.importCustomer({ customer, relationships: [], delegations: [], by });
    return (await service.eraseCustomer({ customerId: customer.id, reason: 'asked for it', by })).isOk();
  }
  if (lot < 28) {
    for (const { partner } of invitations) {
      await give(service, { kind: 'end', customerId, partnerId: partner.id }, id);
    }
    // Another lane may have accepted something meanwhile, and then it is refused.
    return (await service.eraseCustomer({ customerId, reason: 'asked for it', by })).isOk();
  }
  const answer = await give(service, anyCommand(random, customerId, invitations), id);
  return answer.isOk() && answer.value.changes.length > 0;
}

function failed(error: unknown): void {
  say({ kind: 'failed', error: inspect(error) });
}

function say(message: FromPortal): void {
  process.send?.(message);
}

process.on('message', (message) => {
  run(message as ToPortal).catch(failed);
});

process.on('disconnect', () => process.exit());
