import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createCluster } from '../sql/postgres-cluster';

// A process that keeps a PostgreSQL server of its own, to be killed and to come back. When the one who started the keeper is
// gone, the server goes as well, and its folder.

/** What a keeper is told. */
export type ToKeeper =
  /** Make a server. */
  | { readonly kind: 'make' }
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

async function make(): Promise<Server> {
  let ready = (): void => {};
  const { home, data, start } = await createCluster({ password: PASSWORD, flags: ['--encoding=UTF8', '--locale=C'] });
  const startServer = async (): Promise<void> => {
    await start(
      {
        // It is reached through a file in its folder: a port could be taken by somebody else while the server is down.
        listen_addresses: '',
        unix_socket_directories: home,
        // What dies is the server and not the machine, so what was written is with the operating system.
        fsync: 'off',
        io_method: 'sync',
      },
      (line) => {
        if (line.includes('ready to accept connections')) ready();
      },
    );
  };
  await startServer();
  const url = `postgres://postgres:${PASSWORD}@localhost/postgres?host=${encodeURIComponent(home)}`;

  const postmaster = async (): Promise<number> =>
    Number.parseInt(await readFile(join(data, 'postmaster.pid'), 'utf8'), 10);

  return {
    url,
    killAll: async () => {
      for (const pid of [await postmaster(), ...(await processesOf(url, 'true'))]) kill(pid);
      await startAgain(startServer);
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
      await rm(home, { recursive: true, force: true, maxRetries: 20 });
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
async function startAgain(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await start();
      return;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw new Error('the server does not come back', { cause: error });
    }
  }
}

let server: Server | null = null;

async function told(message: ToKeeper): Promise<FromKeeper> {
  if (message.kind === 'make') server = await make();
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
