/** The value that a table has under this name; undefined if it has none. */
export function valueIn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
