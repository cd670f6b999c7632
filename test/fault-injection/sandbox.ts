import { fork } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { watchOver } from '../sql/postgres-server';

const here = fileURLToPath(new URL('.', import.meta.url));

/** A program of this folder that runs in a process of its own. */
export type Program = 'racer' | 'writer' | 'sweeper' | 'approver' | 'portal' | 'supervisor';

/** A message of a process. */
export interface Message {
  readonly kind: string;
}

/** A process of this run. It ends when this one does, as that closes the channel between them. */
export interface Child<Told, Said extends Message> {
  readonly tell: (message: Told) => void;
  /** The next message of a kind. Rejects when the process ends without having sent it. */
  readonly said: <Kind extends Said['kind']>(kind: Kind) => Promise<Said & { readonly kind: Kind }>;
  /** Lets it end; resolves when it is gone. */
  readonly end: () => Promise<void>;
  /** Kills it; resolves when it is gone, with the signal that ended it. */
  readonly kill: () => Promise<NodeJS.Signals | null>;
}

/** A temporary folder and the processes that were started in it. */
export interface Sandbox {
  readonly folder: string;
  readonly start: <Told extends object, Said extends Message>(program: Program) => Child<Told, Said>;
  /** Ends all its processes, and removes the folder. */
  readonly clear: () => Promise<void>;
}

/** Compiles the programs once, each into one file, so that their processes start quickly. */
export async function openSandbox(programs: readonly Program[]): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-relationships-fault-injection-'));
  watchOver(folder);
  const ends: (() => Promise<void>)[] = [];
  const clear = async (): Promise<void> => {
    await Promise.all(ends.map((end) => end()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await compile(programs, folder);
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    folder,
    start: <Told extends object, Said extends Message>(program: Program) => {
      const child = startChild<Told, Said>(join(folder, `${program}.mjs`));
      ends.push(child.end);
      return child;
    },
    clear,
  };
}

async function compile(programs: readonly Program[], folder: string): Promise<void> {
  await symlink(join(here, '../../node_modules'), join(folder, 'node_modules'));
  await build({
    entryPoints: programs.map((program) => join(here, `${program}.ts`)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minify: true,
    outExtension: { '.js': '.mjs' },
    // For packages that are CommonJS inside the one file.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    external: ['libsql', 'pg-native'],
    // That of the run: it says which Kysely they use.
    tsconfig: process.env['TSX_TSCONFIG_PATH'] ?? join(here, '../tsconfig.json'),
  });
}

function startChild<Told extends object, Said extends Message>(path: string): Child<Told, Said> {
  const child = fork(path, { execArgv: [], stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
  const inbox: Said[] = [];
  const errors: string[] = [];
  const waiting: (() => void)[] = [];
  const heard = (): void => {
    for (const resume of waiting.splice(0)) resume();
  };
  let over = false;

  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.on('message', (message) => {
    inbox.push(message as Said);
    heard();
  });
  const gone = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => {
      over = true;
      heard();
      resolve(signal);
    });
  });

  return {
    // A message to a process that is gone is lost; waiting for its answer then rejects.
    tell: (message) => child.send(message, () => {}),
    said: async <Kind extends Said['kind']>(kind: Kind) => {
      for (;;) {
        const at = inbox.findIndex((message) => message.kind === kind);
        const [found] = at < 0 ? [] : inbox.splice(at, 1);
        if (found !== undefined) return found as Said & { readonly kind: Kind };
        if (over) throw new Error(`${path} ended without saying "${kind}": ${errors.join('')}`);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
    end: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}
