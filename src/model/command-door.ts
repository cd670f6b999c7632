import { err, type Result } from 'neverthrow';
import { trust } from './brand';
import { notBefore } from './changed-at';
import type { ContradictoryInput } from './contradictory-input';
import { argument, object, type Fields } from './decode';
import type { DocumentKind } from './document-kind';
import type { ErrorData } from './error-data';
import { decodeInstant, type Instant } from './instant';
import { within, type MalformedInput } from './malformed-input';

/** Something that happens at a moment. */
export interface Timed {
  readonly at: Instant;
}

/**
 * The door of a command: checks the document and the command that a public function is given, then calls `decide`,
 * which takes checked data only. A command whose moment is before the document's last change counts as given at that
 * change, so the times of a document never decrease, whichever machine decides.
 *
 * @param expected the name of the command, for errors
 * @param fields those of the command, besides its moment, which comes last
 * @param decide given what comes after the command, if anything does, as it is
 */
export function commandDoor<
  Document,
  Command extends Timed,
  Changes,
  Refusal extends AnyError,
  More extends readonly unknown[] = [],
>(
  { name, decode, lastChange }: DocumentKind<Document>,
  expected: string,
  fields: Fields<Omit<Command, 'at'>>,
  decide: (document: Document, command: Command, ...more: More) => Result<Changes, Refusal>,
): (document: unknown, command: unknown, ...more: More) => Result<Changes, Refusal | MalformedInput> {
  const decodeCommand = object(expected, trust<Fields<Command>>({ ...fields, at: decodeInstant }));
  return (document, command, ...more) => {
    const on = argument(name, decode, document);
    if (on.isErr()) return err(on.error);
    const given = argument('command', decodeCommand, command);
    if (given.isErr()) return err(given.error);
    const at = notBefore(lastChange(on.value), given.value.at);
    return decide(on.value, at === given.value.at ? given.value : { ...given.value, at }, ...more).mapErr(inCommand);
  };
}

/** A decision names places in the command; the function that is given it, places in its arguments. */
function inCommand<Refusal extends AnyError>(error: Refusal): Refusal {
  if (!isInvalidInput(error)) return error;
  const placed = { ...error, ...within<string>('command', error) };
  Object.freeze(placed);
  return placed;
}

export type AnyError = ErrorData<string, string, object>;

function isInvalidInput(error: AnyError): error is MalformedInput | ContradictoryInput {
  return error.code === 'malformed-input' || error.code === 'contradictory-input';
}
