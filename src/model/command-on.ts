import { err, ok, type Result } from 'neverthrow';
import { notBefore } from './changed-at';
import { nullable, type Decoder } from './decode';
import type { Instant } from './instant';
import { within, type MalformedInput } from './malformed-input';

/** What is given at some moment. */
export interface Timed {
  readonly at: Instant;
}

/** A document and a command on it, both checked. */
export interface CommandOn<Document, Command> {
  readonly on: Document;
  readonly command: Command;
}

/** Checks the document and the command that a decision is given. */
export type CommandCheck<Document, Command> = (
  document: unknown,
  command: unknown,
) => Result<CommandOn<Document, Command>, MalformedInput>;

/** A kind of documents that commands are given on. */
export interface DocumentKind<Document> {
  /** What the document is called in the paths of errors. */
  readonly name: string;
  readonly decode: Decoder<Document>;
  /** When a document last changed; null when it does not tell. */
  readonly lastChange: (document: Document) => Instant | null;
}

/**
 * Checks commands on a document. A command whose moment is before the document's last change counts as given at that
 * change: so the times of a document never go back, on whatever machine it is decided.
 */
export function commandOn<Document, Command extends Timed>(
  { name, decode, lastChange }: DocumentKind<Document>,
  decodeCommand: Decoder<Command>,
): CommandCheck<Document, Command> {
  return (document, command) => {
    const on = decode(document);
    if (on.isErr()) return err(within(name, on.error));
    const given = decodeCommand(command);
    if (given.isErr()) return err(within('command', given.error));
    const at = notBefore(lastChange(on.value), given.value.at);
    return ok({ on: on.value, command: at === given.value.at ? given.value : Object.freeze({ ...given.value, at }) });
  };
}

/** Documents of this kind, or null where there is none yet. */
export function orNone<Document>({ name, decode, lastChange }: DocumentKind<Document>): DocumentKind<Document | null> {
  return { name, decode: nullable(decode), lastChange: (document) => (document === null ? null : lastChange(document)) };
}
