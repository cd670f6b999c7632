import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { seedMarket } from '../../docs/examples/portal/market';
import { openPortal, type Portal } from '../../docs/examples/portal/open-portal';
import { portalApp } from '../../docs/examples/portal/portal';
import { Visitor } from './visitor';

export interface OpenPortal extends Portal {
  readonly app: ReturnType<typeof portalApp>;
  readonly visitor: () => Visitor;
  /** Somebody who is signed in. */
  readonly as: (name: string, organization: string) => Promise<Visitor>;
}

/** The portal with its seeded market, for one test: in memory, or in another empty database. */
export async function openSeeded(
  origin: string = 'http://portal.example',
  database: string = ':memory:',
): Promise<OpenPortal> {
  const portal = await openPortal(database, origin);
  onTestFinished(() => portal.db.destroy());
  await seedMarket(portal);
  const app = portalApp(portal);
  const visitor = (): Visitor => new Visitor(app, origin);
  return {
    ...portal,
    app,
    visitor,
    as: async (name, organization) => {
      const one = visitor();
      await one.signIn(name, organization);
      return one;
    },
  };
}

/** The address of an empty database. */
export async function postgresDatabase(): Promise<string> {
  const server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
  const name = `portal_${randomUUID().replaceAll('-', '')}`;
  await server.query(`create database ${name}`);
  await server.end();
  const url = new URL(inject('postgresUrl'));
  url.pathname = name;
  return url.href;
}
