import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createCluster } from '../sql/postgres-cluster';

// A process that runs a PostgreSQL server of its own, kills it when told to, and starts it again. It removes the server
// and its folder when the process that started the supervisor is gone.

/** The messages to a supervisor. */
export type ToSupervisor =
  /** Make a server. */
  | { readonly kind: 'make' }
  /** Kill all processes of the server, and start it again. */
  | { readonly kind: 'kill-server' }
  /** Kill a process of the server that serves a client. The server then ends all the others and recovers by itself. */
  | { readonly kind: 'kill-backend' };

/** The message of a supervisor: the server is up, or up again. */
export interface FromSupervisor {
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
        // Clients reach it through a file in its folder: another program could take its port while the server is down.
        listen_addresses: '',
        unix_socket_directories: home,
        // The server dies and not the machine, so the operating system keeps all that was written.
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
      if (pid === undefined) throw new Error('the server has no client');
      kill(pid);
      await recovered;
    },
    remove: async () => {
      kill(await postmaster());
      // The other processes may still write while they end.
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
    // The process is gone already.
  }
}

/** A server starts only after the last process of the previous one is gone. */
async function startAgain(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await start();
      return;
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw new Error('the server does not start again', { cause: error });
    }
  }
}

let server: Server | null = null;

async function told(message: ToSupervisor): Promise<FromSupervisor> {
  if (message.kind === 'make') server = await make();
  if (server === null) throw new Error('no server');
  if (message.kind === 'kill-server') await server.killAll();
  if (message.kind === 'kill-backend') await server.killOne();
  return { kind: 'up', url: server.url };
}

process.on('message', (message) => {
  void told(message as ToSupervisor).then((answer) => process.send?.(answer));
});

process.on('disconnect', () => {
  void (server?.remove() ?? Promise.resolve()).finally(() => process.exit());
});
