import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ForbiddenException, ServiceUnavailableException, type ExecutionContext } from '@nestjs/common';
import express from 'express';
import { sql, type Kysely } from 'kysely';
import { memoryRepository, storageFailed, type RelationshipService } from 'partner-relationships';
import { errAsync } from 'neverthrow';
import { migrateRelationships, type SqlDialect } from 'partner-relationships/sql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PartnerGuard, type PartnerRequest } from '../../docs/examples/beside/partner-guard';
import { relationshipRoutes } from '../../docs/examples/beside/express-routes';
import { dismiss } from '../../docs/examples/beside/dismissal';
import { dueForReview } from '../../docs/examples/beside/reviews';
import { mayTechnician } from '../../docs/examples/beside/technicians';
import { serviceOver } from '../../docs/examples/beside/shared-pool';
import pg from 'pg';
import { openScene } from '../fixtures/scene';
import { engines, postgres, rowsOf, type Storage } from '../sql/storage';

const root = join(import.meta.dirname, '../..');
const dialect = 'postgres';

/** What drizzle-kit says; it asks its questions of a terminal only, and here is none. */
const drizzleKit = async (...words: readonly string[]): Promise<string> => {
  const tool = join(root, 'node_modules/drizzle-kit/bin.cjs');
  const run = promisify(execFile)(process.execPath, [tool, ...words], { cwd: root });
  return run.then(({ stdout, stderr }) => stdout + stderr, (error: unknown) => String(Object(error).stdout) + String(error));
};

/** How Drizzle names a dialect, a table of an application in it, and what finds and names all tables. */
const ofDrizzle = {
  postgres: {
    name: 'postgresql',
    schema: 'docs/examples/beside/drizzle-tables.ts',
    place: sql<{ place: string }>`select current_database() as place`,
    tables: sql<{ name: string }>`select tablename as name from pg_tables where schemaname in ('public', 'partners') order by 1`,
  },
  mysql: {
    name: 'mysql',
    schema: 'test/docs/drizzle/mysql-tables.ts',
    place: sql<{ place: string }>`select database() as place`,
    tables: sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = database() order by 1`,
  },
  sqlite: {
    name: 'sqlite',
    schema: 'test/docs/drizzle/sqlite-tables.ts',
    place: sql<{ place: string }>`select file as place from pragma_database_list`,
    tables: sql<{ name: string }>`select name from sqlite_master where type = 'table' order by 1`,
  },
} as const;

/** Where drizzle-kit finds what this connection leads to. */
async function urlOf(db: Kysely<unknown>, of: SqlDialect): Promise<string> {
  const [row] = await rowsOf(db, ofDrizzle[of].place);
  const place = row?.place ?? '';
  if (of === 'sqlite') return `file:${place}`;
  const server = of === 'mysql' ? (process.env['MYSQL_URL'] ?? '') : inject('postgresUrl');
  return Object.assign(new URL(server), { pathname: place }).href;
}

/** The configuration of the guide excludes the tables of the library by this. */
const FILTER = '--tablesFilter=!relationship_*';

describe.each(engines)('Drizzle beside the tables of the library, on $name', ({ dialect: of, storage: make }) => {
  let storage: Storage;
  let db: Kysely<unknown>;
  let push: readonly string[];

  const tables = async (): Promise<readonly string[]> => (await rowsOf(db, ofDrizzle[of].tables)).map(({ name }) => name);

  beforeAll(async () => {
    storage = await make();
    db = storage.open();
    (await migrateRelationships({ db, dialect: of }))._unsafeUnwrap();
    push = ['push', `--dialect=${ofDrizzle[of].name}`, `--schema=${ofDrizzle[of].schema}`, `--url=${await urlOf(db, of)}`];
  });
  afterAll(() => storage.remove());

  it('push would rename or drop them without the filter, and asks', async () => {
    const before = await tables();
    expect(await drizzleKit(...push)).toContain('Interactive prompts require a TTY');
    expect(await tables()).toEqual(before);
  });

  it('push with the filter makes the table of the application, and leaves them alone', async () => {
    const before = await tables();
    expect(await drizzleKit(...push, FILTER)).toContain('Changes applied');
    expect(await tables()).toEqual(['contacts', ...before]);
    expect((await migrateRelationships({ db, dialect: of }))._unsafeUnwrap()).toEqual([]);
    expect(await drizzleKit(...push, FILTER)).toContain('No changes detected');
  });

  it('generate writes the tables of the application only', async () => {
    const out = await mkdtemp(join(root, '.drizzle-'));
    try {
      await drizzleKit('generate', ...push.slice(1, 3), `--out=${out.slice(root.length + 1)}`);
      const [file = ''] = (await readdir(out)).filter((name) => name.endsWith('.sql'));
      const statements = await readFile(join(out, file), 'utf8');
      expect(statements).toMatch(/CREATE TABLE ["`]contacts["`]/);
      expect(statements).not.toMatch(/relationship|drop|rename/i);
    } finally {
      await rm(out, { recursive: true });
    }
  });
});

describe('Drizzle beside the tables of the library, on PostgreSQL', () => {
  let storage: Storage;
  let db: Kysely<unknown>;

  beforeAll(async () => {
    storage = await postgres.storage();
    db = storage.open();
  });
  afterAll(() => storage.remove());

  it('is kept from them by the configuration in the guide', async () => {
    const guide = await import('../../docs/examples/beside/drizzle.config');
    expect(guide.default).toMatchObject({ dialect: 'postgresql', schema: `./${ofDrizzle.postgres.schema}` });
    expect(`--tablesFilter=${String(guide.default.tablesFilter)}`).toBe(FILTER);
  });

  it('leaves alone a schema of their own, without a filter', async () => {
    await sql`create schema partners`.execute(db);
    const options = { db: db.withSchema('partners'), dialect } as const;
    (await migrateRelationships(options))._unsafeUnwrap();
    const said = await drizzleKit('push', '--dialect=postgresql', `--schema=${ofDrizzle.postgres.schema}`, `--url=${await urlOf(db, dialect)}`);
    expect(said).toContain('Changes applied');
    expect((await migrateRelationships(options))._unsafeUnwrap()).toEqual([]);
  });
});

it('The list for Prisma in the guide names every table of the library', async () => {
  const guide = await readFile(join(root, 'docs/beside-what-you-have.md'), 'utf8');
  const named = [...guide.matchAll(/'public\.(\w+)'/g)].map(([, name]) => name);
  const storage = await postgres.storage();
  const db = storage.open();
  (await migrateRelationships({ db, dialect }))._unsafeUnwrap();
  expect(named.sort()).toEqual((await rowsOf(db, ofDrizzle.postgres.tables)).map(({ name }) => name));
  await storage.remove();
});

describe('A pool of node-postgres that the application shares', () => {
  it('serves the service and the statements of the application, and stays theirs', async () => {
    const storage = await postgres.storage();
    const db = storage.open();
    (await migrateRelationships({ db, dialect }))._unsafeUnwrap();
    const [row] = await rowsOf(db, sql<{ name: string }>`select current_database() as name`);
    const url = Object.assign(new URL(inject('postgresUrl')), { pathname: row?.name ?? '' });
    const pool = new pg.Pool({ connectionString: url.href, max: 1 });
    try {
      const service = serviceOver(pool);
      (await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'advisor' }))._unsafeUnwrap();
      const { rows } = await pool.query('select id from relationship_partners');
      expect(rows).toEqual([{ id: 'contoso' }]);
      expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
    } finally {
      await pool.end();
      await storage.remove();
    }
  });
});

/** Contoso holds one service of Tailspin. */
async function openMarket(): Promise<RelationshipService> {
  const { service } = openScene({ repository: memoryRepository() });
  (await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'direct-bill' }))._unsafeUnwrap();
  const customer = { id: 'tailspin', name: 'Tailspin Toys' };
  const by = { kind: 'partner', partnerId: 'contoso' } as const;
  (await service.addCustomer({ partnerId: 'contoso', customer, services: ['exchange-online'], by }))._unsafeUnwrap();
  return service;
}

describe('The routes for Express', () => {
  const post = async (body: unknown, customerId: string | null): Promise<readonly [status: number, body: unknown]> => {
    const app = express();
    app.use(relationshipRoutes(await openMarket(), () => (customerId === null ? null : { kind: 'customer', customerId })));
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`http://127.0.0.1:${port}/removals`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    server.close();
    return [response.status, text.startsWith('{') ? JSON.parse(text) : text];
  };
  const removal = { customerId: 'tailspin', from: 'contoso', services: 'all' };

  it('remove what the customer asks for', async () => {
    const [status, body] = await post(removal, 'tailspin');
    expect(status).toBe(200);
    expect(body).toMatchObject({ changes: [{ kind: 'delegation-removed', serviceId: 'exchange-online' }] });
  });

  it('take who acts from the session, whatever the body says', async () => {
    const [status, body] = await post({ ...removal, by: { kind: 'customer', customerId: 'tailspin' } }, 'northwind');
    expect([status, Object(body).code]).toEqual([403, 'not-the-customer']);
    expect((await post(removal, null))[0]).toBe(401);
  });

  it('tell what is wrong with a form', async () => {
    const [status, body] = await post({ ...removal, customerId: 'tail spin' }, 'tailspin');
    expect(status).toBe(400);
    expect(body).toMatchObject({ issues: [{ path: ['customerId'] }] });
  });
});

describe('The guard for NestJS', () => {
  const contextOf = (request: PartnerRequest) =>
    ({ switchToHttp: () => ({ getRequest: () => request }) }) as unknown as ExecutionContext;
  const asked = (serviceId: string) =>
    contextOf({ session: { partnerId: 'contoso' }, params: { customerId: 'tailspin', serviceId } });

  it('lets through who holds the service, and tells anybody else why not', async () => {
    const guard = new PartnerGuard(await openMarket(), 'manage-users');
    expect(await guard.canActivate(asked('exchange-online'))).toBe(true);
    const refused: unknown = await guard.canActivate(asked('intune')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ForbiddenException);
    expect((refused as ForbiddenException).getResponse()).toMatchObject({ code: 'operation-denied' });
  });

  it('lets nobody through while the store is out of order', async () => {
    const service = await openMarket();
    const broken = { ...service, authorize: () => errAsync(storageFailed('disk full')) } as RelationshipService;
    const guard = new PartnerGuard(broken, 'manage-users');
    await expect(guard.canActivate(asked('exchange-online'))).rejects.toBeInstanceOf(ServiceUnavailableException);
  });
});

describe('The recipe', () => {
  it('for technicians lets through who is assigned, as far as the partner may', async () => {
    const service = await openMarket();
    const ada = { userId: 'ada', partnerId: 'contoso' };
    const may = (technician: typeof ada, serviceId: string) =>
      mayTechnician(service, new Set(['tailspin ada']), technician, 'tailspin', serviceId, 'manage-users');
    expect(await may(ada, 'exchange-online')).toBe(true);
    expect(await may(ada, 'intune')).toBe(false);
    expect(await may({ ...ada, userId: 'bob' }, 'exchange-online')).toBe(false);
  });

  it('for reviews lists what exists since before a moment', async () => {
    const service = await openMarket();
    const due = async (customerId: string, before: string) =>
      (await dueForReview(service, customerId, before))._unsafeUnwrap().map(({ serviceId }) => serviceId);
    expect(await due('tailspin', '9999-01-01T00:00:00.000Z')).toEqual(['exchange-online']);
    expect(await due('tailspin', '2000-01-01T00:00:00.000Z')).toEqual([]);
    expect(await due('northwind', '9999-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('for a dismissal takes everything from the partner, and may be repeated', async () => {
    const service = await openMarket();
    expect(await dismiss(service, 'contoso', 'left the marketplace')).toBeNull();
    expect(await dismiss(service, 'contoso', 'left the marketplace')).toBeNull();
    const state = (await service.relationshipsOf('tailspin'))._unsafeUnwrap();
    expect([state?.relationships, state?.delegations]).toEqual([[], []]);
    expect(await dismiss(service, 'litware', 'left the marketplace')).toMatchObject({ code: 'unknown-partner' });
  });
});
