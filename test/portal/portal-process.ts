import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The portal in a process of its own. */
export interface PortalProcess {
  readonly origin: string;
  /** Kills it by SIGKILL; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts the program of `npm run portal`; resolves when it has printed its address. It ends when this process does. */
export async function startPortal(database: string, port: number): Promise<PortalProcess> {
  const modules = ['tsx', new URL('end-with-parent.js', import.meta.url).href];
  const child = spawn(
    process.execPath,
    [...modules.flatMap((module) => ['--import', module]), pathOf('../../docs/examples/portal/main.ts')],
    {
      env: { ...process.env, DATABASE_URL: database, PORT: String(port), TSX_TSCONFIG_PATH: pathOf('../tsconfig.json') },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const gone = once(child, 'exit');
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [address] = /http:\S+/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    void gone.then(() => reject(new Error(`the portal ended before it listened: ${said.join('\n')}`)), reject);
  });
  return {
    origin,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
