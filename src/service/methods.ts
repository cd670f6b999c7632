import { ResultAsync, type Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import { observed, type AnyObservedCall, type ObservedError } from './observe';
import type { Settings } from './options';

/** Makes a method of a service of what it runs with the settings: an answer in any case, of which the observer is told. */
type MethodOf<Known> = <Input extends readonly unknown[], T, E extends ObservedError>(
  name: AnyObservedCall['method'],
  run: (settings: Known, ...input: Input) => Promise<Result<T, E>>,
) => (...input: Input) => ResultAsync<T, E | MalformedInput>;

/** Makes the methods of a service with these settings: the attempts of a command are counted when it makes them. */
export function methodsWith<Known extends Settings>(
  settings: Result<Known, MalformedInput>,
): { readonly command: MethodOf<Known>; readonly query: MethodOf<Known> } {
  const method =
    (attempts: 0 | 1): MethodOf<Known> =>
    (name, run) =>
    (...input) =>
      new ResultAsync(observed(settings, { method: name, attempts }, (valid) => run(valid, ...input)));
  return { command: method(0), query: method(1) };
}
