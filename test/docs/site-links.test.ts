import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from 'partner-relationships';
import { Application, ReflectionKind, type CommentDisplayPart, type ProjectReflection } from 'typedoc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkNames } from '../../docs/site/links';

const MAIN = `
/** @module portal */
/** Decides by \`only-customer-accepts\`, and calls \`inviteLink\`. */
export function acceptRequest(): void {}
/** The link. */
export function inviteLink(): void {}
/** The catalog. */
export const rules: number = 1;
export type { RelationshipService } from './service';
`;
/** Does not import what its comments link. */
const SERVICE = `
/** The service. */
export interface RelationshipService {
  /** As {@link acceptRequest} decides; see {@link RelationshipService.inviteLink}. */
  acceptRequest(): void;
  /** Makes it. */
  inviteLink(): void;
}
`;
const SCHEMA = `
/** @module portal/schema */
/** A word. */
export const partner: number = 1;
/** A schema. */
export const partnerSchema: number = 1;
`;

/** What a sentence of the guide says, and what of it is linked. */
const sentences: Readonly<Record<string, { readonly text: string; readonly links: readonly string[] }>> = {
  'a rule': { text: 'By `only-customer-accepts`.', links: ['only-customer-accepts'] },
  'an export': { text: 'Call `acceptRequest`.', links: ['acceptRequest'] },
  'an export that is called': { text: 'Call `acceptRequest()`.', links: ['acceptRequest'] },
  'a method of the service': {
    text: 'Call `RelationshipService.acceptRequest`.',
    links: ['RelationshipService.acceptRequest'],
  },
  'an export of another entry': { text: 'Take `partnerSchema`.', links: ['partnerSchema'] },
  'the main entry': { text: 'Import `portal`.', links: ['portal'] },
  'another entry': { text: 'Import `portal/schema`.', links: ['portal/schema'] },
  'no word that an entry’s name ends with': { text: 'Of a `schema`.', links: [] },
  'no word that another entry exports': { text: 'Of a `partner`.', links: [] },
  'no word that the main entry exports': { text: 'One of the `rules`.', links: [] },
  'no name without code': { text: 'Call acceptRequest, by only-customer-accepts.', links: [] },
  'no code that holds more than a name': { text: 'Call `acceptRequest(state)`.', links: [] },
  'no text of a link': {
    text: 'Call [`acceptRequest`](https://portal.example), or [what `acceptRequest` is](https://portal.example).',
    links: [],
  },
};

describe('the names in the documents of the site', () => {
  let folder: string;
  let project: ProjectReflection;

  /** The names of what these parts link to, with the interface of a method. */
  const linksIn = (parts: readonly CommentDisplayPart[]): readonly string[] =>
    parts.flatMap((part) => {
      if (part.kind !== 'inline-tag' || typeof part.target !== 'object' || !('name' in part.target)) return [];
      const { kind, parent, name } = part.target;
      return [kind === ReflectionKind.Method ? `${String(parent?.name)}.${name}` : name];
    });

  const documentNamed = (name: string): readonly CommentDisplayPart[] => {
    const document = project.documents?.find((one) => one.name === name);
    if (document === undefined) throw new Error(`there is no document ${name}`);
    return document.content;
  };

  const commentOf = (name: string): readonly CommentDisplayPart[] => {
    const found = project.getChildByName(name);
    const { comment } = (found?.isDeclaration() ? found.signatures?.[0] : undefined) ?? {};
    return comment?.summary ?? [];
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'links-'));
    await mkdir(join(folder, 'documents'));
    const fileOf = (name: string): string => join(folder, 'documents', `${name}.md`);
    const documents = [
      ...Object.keys(rules).map((name) => [name, `Of \`${name}\`.`] as const),
      ...Object.entries(sentences).map(([name, { text }]) => [name, text] as const),
    ];
    await Promise.all(documents.map(([name, text]) => writeFile(fileOf(name), text)));
    await writeFile(join(folder, 'README.md'), 'Import `portal/schema`, and call `acceptRequest`.');
    await writeFile(join(folder, 'main.ts'), MAIN);
    await writeFile(join(folder, 'service.ts'), SERVICE);
    await writeFile(join(folder, 'schema.ts'), SCHEMA);
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ files: ['main.ts', 'service.ts', 'schema.ts'] }));

    const app = await Application.bootstrap({
      entryPoints: ['main.ts', 'schema.ts'].map((name) => join(folder, name)),
      projectDocuments: documents.map(([name]) => fileOf(name)),
      tsconfig: join(folder, 'tsconfig.json'),
      compilerOptions: {
        noLib: true,
        types: [],
        module: 'esnext',
        moduleResolution: 'bundler',
      },
      skipErrorChecking: true,
      readme: join(folder, 'README.md'),
      sortEntryPoints: false,
      logLevel: 'Error',
    });
    linkNames(app);
    const converted = await app.convert();
    if (converted === undefined) throw new Error('nothing was converted');
    project = converted;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.entries(sentences))('are linked: %s', (name, { links }) => {
    expect(linksIn(documentNamed(name))).toEqual(links);
  });

  it('are linked on the front page', () => {
    expect(linksIn(project.readme ?? [])).toEqual(['portal/schema', 'acceptRequest']);
  });

  it('are not linked to the page on which they stand', () => {
    expect(linksIn(documentNamed('only-customer-accepts'))).toEqual([]);
  });

  it('are linked in a doc comment where they are rules, and where it says so itself', () => {
    expect(linksIn(commentOf('portal.acceptRequest'))).toEqual(['only-customer-accepts']);
  });

  it('mean the export, where a method links a name that it shares, and the method where it says so', () => {
    expect(linksIn(commentOf('portal.RelationshipService.acceptRequest'))).toEqual([
      'acceptRequest',
      'RelationshipService.inviteLink',
    ]);
  });
});
