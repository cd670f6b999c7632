import { sql, type RawBuilder } from 'kysely';
import type { SqlDialect } from './options';

/** A value as it stands in a statement. */
export type Value = RawBuilder<unknown>;

/**
 * A text in a statement. For PostgreSQL and SQLite it is a parameter, which travels apart from the statement. The
 * drivers of MySQL write parameters into the statement, and how they do it is right for some settings of the session
 * only; so there it is a literal of hexadecimal digits, in which no mode and no character set sees anything else.
 *
 * @throws when it is not ASCII, which all ids and all stored JSON are
 */
export function textValue(dialect: SqlDialect, text: string): Value {
  return dialect === 'mysql' ? sql.raw(`_ascii x'${hexOf(text)}'`) : sql.val(text);
}

/**
 * A number in a statement, such as a revision or a limit.
 *
 * @throws when it is no integer
 */
export function countValue(dialect: SqlDialect, count: number): Value {
  if (!Number.isSafeInteger(count)) throw new Error('a number in a statement is no integer');
  return dialect === 'mysql' ? sql.raw(String(count)) : sql.val(count);
}

const DIGITS: readonly string[] = /* @__PURE__ */ Array.from({ length: 0x80 }, (_, code) =>
  code.toString(16).padStart(2, '0'),
);

function hexOf(text: string): string {
  // A value of another type would be escaped by its own rules, or by none.
  if (typeof text !== 'string') throw new Error('a value in a statement is not a text');
  let hex = '';
  for (let at = 0; at < text.length; at += 1) {
    const digits = DIGITS[text.charCodeAt(at)];
    if (digits === undefined) throw new Error('a text in a statement is not ASCII');
    hex += digits;
  }
  return hex;
}
