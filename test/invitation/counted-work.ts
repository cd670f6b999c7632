import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { createContext, runInContext, Script } from 'node:vm';
import { build } from 'esbuild';
import type { checkInvitation } from 'partner-relationships/invitation';

const source = join(import.meta.dirname, '../../src/invitation/check-invitation.ts');

/** Counts the work of one check; the same in every run. */
export type CountWork = (...args: Parameters<typeof checkInvitation>) => Promise<number>;

/**
 * Runs checkInvitation in a realm of its own and counts: how often V8 ran each block of its code, and how many characters
 * or elements the built-in functions went over that look at many. What a pattern does before it has matched is not seen.
 */
export async function counting(): Promise<{ readonly countWork: CountWork; readonly end: () => Promise<void> }> {
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'checked',
    target: 'node20',
    outdir: '.',
  });
  const filename = 'counted.js';
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const realm = createContext({});
  const went = countersIn(runInContext('({ String, RegExp, Array })', realm) as Realm);
  new Script(outputFiles[0]?.text ?? '', { filename }).runInContext(realm);
  await session.post('Profiler.takePreciseCoverage');
  const check = runInContext('checked.checkInvitation', realm) as typeof checkInvitation;

  const blocksRun = async (): Promise<number> => {
    // It counts from the beginning after that, and the code runs for nothing but a check.
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const functions = result.filter(({ url }) => url === filename).flatMap((script) => script.functions);
    return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
  };
  return {
    countWork: async (...args) => {
      const before = went.over;
      check(...args);
      return went.over - before + (await blocksRun());
    },
    end: async () => {
      await session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

type Method = (this: never, ...args: never[]) => unknown;

interface Realm {
  readonly String: { readonly prototype: object };
  readonly RegExp: { readonly prototype: object };
  readonly Array: { readonly prototype: object };
}

/** Counts what goes over many characters or elements, from where it begins to where it ends. */
function countersIn(realm: Realm): { readonly over: number } {
  const went = { over: 0 };
  const count = (prototype: object, name: string, overOf: (self: { length: number }, args: unknown[], result: unknown) => number): void => {
    const method = Reflect.get(prototype, name) as Method;
    Reflect.set(prototype, name, function (this: { length: number }, ...args: unknown[]) {
      const result: unknown = Reflect.apply(method, this, args);
      went.over += overOf(this, args, result);
      return result;
    });
  };
  const whole = ({ length }: { length: number }): number => length;
  const found = ({ length }: { length: number }, [, from]: unknown[], at: unknown): number =>
    (at === -1 ? length : Number(at)) - Number(from ?? 0);
  for (const prototype of [realm.String.prototype, realm.Array.prototype]) {
    count(prototype, 'indexOf', found);
    for (const name of ['includes', 'lastIndexOf', 'concat']) count(prototype, name, whole);
  }
  for (const name of ['split', 'replace', 'replaceAll', 'toLowerCase', 'toUpperCase', 'trim', 'trimEnd', 'normalize']) {
    count(realm.String.prototype, name, whole);
  }
  for (const name of ['join', 'reverse', 'sort', 'shift', 'unshift', 'splice', 'slice']) {
    count(realm.Array.prototype, name, whole);
  }
  const { prototype } = realm.RegExp;
  const exec = Reflect.get(prototype, 'exec') as Method;
  Reflect.set(prototype, 'exec', function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = Reflect.apply(exec, this, [text]) as RegExpExecArray | null;
    went.over += match === null ? (this.sticky ? 1 : text.length - from) : match.index + match[0].length - from;
    return match;
  });
  return went;
}
