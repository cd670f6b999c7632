import { IndexEvent, ReflectionKind, type Application, type DocumentReflection } from 'typedoc';

/** What explains comes before what it explains, and a member after what it belongs to. */
const boosts: ReadonlyMap<ReflectionKind, number> = new Map([
  [ReflectionKind.Document, 5],
  [ReflectionKind.Method, 1.5],
  [ReflectionKind.Property, 0.5],
]);

/** Lets the search find a name by the words in it, and a guide by its headings rather than by any line. */
export function findWords(app: Application): void {
  app.renderer.on(IndexEvent.PREPARE_INDEX, (event) => {
    Object.assign(event.searchFieldWeights, { name: 30, whole: 5 });
    for (const [at, found] of event.searchResults.entries()) {
      found.relevanceBoost = boosts.get(found.kind) ?? 1;
      event.searchFields[at] = {
        name: found.isDocument() ? headingsOf(found) : found.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' '),
        whole: found.name,
      };
    }
  });
}

function headingsOf({ content }: DocumentReflection): string {
  const text = content.map((part) => part.text).join('');
  return [...text.matchAll(/^#+ (.+)/gm)].map(([, heading]) => heading ?? '').join(' ');
}
