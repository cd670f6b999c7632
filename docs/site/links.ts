import { rules } from 'partner-relationships';
import {
  Converter,
  DocumentReflection,
  ReflectionKind,
  type Application,
  type Comment,
  type CommentDisplayPart,
  type ProjectReflection,
  type Reflection,
} from 'typedoc';

/** After TypeDoc has read the README, which it does at this event, and before it resolves links. */
const AFTER_THE_README = -1000;

/** Names that are also words, and mean the word where a guide puts them in code. */
const WORDS = new Set(['rules']);

/**
 * Makes a link of every name in code that has a page: of rules everywhere, of the entries and of what they export in
 * documents. Doc comments link by themselves where a link helps.
 */
export function linkNames(app: Application): void {
  app.converter.on(
    Converter.EVENT_RESOLVE_BEGIN,
    ({ project }) => {
      const ruleOf = rulePagesIn(project);
      const entryOf = entriesOf(project);
      const exportOf = exportsOf(project);
      const named = (text: string): Reflection | undefined =>
        ruleOf.get(text) ?? entryOf.get(text) ?? exportOf.get(text.replace(/\(\)$/, ''));
      const linked = (parts: CommentDisplayPart[], self: Reflection, lookUp: typeof named): CommentDisplayPart[] =>
        parts.map((part, at) => (isInLink(parts, at) ? part : linkIn(part, self, lookUp)));

      for (const reflection of Object.values(project.reflections)) {
        if (reflection instanceof DocumentReflection)
          reflection.content = linked(reflection.content, reflection, named);
        if (reflection.comment !== undefined) {
          inComment(reflection.comment, (parts) =>
            linked(parts, reflection, (text) => ruleOf.get(text)).map((part) =>
              beyondTheInterface(part, reflection, exportOf),
            ),
          );
        }
      }
      if (project.readme !== undefined) project.readme = linked(project.readme, project, named);
    },
    AFTER_THE_README,
  );
}

function inComment(comment: Comment, change: (parts: CommentDisplayPart[]) => CommentDisplayPart[]): void {
  comment.summary = change(comment.summary);
  for (const tag of comment.blockTags) tag.content = change(tag.content);
}

/** Whether a part belongs to the text of a link: after a bracket that opens, before one that closes with an address. */
function isInLink(parts: readonly CommentDisplayPart[], at: number): boolean {
  const before = parts.slice(0, at).findLast(hasBracket)?.text ?? '';
  const after = parts.slice(at + 1).find(hasBracket)?.text ?? '';
  return before.lastIndexOf('[') > before.lastIndexOf(']') && /^[^[\]]*\]\(/.test(after);
}

function hasBracket({ kind, text }: CommentDisplayPart): boolean {
  return kind === 'text' && /[[\]]/.test(text);
}

function linkIn(
  part: CommentDisplayPart,
  self: Reflection,
  lookUp: (text: string) => Reflection | undefined,
): CommentDisplayPart {
  const [, text] = part.kind === 'code' ? (/^`([^`]+)`$/.exec(part.text) ?? []) : [];
  if (text === undefined) return part;
  const target = lookUp(text);
  return target === undefined || target === self ? part : { kind: 'inline-tag', tag: '@linkcode', text, target };
}

/** Where a method links a name that it, or a method beside it, shares with an export, it means the export. */
function beyondTheInterface(
  part: CommentDisplayPart,
  self: Reflection,
  exportOf: ReadonlyMap<string, Reflection>,
): CommentDisplayPart {
  if (part.kind !== 'inline-tag' || self.parent?.kindOf(ReflectionKind.Method) !== true) return part;
  const target = exportOf.get(part.text);
  return target === undefined ? part : { ...part, target };
}

function rulePagesIn(project: ProjectReflection): ReadonlyMap<string, Reflection> {
  const documents = Object.values(project.reflections).filter(
    (reflection) => reflection instanceof DocumentReflection,
  );
  const pages = new Map(documents.map((document) => [document.name, document] as const));
  return new Map(Object.keys(rules).map((name) => [name, pageOf(pages, name)] as const));
}

function pageOf(pages: ReadonlyMap<string, Reflection>, name: string): Reflection {
  const page = pages.get(name);
  if (page === undefined) throw new Error(`the rule ${name} has no page`);
  return page;
}

/** What the package can be imported as. */
function entriesOf({ children = [] }: ProjectReflection): ReadonlyMap<string, Reflection> {
  const modules = children.filter((child) => child.kindOf(ReflectionKind.Module));
  return new Map(modules.map((module) => [module.name, module] as const));
}

/** What the entries export, the main one first; names that are plain words are left to their sentences. */
function exportsOf(project: ProjectReflection): ReadonlyMap<string, Reflection> {
  const found = new Map<string, Reflection>();
  const isName = (name: string, ofMain: boolean): boolean => !WORDS.has(name) && (ofMain || /[A-Z]/.test(name));
  for (const [at, module] of (project.children ?? []).entries()) {
    for (const child of module.children ?? []) {
      if (!found.has(child.name) && isName(child.name, at === 0)) found.set(child.name, child);
      if (child.name !== 'RelationshipService') continue;
      for (const method of child.children ?? []) {
        if (method.kindOf(ReflectionKind.Method)) found.set(`${child.name}.${method.name}`, method);
      }
    }
  }
  return found;
}
