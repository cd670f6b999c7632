/** The value that a table has under this name; undefined if it has none. */
export function valueIn<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Whether the words that a table has under a name hold this one; undefined if it has none. */
export function isListed(table: Readonly<Record<string, string>>, name: string, word: string): boolean | undefined {
  return valueIn(table, name)?.split(' ').includes(word);
}
