import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicFunction } from '../enforcement';
import { root } from '../program';
import type { Page } from './page';

/** A page for each code of an error: what the table of the guide says of it, and where it comes from. */
export function errorPages(functions: readonly PublicFunction[]): readonly Page[] {
  const guide = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  return [...guide.matchAll(/^\| ((?:`[a-z-]+`,? )+)\| `([a-z-]+)` \| (.+?) \| (.+) \|$/gm)].flatMap(
    ([, codes = '', kind = '', status = '', when = '']) =>
      [...codes.matchAll(/[a-z-]+/g)].map(([code]) => errorPage({ code, kind, status, when }, functions)),
  );
}

interface Row {
  readonly code: string;
  readonly kind: string;
  readonly status: string;
  readonly when: string;
}

function errorPage({ code, kind, status, when }: Row, functions: readonly PublicFunction[]): Page {
  const type = code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const answering = functions.filter(({ errors }) => errors.has(code)).map(({ name }) => name);
  const carried = functions.flatMap(({ refusals }) => refusals.filter((refusal) => refusal.code === code));
  const markdown = [
    `# ${code}`,
    '',
    `This code means: ${fromHere(when)}.`,
    '',
    `- Kind: \`${kind}\``,
    `- [HTTP status](../errors.md#codes-and-http-status): ${status}`,
    `- Type: \`${type}\``,
    ...listed('Rule', carried.map(({ rule }) => rule)),
    ...listed('Comes from', answering),
  ].join('\n');
  return { name: `error-${code}`, markdown };
}

/** A text of the guide, with its links as they are from a page beside it. */
function fromHere(text: string): string {
  return text.replaceAll('](#', '](../errors.md#').replace(/\]\((?=[\w-]+\.md)/g, '](../');
}

function listed(title: string, names: readonly string[]): readonly string[] {
  const inCode = [...new Set(names)].map((name) => `\`${name}\``);
  return inCode.length === 0 ? [] : [`- ${title}: ${inCode.join(', ')}`];
}
