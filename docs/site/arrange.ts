import { resolve } from 'node:path';
import {
  Converter,
  normalizePath,
  ReflectionGroup,
  ReflectionKind,
  type Application,
  type Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  type DocumentReflection,
  type ProjectReflection,
} from 'typedoc';
import type { Page } from './pages/page';
import { root } from './program';

/** The folders of `src` that the main entry shows, in the order in which they build on each other. */
const rooms = [
  {
    folder: 'model',
    title: 'The model',
    about:
      'What the library keeps: ids, partners, customers, requests, relationships, delegations, and the changes to them.',
  },
  { folder: 'rules', title: 'The rules', about: 'The names of the rules, the decision table and `authorize`.' },
  {
    folder: 'partners',
    title: 'Partners',
    about: 'Commands on a partner’s account: register, rename, suspend, close, open and revoke requests.',
  },
  {
    folder: 'customers',
    title: 'Customers',
    about: 'Commands on a customer’s relationships: accept, add, import, remove, end; and the views of them.',
  },
  { folder: 'invitation', title: 'Invitation', about: 'The link, and reading it back. The email is an entry of its own.' },
  {
    folder: 'repository',
    title: 'Repository',
    about: 'The storage contract, the codecs and the repository in memory.',
  },
  {
    folder: 'service',
    title: 'Service',
    about: 'What an application calls. The service loads, decides, commits and tries again.',
  },
];

/** After TypeDoc has grouped by kind of symbol, and resolved links. */
const LAST = -1000;

/** Puts documents into their groups, exports into the rooms of the code, and into each page what a reader looks for. */
export function arrange(
  app: Application,
  documents: Readonly<Record<string, readonly string[]>>,
  pages: readonly Page[],
): void {
  const groupOf = new Map(
    Object.entries(documents).flatMap(([group, paths]) =>
      paths.map((path) => [normalizePath(resolve(root, path)), group] as const),
    ),
  );
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const { files } = document.project;
    const group = groupOf.get(files.getReflectionPath(document) ?? '');
    document.name = headingOf(document);
    document.frontmatter['group'] = group;
    const { standsFor = [] } = pages.find(({ markdown }) => markdown.startsWith(`# ${document.name}\n`)) ?? {};
    for (const path of standsFor) files.registerReflectionPath(normalizePath(resolve(root, path)), document);
  });
  app.converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }) => {
      for (const group of project.groups ?? []) if (group.title === 'Modules') group.title = 'Reference';
      for (const module of project.children ?? []) {
        const exported = module.children ?? [];
        if (module.name === 'partner-relationships') module.groups = groupsByRoom(module, project);
        for (const each of exported) {
          const methods = (each.children ?? []).filter((child) => child.kindOf(ReflectionKind.Method));
          if (!each.name.endsWith('Service') || methods.length === 0) continue;
          listMethods(each, methods);
          for (const method of methods) linkFunction(method, exported);
        }
      }
      for (const { comment } of Object.values(project.reflections)) if (comment !== undefined) showExamples(comment);
    },
    LAST,
  );
}

/** Puts the examples below the text and above the parameters. */
function showExamples(comment: Comment): void {
  const examples = comment.getTags('@example');
  comment.removeTags('@example');
  for (const { content } of examples) comment.summary.push({ kind: 'text', text: '\n\n' }, ...content);
}

/** Each method has a page of its own, so that of the service begins with a list of them. */
function listMethods(service: DeclarationReflection, methods: readonly DeclarationReflection[]): void {
  const items = methods.flatMap((method): CommentDisplayPart[] => [
    { kind: 'text', text: '\n- ' },
    { kind: 'inline-tag', tag: '@linkcode', text: method.name, target: method },
    { kind: 'text', text: ': ' },
    ...firstSentence(method.signatures?.[0]?.comment?.summary ?? []),
  ]);
  service.comment?.summary.push({ kind: 'text', text: '\n\n' }, ...items);
}

function firstSentence(parts: readonly CommentDisplayPart[]): CommentDisplayPart[] {
  const last = parts.findIndex(({ kind, text }) => kind === 'text' && /\.(?=\s|$)/.test(text));
  return parts.slice(0, last + 1).map((part, at) => {
    return at === last ? { kind: 'text', text: part.text.replace(/(?<=\.)(?=\s)[\s\S]*/, '') } : part;
  });
}

/** Where a method links its own name, it means the function of the same name. */
function linkFunction(method: DeclarationReflection, functions: readonly DeclarationReflection[]): void {
  const sameName = functions.find(({ name }) => name === method.name);
  for (const { comment } of method.signatures ?? [])
    for (const part of comment?.summary ?? [])
      if (part.kind === 'inline-tag' && part.target === method && sameName !== undefined) part.target = sameName;
}

function headingOf({ content }: DocumentReflection): string {
  const [, heading] = /^\s*# (.+)/.exec(content[0]?.text ?? '') ?? [];
  if (heading === undefined) throw new Error('a document begins with its heading');
  return heading.trim();
}

function groupsByRoom(module: DeclarationReflection, project: ProjectReflection): ReflectionGroup[] {
  const roomOf = (child: DeclarationReflection): string | undefined =>
    project.getSymbolIdFromReflection(child)?.packagePath.split('/')[1];
  const groups = rooms.map(({ folder, title, about }) => {
    const group = new ReflectionGroup(title, module);
    group.children = (module.children ?? []).filter((child) => roomOf(child) === folder);
    group.description = [{ kind: 'text', text: about }];
    return group;
  });
  const placed = groups.flatMap(({ children }) => children).length;
  if (placed !== module.children?.length) throw new Error('an export of the package belongs to no room');
  return groups;
}
