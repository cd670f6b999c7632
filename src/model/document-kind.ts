import type { Instant } from './instant';
import { nullable, type Decoder } from './decode';

/** A kind of document that commands are given on. */
export interface DocumentKind<Document> {
  /** The name of the argument that holds it, for the paths of errors. */
  readonly name: string;
  readonly decode: Decoder<Document>;
  /** When a document last changed; null if it does not tell. */
  readonly lastChange: (document: Document) => Instant | null;
}

/** Documents of this kind, or null if there is none yet. */
export function orNone<Document>({ name, decode, lastChange }: DocumentKind<Document>): DocumentKind<Document | null> {
  return {
    name,
    decode: nullable(decode),
    lastChange: (document) => (document === null ? null : lastChange(document)),
  };
}
