import { relative } from 'node:path';
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
import type { Page } from './pages/page';
import { root } from './program';
import { rooms } from './rooms';

/** After TypeDoc’s own grouping, which sorts by kind of symbol. */
const LAST = -1000;

const documentGroups = ['Guides', 'Rules', 'Examples', 'About'];
const REFERENCE = 'Reference';

/** Arranges the site the way a reader looks for things: guides and rules first, then each entry, room by room. */
export function arrange(app: Application, documents: readonly string[], pages: readonly Page[]): void {
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

function arrangeProject(project: ProjectReflection, order: readonly string[]): void {
  const place = (document: DocumentReflection): number => {
    const path = project.files.getReflectionPath(document);
    return path === undefined ? order.length : order.indexOf(relative(root, path));
  };
  const documents = [...(project.documents ?? [])].sort((one, other) => place(one) - place(other));
  const groupOf = ({ name, frontmatter }: DocumentReflection): unknown =>
    frontmatter['group'] ?? (name === 'Changelog' ? 'About' : 'Guides');
  const [guides, ...others] = documentGroups.map((title) =>
    grouped(
      project,
      title,
      documents.filter((document) => groupOf(document) === title),
    ),
  );
  project.groups = [
    ...(guides === undefined ? [] : [guides]),
    ...others.slice(0, 1),
    grouped(project, REFERENCE, project.children ?? []),
    ...others.slice(1),
  ];
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
