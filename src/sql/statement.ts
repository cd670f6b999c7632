import { CompiledQuery, type QueryExecutorProvider, type QueryResult } from 'kysely';
import type { SqlDialect } from './options';
import { utf8 } from './utf-8';

type Value = string | number;

/** A piece of SQL: texts, and the values between them. */
export type Sql = readonly (string | { readonly value: Value })[];

/**
 * Makes SQL of a template. Only pieces of SQL go into its gaps: a value enters by {@link textValue} or
 * {@link countValue}, never by itself.
 */
export function sql(template: TemplateStringsArray, ...pieces: readonly Sql[]): Sql {
  const parts: Sql[number][] = [];
  template.forEach((text, at) => {
    append(parts, text);
    for (const part of pieces[at] ?? []) append(parts, part);
  });
  return parts;
}

/** Texts that follow each other become one: a statement is put together of hundreds, at every level of it again. */
function append(parts: Sql[number][], part: Sql[number]): void {
  const last = parts.length - 1;
  const before = parts[last];
  if (typeof before === 'string' && typeof part === 'string') parts[last] = before + part;
  else parts.push(part);
}

/** Pieces with commas between them. */
export function listed(pieces: readonly Sql[]): Sql {
  const parts: Sql[number][] = [];
  for (const piece of pieces) {
    append(parts, parts.length === 0 ? '' : ', ');
    for (const part of piece) append(parts, part);
  }
  return parts;
}

/** The name of a table or a column, after the names of what contains it. */
export function nameOf(dialect: SqlDialect, ...path: readonly string[]): Sql {
  const quote = dialect === 'mysql' ? '`' : '"';
  return [`${quote}${path.join(`${quote}.${quote}`)}${quote}`];
}

/** A text as a value. */
export function textValue(text: string): Sql {
  if (typeof text !== 'string') throw new Error('a value in a statement is not a text');
  return [{ value: text }];
}

/** A number as a value, such as a revision or a limit. */
export function countValue(count: number): Sql {
  if (!Number.isSafeInteger(count)) throw new Error('a number in a statement is not an integer');
  return [{ value: count }];
}

/** A row as the driver gives it: nothing is known of it before it is decoded. */
export type Row = Readonly<Record<string, unknown>>;

/** The text of a text or a number in a row, which drivers give in several types; empty for everything else. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? `${value}` : '';
}

/** A count from 1, such as a revision: a number, or its text if the driver gives 64 bits so; null if it is neither. */
export function counterOf(value: unknown): number | null {
  const digits = scalarText(value);
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null;
}

/** A statement as it is sent. */
interface Rendered {
  readonly text: string;
  readonly parameters: readonly Value[];
}

/**
 * Puts the values of a statement into their places. With PostgreSQL and SQLite they are parameters, which travel apart
 * from the text; PostgreSQL is told their types, which it could not always tell. The drivers of MySQL write parameters
 * into the text, in a way that is right for some settings of the session only, so there the values are literals that
 * mean the same in every mode and character set.
 */
export function rendered(dialect: SqlDialect, statement: Sql): Rendered {
  const parameters: Value[] = [];
  let text = '';
  for (const part of statement) {
    if (typeof part === 'string') text += part;
    else if (dialect === 'mysql') text += literalOf(part.value);
    else {
      const place = parameters.push(part.value);
      text += dialect === 'postgres' ? `$${place}::${typeof part.value === 'number' ? 'bigint' : 'text'}` : '?';
    }
  }
  return { text, parameters };
}

export function send(session: QueryExecutorProvider, dialect: SqlDialect, statement: Sql): Promise<QueryResult<Row>> {
  const { text, parameters } = rendered(dialect, statement);
  return session.getExecutor().executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));
}

/**
 * Between quotes it is the same text in every mode and character set. It ends no comment, as MySQL takes statements that
 * are for MariaDB, and no driver finds a place for a value in it.
 */
const PLAIN = /^[ !-&()+->@-[\]-~]*$/;

function literalOf(value: Value): string {
  if (typeof value === 'number') return `${value}`;
  return PLAIN.test(value) ? `_ascii '${value}'` : `_ascii x'${hexOf(value)}'`;
}

/** Adding digit to digit would leave as many pieces of text, and a large document has a million of them. */
function hexOf(text: string): string {
  const digits = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) throw new Error('a text in a statement is not ASCII');
    const last = code & 0xf;
    digits[2 * at] = 0x30 + (code >> 4);
    digits[2 * at + 1] = last + (last < 10 ? 0x30 : 0x57);
  }
  return utf8.decode(digits);
}
