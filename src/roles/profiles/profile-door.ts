import { err, type Result } from 'neverthrow';
import { commandDoor, type AnyError, type Timed } from '../../model/command-door';
import { argument, type Fields } from '../../model/decode';
import type { DocumentKind } from '../../model/document-kind';
import type { MalformedInput } from '../../model/malformed-input';
import { decodeProfile, type DelegationProfile } from './profile';

/** The door of a command that is decided by the profile of the marketplace, which comes after the command. */
export function profileDoor<Document, Command extends Timed, Changes, Refusal extends AnyError>(
  kind: DocumentKind<Document>,
  expected: string,
  fields: Fields<Omit<Command, 'at'>>,
  decide: (document: Document, command: Command, profile: DelegationProfile) => Result<Changes, Refusal>,
): (document: unknown, command: unknown, profile: unknown) => Result<Changes, Refusal | MalformedInput> {
  const door = commandDoor(kind, expected, fields, decide);
  return (document, command, profile) => {
    const known = argument('profile', decodeProfile, profile);
    return known.isErr() ? err(known.error) : door(document, command, known.value);
  };
}
