import { resolve } from 'node:path';
import {
  Converter,
  normalizePath,
  ReflectionGroup,
  type Application,
  type CommentDisplayPart,
  type DeclarationReflection,
  type DocumentReflection,
  type ProjectReflection,
} from 'typedoc';
import type { DocumentGroup, Page } from './pages/page';
import { root } from './program';
import { rooms } from './rooms';

/** After TypeDoc’s own grouping, which sorts by kind of symbol. */
const LAST = -1000;

const REFERENCE = 'Reference';

/** The groups of the front page, in their order. */
const frontGroups: readonly (DocumentGroup | typeof REFERENCE)[] = [
  'Guides',
  'Rules',
  REFERENCE,
  'Examples',
  'Carrying it on',
  'About',
];

/** A document of the site: its file, absolute or from the top of the project, and where it stands. */
export interface PlacedDocument {
  readonly path: string;
  readonly group: DocumentGroup;
}

/** Arranges the site the way a reader looks for things: guides and rules first, then each entry, room by room. */
export function arrange(app: Application, documents: readonly PlacedDocument[], pages: readonly Page[]): void {
  const standing = new Map(pages.map((page) => [page.title, page.standsFor ?? []]));
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    document.name = headingOf(document) ?? document.name;
    for (const path of standing.get(document.name) ?? []) {
      document.project.files.registerReflectionPath(normalizePath(`${root}/${path}`), document);
    }
  });
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      arrangeProject(project, documents);
      for (const module of project.children ?? [])
        if (module.name === 'partner-relationships') arrangeRooms(module, project);
    },
    LAST,
  );
}

function headingOf({ content }: DocumentReflection): string | undefined {
  const [first] = content;
  return first === undefined ? undefined : /^\s*# (.+)/.exec(first.text)?.[1]?.trim();
}

function arrangeProject(project: ProjectReflection, placed: readonly PlacedDocument[]): void {
  const documents = new Map(
    (project.documents ?? []).map((document) => [project.files.getReflectionPath(document), document] as const),
  );
  const standingIn = (group: DocumentGroup): readonly DocumentReflection[] =>
    placed
      .filter((document) => document.group === group)
      .map(({ path }) => {
        const document = documents.get(normalizePath(resolve(root, path)));
        if (document === undefined) throw new Error(`${path} has no page`);
        return document;
      });
  project.groups = frontGroups.map((title) =>
    grouped(project, title, title === REFERENCE ? (project.children ?? []) : standingIn(title)),
  );
}

function arrangeRooms(module: DeclarationReflection, project: ProjectReflection): void {
  const children = module.children ?? [];
  const folderOf = (child: DeclarationReflection): string | undefined =>
    project.getSymbolIdFromReflection(child)?.packagePath.split('/')[1];
  const groups = rooms.map(({ folder, title, about }) => {
    const group = grouped(
      module,
      title,
      children.filter((child) => folderOf(child) === folder),
    );
    group.description = [{ kind: 'text', text: about } satisfies CommentDisplayPart];
    return group;
  });
  const placed = groups.reduce((count, group) => count + group.children.length, 0);
  if (placed !== children.length) throw new Error('an export of the package belongs to no room');
  module.groups = groups;
}

function grouped(
  owner: ProjectReflection | DeclarationReflection,
  title: string,
  children: readonly (DeclarationReflection | DocumentReflection)[],
): ReflectionGroup {
  const group = new ReflectionGroup(title, owner);
  group.children = [...children];
  return group;
}
