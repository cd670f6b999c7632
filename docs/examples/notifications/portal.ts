import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import {
  createRelationshipService,
  valueOrThrow,
  type RelationshipService,
} from 'partner-relationships';
import { migrateRelationships, sqlRepository } from 'partner-relationships/sql';
import { indexNext } from './keep-search-index.js';
import { sendNext, type Send } from './send-mails.js';
import { createPortalTables, type PortalTables } from './tables.js';
import { writeMails } from './write-mails.js';

/** Makes all tables: once, before the processes of a release start. */
export async function preparePortal(db: Kysely<PortalTables>): Promise<void> {
  valueOrThrow(await migrateRelationships({ db, dialect: 'postgres' }));
  await createPortalTables(db);
}

/** For the pages of the portal: an acceptance writes its mails. */
export function portalService(db: Kysely<PortalTables>): RelationshipService {
  return createRelationshipService({
    repository: sqlRepository({
      db,
      dialect: 'postgres',
      alongside: writeMails,
    }),
    linkBaseUrl: 'https://portal.example/invitation',
  });
}

/** What goes on behind the pages. */
export interface Background {
  readonly db: Kysely<PortalTables>;
  readonly service: RelationshipService;
  readonly send: Send;
  /** Ends it, after the mail and the changes that are under way. */
  readonly signal: AbortSignal;
  /** How many milliseconds to wait where nothing is to be done. */
  readonly pauseMs: number;
  readonly report: (error: unknown) => void;
}

/** Sends mails and keeps the index, until it is told to end. */
export async function runInBackground(background: Background): Promise<void> {
  const { db, service, send } = background;
  await Promise.all([
    repeat(() => sendNext(db, send), background),
    repeat(async () => (await indexNext(db, service)) > 0, background),
  ]);
}

/** One step after the other, with a pause if there is none or it fails. */
async function repeat(
  step: () => Promise<boolean>,
  { signal, pauseMs, report }: Background,
): Promise<void> {
  while (!signal.aborted) {
    let isMore = false;
    try {
      isMore = await step();
    } catch (error) {
      report(error);
    }
    if (!isMore) {
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
