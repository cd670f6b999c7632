import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, chown, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { promisify } from 'node:util';
import { nobody } from '../sql/postgres-cluster';
import { watchOver } from '../sql/postgres-server';

const execute = promisify(execFile);

/** A folder of this machine for the servers of a cluster, each of which has a loopback address of its own. */
export interface Site {
  readonly folder: string;
  /** Of a server, the first being 1. Other clusters of this machine have other addresses, so ports need not differ. */
  readonly address: (number: number) => string;
  /** Runs a program to its end, as the user whom the servers belong to. Resolves with what it has printed. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
  /** Starts a server, whose words go to a file of this name. It dies with this process, however that ends. */
  readonly serve: (name: string, program: string, args: readonly string[]) => Promise<Server>;
  /** Kills all servers, and removes the folder. */
  readonly clear: () => Promise<void>;
}

/** A server that was started. */
export interface Server {
  /** Sends a signal to it, and then to the processes that it has started. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
  readonly isGone: () => boolean;
  /**
   * Asks again and again, also after an error, until it is so. Rejects, with the server's last words, if it is gone
   * or takes too long.
   */
  readonly until: (what: string, isSo: () => Promise<boolean>) => Promise<void>;
}

/** Settings of a database server, by their names. */
export type ServerSettings = Readonly<Record<string, string | number>>;

const PROGRAM_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 100;
const LAST_WORDS = 40;

export async function openSite(name: string): Promise<Site> {
  // For root somebody else runs the servers, who may not get to the temporary folder of root.
  const isRoot = process.getuid?.() === 0;
  const runner = isRoot ? await nobody() : {};
  const folder = await mkdtemp(join(isRoot ? '/tmp' : tmpdir(), `partner-relationships-${name}-`));
  watchOver(folder);
  const { uid, gid } = runner;
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  await chmod(folder, 0o700);
  // The programs may not get to the temporary folder of the environment either.
  const surroundings = { ...runner, cwd: folder, env: { ...process.env, TMPDIR: folder } };

  const network = `127.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const servers = new Set<Server>();
  return {
    folder,
    address: (number) => `${network}.${number}`,
    run: async (program, args) => {
      const options = { ...surroundings, timeout: PROGRAM_MILLISECONDS, killSignal: 'SIGKILL' } as const;
      const { stdout, stderr } = await execute(program, args, options);
      return `${stdout}${stderr}`;
    },
    serve: async (as, program, args) => {
      const log = join(folder, `${as}.log`);
      const file = await open(log, 'a');
      const stdio: ['ignore', number, number] = ['ignore', file.fd, file.fd];
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { ...surroundings, stdio });
      const gone = once(child, 'close').then(() => {});
      const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
      await once(child, 'spawn');
      await file.close();
      const server: Server = {
        signal: (signal) => {
          const started = childrenOf(child.pid);
          child.kill(signal);
          // What a node starts for a transfer is a group of processes.
          for (const pid of started) {
            send(signal, -pid);
            send(signal, pid);
          }
        },
        gone,
        isGone,
        until: async (what, isSo) => {
          const deadline = performance.now() + PROGRAM_MILLISECONDS;
          let failed: unknown = null;
          while (!isGone() && performance.now() < deadline) {
            try {
              if (await isSo()) return;
              failed = null;
            } catch (error) {
              failed = error;
            }
            await passed(PAUSE_MILLISECONDS);
          }
          const words = (await readFile(log, 'utf8')).split('\n').slice(-LAST_WORDS).join('\n');
          throw new Error(`${as} is not ${what}: ${String(failed)}\n${words}`, { cause: failed });
        },
      };
      servers.add(server);
      void gone.then(() => servers.delete(server));
      return server;
    },
    clear: async () => {
      await Promise.all(
        [...servers].map((server) => {
          server.signal('SIGKILL');
          return server.gone;
        }),
      );
      await rm(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

function childrenOf(pid: number | undefined): readonly number[] {
  try {
    const pids = readFileSync(`/proc/${pid ?? ''}/task/${pid ?? ''}/children`, 'utf8');
    return pids.split(' ').filter(Boolean).map(Number);
  } catch {
    // It is gone already.
    return [];
  }
}

function send(signal: NodeJS.Signals, pid: number): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
