import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntryApi } from './public-api';

export const apiFolder: string = join(import.meta.dirname, 'api');

const block = (declarations: ReadonlyMap<string, string>): string =>
  `\`\`\`ts\n${[...declarations.values()].join('\n\n')}\n\`\`\`\n`;

const unexportedPart = ({ unexported }: EntryApi): string =>
  unexported.size === 0 ? '' : `\n## What that is made of, and no entry exports\n\n${block(unexported)}`;

/** The names and signatures of an entry, in the form in which the repository keeps them. */
export const apiReport = (entry: EntryApi): string =>
  `# ${entry.name}\n\nMade from the sources by \`npm run api\`.\n\n${block(entry.exports)}${unexportedPart(entry)}`;

/** `partner-relationships-sql.md` for `partner-relationships/sql`. */
export const reportFileOf = ({ name }: Pick<EntryApi, 'name'>): string => `${name.replaceAll('/', '-')}.md`;

export const keptReport = (entry: EntryApi): Promise<string> => readFile(join(apiFolder, reportFileOf(entry)), 'utf8');

export const keepReport = (entry: EntryApi): Promise<void> =>
  writeFile(join(apiFolder, reportFileOf(entry)), apiReport(entry));

/** A short hash for each exported name, which changes with its declaration and with the internal ones that it uses. */
export function fingerprintsOf({ exports, unexported }: EntryApi): Readonly<Record<string, string>> {
  const withParts = (text: string, seen: ReadonlySet<string>): string => {
    const parts = [...unexported].filter(([name]) => !seen.has(name) && new RegExp(`\\b${name}\\b`).test(text));
    const known = new Set([...seen, ...parts.map(([name]) => name)]);
    return [text, ...parts.map(([, part]) => withParts(part, known))].join('\n');
  };
  const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
  return Object.fromEntries([...exports].map(([name, text]) => [name, fingerprint(withParts(text, new Set()))]));
}
