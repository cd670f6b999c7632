import { ResultAsync, type Result } from 'neverthrow';
import { trust } from '../model/brand';
import type { MalformedInput } from '../model/malformed-input';
import { observed, type AnyObservedCall, type ObservedError } from './observe';
import type { Settings } from './options';

/** What methods of a service run with the settings, by the names of the methods. */
type Runs<Known> = Readonly<
  Partial<
    Record<AnyObservedCall['method'], (settings: Known, ...input: never) => Promise<Result<unknown, ObservedError>>>
  >
>;

/** A method of a service: an answer in any case, of which the observer is told. */
type MethodOf<Run> = Run extends (settings: never, ...input: infer Input) => Promise<Result<infer T, infer E>>
  ? (...input: Input) => ResultAsync<T, E | MalformedInput>
  : never;

/**
 * Makes the methods of a service with these settings.
 *
 * @param attempts how many attempts each has made before it runs: 0 for commands, which are counted when they make
 *   them; 1 for queries
 */
export function methodsOf<Known extends Settings, All extends Runs<Known>>(
  settings: Result<Known, MalformedInput>,
  attempts: 0 | 1,
  runs: All,
): { readonly [Name in keyof All]: MethodOf<All[Name]> } {
  const methods = Object.entries(runs).map(([name, run]) => {
    const call = { method: trust<AnyObservedCall['method']>(name), attempts };
    return [name, (...input: never) => new ResultAsync(observed(settings, call, (valid) => run(valid, ...input)))];
  });
  return trust(Object.fromEntries(methods));
}
