import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { err, ok, ResultAsync, type Result } from 'neverthrow';
import { playDemo } from './demo';
import { inkFor, wantsColours } from './ink';
import { readMarketFile } from './market-file';
import { tellerTo } from './teller';
import { printable } from './width';

const USAGE = `Usage: npm run demo [-- file.json]

Plays the life of reseller relationships, from the invitation to the end, through the service of the library,
and shows who may do what for whom. Without a file it plays the market that comes with it.

The file is JSON:

  {
    "partners": [{ "id": "…", "name": "…", "program": "direct-bill", "standing": "active" }],
    "customers": [{ "id": "…", "name": "…" }],
    "subscriptions": [{
      "id": "…", "customerId": "…", "serviceId": "…", "originalResellerId": "…" or null,
      "partnerOfRecordId": "…" or null, "status": "active"
    }]
  }

program    direct-bill, indirect-provider, indirect-reseller or advisor
standing   active, suspended or closed
status     active, suspended or cancelled

It needs one active partner of the program direct-bill or indirect-provider, and one customer. For the whole story, add
a second such partner, an advisor, an indirect provider with an indirect reseller, and a suspended partner.

NO_COLOR=1 turns colours off, FORCE_COLOR=1 prints them even into a pipe.
`;

/** In columns, if the terminal has that many. */
const WIDEST = 100;
const NARROWEST = 72;
const MOST_PROBLEMS = 10;

/** The parts of its process that the command uses. */
export interface Surroundings {
  readonly stdout: Output & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: () => string;
}

interface Output {
  readonly write: (text: string) => unknown;
}

/** Runs `npm run demo` with its arguments; returns the exit code. */
export async function demoCommand(args: readonly string[], surroundings: Surroundings): Promise<0 | 1> {
  const asked = wishIn(args);
  if (asked.isErr()) return fail(surroundings, [asked.error, 'see npm run demo -- --help']);
  if (asked.value.help) {
    surroundings.stdout.write(USAGE);
    return 0;
  }
  return play(asked.value.file, surroundings);
}

async function play(file: string | undefined, surroundings: Surroundings): Promise<0 | 1> {
  const { stdout, env } = surroundings;
  const name = file ?? 'market.json';
  const problemsIn = (problems: readonly string[]): 1 =>
    fail(surroundings, problems.map((problem) => `${name}: ${problem}`));
  const path =
    file === undefined ? fileURLToPath(new URL('market.json', import.meta.url)) : resolve(startedIn(surroundings), file);
  const print = (line: string): unknown => stdout.write(`${line}\n`);
  const tell = tellerTo(print, inkFor(wantsColours(stdout, env)), width(stdout));
  try {
    const market = await readMarketFile(path);
    const played = await market.asyncAndThen((read) => new ResultAsync(playDemo(read, name, tell)));
    return played.isErr() ? problemsIn(played.error) : 0;
  } catch (error) {
    return fail(surroundings, [`the story came to a halt: ${messageOf(error)}`]);
  }
}

interface Wish {
  readonly help: boolean;
  readonly file: string | undefined;
}

function wishIn(args: readonly string[]): Result<Wish, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    const [file] = positionals;
    return positionals.length > 1 || file === '' ? err('expected one file or none') : ok({ help: values.help, file });
  } catch (error) {
    return err(messageOf(error));
  }
}

/** npm runs scripts in the folder of the package, and passes the folder in which it was started. */
function startedIn({ env, cwd }: Surroundings): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = env;
  return script === 'demo' && folder !== undefined ? folder : cwd();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function width({ isTTY = false, columns = WIDEST }: Surroundings['stdout']): number {
  return Math.max(NARROWEST, Math.min(WIDEST, isTTY ? columns : WIDEST));
}

function fail({ stderr }: Surroundings, problems: readonly string[]): 1 {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - shown.length;
  for (const problem of shown) stderr.write(`${printable(problem)}\n`);
  if (more > 0) stderr.write(`… and ${String(more)} more problems\n`);
  return 1;
}
