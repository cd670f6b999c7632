import { setTimeout as passed } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { RelationshipChange } from 'partner-relationships';
import { sqlRepository } from 'partner-relationships/sql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { indexNext } from '../../docs/examples/notifications/keep-search-index';
import { portalService, preparePortal } from '../../docs/examples/notifications/portal';
import { sendNext, type Mail } from '../../docs/examples/notifications/send-mails';
import type { PortalTables } from '../../docs/examples/notifications/tables';
import { openMarket } from '../fixtures/market';
import { seeded, type Random } from '../fixtures/random';
import { disconnected } from './disconnected';
import { gather, type CustomerEvidence } from './evidence';
import { setLongTimeout } from './long-timeout';
import { openMailSink, type MailSink } from './mail-sink';
import type { FromPortal, ToPortal } from './portal';
import { roundsOfRun, seedOfRun } from './run';
import { openSandbox, type Child, type Sandbox } from './sandbox';

setLongTimeout();

const KILLS = 50;
/** Of each process; besides, all processes have some customers in common. */
const OWN_CUSTOMERS = 3;
const COMMON_CUSTOMERS = ['common-0', 'common-1'];
/** How many mails or changes a process lives to see, at most. */
const MOST_STEPS = 8;
/** For how long it goes on after a change, at most. */
const MOST_MILLISECONDS = 8;
const PORTAL = 'a portal';

const seed = seedOfRun();
const kills = KILLS * roundsOfRun();

type Portal = Child<ToPortal, FromPortal>;

describe('a portal that is killed while it sends mails and keeps an index', () => {
  let sandbox: Sandbox;
  let sink: MailSink;
  let url: string;
  let db: Kysely<PortalTables>;

  beforeAll(async () => {
    [sandbox, sink, url] = await Promise.all([openSandbox(['portal']), openMailSink(), newDatabase()]);
    db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) });
    await preparePortal(db);
  });
  afterAll(async () => {
    await Promise.all([sandbox.clear(), db.destroy(), sink.close()]);
  });

  it('has sent one mail to each side of every acceptance, and its index is that of the store', async () => {
    const random = seeded(seed);
    const service = portalService(db);
    const { invitations } = await openMarket(service);
    const customerIds = [...COMMON_CUSTOMERS];
    let next: Portal = sandbox.start('portal');
    for (let at = 0; at < kills; at += 1) {
      const portal = next;
      // The next one starts meanwhile.
      next = sandbox.start('portal');
      const own = Array.from({ length: OWN_CUSTOMERS }, (_, which) => `customer-${at}-${which}`);
      customerIds.push(...own);
      const moment = at % 2 === 0 ? afterMails(sink, random) : afterChanges(portal, random);
      portal.tell({
        url,
        name: PORTAL,
        mailUrl: sink.url,
        invitations,
        customerIds: [...own, ...COMMON_CUSTOMERS],
        seed: seed + at,
      });
      await Promise.race([moment, failureOf(portal)]);
      expect(await portal.kill()).toBe('SIGKILL');
    }
    await next.end();
    await disconnected(url, PORTAL);

    // What the processes have left, as the next one would find it.
    while (await sendNext(db, async (mail) => sink.take(mail)));
    while ((await indexNext(db, service)) > 0);

    const hint = `FAULT_SEED=${seed}`;
    const mails = withoutRepeats(sink.arrived);
    const { customers } = await gather(sqlRepository({ db, dialect: 'postgres' }), customerIds, []);
    const accepted = customers.flatMap(acceptancesOf);
    // The history of an erased customer is gone. Its mails still go in pairs.
    const erased = new Set(customers.filter(isErased).map(({ id }) => id));
    const known = new Set(accepted.map(acceptanceName));
    const forgotten = mails.filter((mail) => erased.has(mail.customerId) && !known.has(acceptanceName(mail)));
    expect(linesOf(mails), hint).toEqual(linesOf(bothSidesOf([...accepted, ...forgotten])));
    expect(await rowsOf(db, sql`select kind, id, name from search_index`), hint).toEqual(await rowsOf(db, NAMES));

    const repeats = sink.arrived.length - mails.length;
    console.log(
      `${kills} kills: ${accepted.length} acceptances, ${erased.size} customers erased, ` +
        `${mails.length} mails, ${repeats} of them again, ${hint}`,
    );
    // Each mail without an answer was sent again.
    expect(repeats, hint).toBeGreaterThanOrEqual(kills / 2);
    expect(accepted, hint).not.toEqual([]);
  });
});

async function newDatabase(): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const name = `notifications_${seed}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = name;
  return url.href;
}

/** When some mails have arrived, the last of which was not answered: it will come again. */
function afterMails(sink: MailSink, random: Random): Promise<void> {
  return sink.withholdAnswer(1 + random.below(MOST_STEPS));
}

/** Some time after some changes, anywhere in what it has under way. */
async function afterChanges(portal: Portal, random: Random): Promise<void> {
  const changes = 1 + random.below(MOST_STEPS);
  const milliseconds = random.below(MOST_MILLISECONDS);
  for (let seen = 0; seen < changes; seen += 1) await portal.said('changed');
  await passed(milliseconds);
}

async function failureOf(portal: Portal): Promise<never> {
  const { error } = await portal.said('failed');
  throw new Error(error);
}

/** An acceptance, as a mail tells of it. */
type Acceptance = Pick<Mail, 'customerId' | 'partnerId' | 'revision'>;

/** What arrived, without what has the Message-ID of an earlier one. */
function withoutRepeats(arrived: readonly Mail[]): readonly Mail[] {
  const mails = new Map<string, Mail>();
  for (const mail of arrived) {
    const first = mails.get(mail.messageId) ?? mail;
    expect(mail).toEqual(first);
    mails.set(mail.messageId, first);
  }
  return [...mails.values()];
}

/** The acceptances in the history of a customer: the commits in which the request of a partner had an effect. */
function acceptancesOf({ id, history }: CustomerEvidence): readonly Acceptance[] {
  const partners = new Map<string, string>();
  for (const { revision, change } of history) {
    const partnerId = acceptedPartner(change);
    if (partnerId !== null) partners.set(revision, partnerId);
  }
  return [...partners].map(([revision, partnerId]) => ({ customerId: id, partnerId, revision }));
}

function acceptedPartner(change: RelationshipChange): string | null {
  if (change.kind === 'relationship-established' && change.origin.kind === 'request') return change.partnerId;
  if (change.kind !== 'delegation-granted' || change.requestId === null) return null;
  return change.throughPartnerId ?? change.partnerId;
}

function isErased({ history }: CustomerEvidence): boolean {
  return history.some(({ change }) => change.kind === 'customer-erased');
}

function acceptanceName({ customerId, partnerId, revision }: Acceptance): string {
  return `${customerId} accepted ${partnerId} at ${revision}`;
}

function bothSidesOf(acceptances: readonly Acceptance[]): readonly Omit<Mail, 'messageId'>[] {
  const each = new Map(acceptances.map((acceptance) => [acceptanceName(acceptance), acceptance]));
  return [...each.values()].flatMap((acceptance) =>
    (['customer', 'partner'] as const).map((recipient) => ({ ...acceptance, recipient })),
  );
}

function linesOf(mails: readonly Omit<Mail, 'messageId'>[]): readonly string[] {
  return mails.map((mail) => `${acceptanceName(mail)}, to the ${mail.recipient}`).sort();
}

/** The names in the documents themselves, none for an erased customer. */
const NAMES = sql`
  select * from (
    select 'customer' as kind, id, entry::json -> 'value' ->> 'name' as name from relationship_customers
    union all
    select 'partner' as kind, id, entry::json -> 'value' ->> 'name' as name from relationship_partners
  ) names where name is not null`;

async function rowsOf(db: Kysely<PortalTables>, statement: typeof NAMES): Promise<readonly string[]> {
  const { rows } = await statement.execute(db);
  return rows.map((row) => JSON.stringify(row)).sort();
}
