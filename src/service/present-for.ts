import type { Result } from 'neverthrow';
import { notBefore } from '../model/changed-at';
import type { DocumentKind } from '../model/document-kind';
import type { Instant } from '../model/instant';
import type { MalformedInput } from '../model/malformed-input';
import type { Settings } from './options';

/** The present moment, as a command on this document would have it: not before its last change. */
export function presentFor<State>(
  { now }: Pick<Settings, 'now'>,
  { lastChange }: Pick<DocumentKind<State>, 'lastChange'>,
  state: State,
): Result<Instant, MalformedInput> {
  return now().map((present) => notBefore(lastChange(state), present));
}
