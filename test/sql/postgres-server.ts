import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { createCluster, type Cluster, type Settings } from './postgres-cluster';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The PostgreSQL server of this run; its user may do anything. */
    readonly postgresUrl: string;
  }
}

const PASSWORD = 'only-for-this-run';
const MOST_ATTEMPTS = 3;

/** A PostgreSQL server of this machine; its user may do anything. */
export interface PostgresServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts one PostgreSQL server for the whole run. Nothing has to survive a crash of the machine, and other test files
 * may be at it at the same time.
 */
export default async function postgresServer(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({ fsync: 'off', full_page_writes: 'off', max_connections: 300 });
  project.provide('postgresUrl', server.url);
  return server.stop;
}

/** Starts a PostgreSQL server in a temporary folder; whatever happens, both are gone when the process is. */
export async function startPostgres(settings: Settings): Promise<PostgresServer> {
  const cluster = await createCluster({
    password: PASSWORD,
    // The order of words, not of bytes, is the default here: whoever relies on bytes has to say so.
    flags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'],
    claimed: watchOver,
  });
  const { port, server } = await onFreePort(cluster, settings);
  return {
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      const gone = once(server, 'close');
      server.kill('SIGINT');
      await gone;
      await rm(cluster.home, { recursive: true, force: true });
    },
  };
}

/** Somebody else may take a port that was free. */
async function onFreePort(
  { start }: Cluster,
  settings: Settings,
): Promise<{ readonly port: number; readonly server: ChildProcess }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { port, server: await start({ ...settings, port, unix_socket_directories: '' }) };
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Removes a folder when this process is gone, and first stops its server, if there is one: an interrupted run may not. */
export function watchOver(home: string): void {
  const script = fileURLToPath(new URL('stop-when-alone.js', import.meta.url));
  spawn(process.execPath, [script, home], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] }).unref();
}

/** A port of this machine that nobody has at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
