import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexEvent, ReflectionKind, RendererEvent, type Application, type DocumentReflection } from 'typedoc';
import { replaced } from './finish-pages';

/** What explains comes before what it explains, and a member after what it belongs to. */
const boosts: ReadonlyMap<ReflectionKind, number> = new Map([
  [ReflectionKind.Document, 5],
  [ReflectionKind.Method, 1.5],
  [ReflectionKind.Property, 0.5],
]);

/**
 * Where the site's search writes down a node of its tree of words, to find equal nodes. It puts an edge's character and
 * its node's number side by side, so a digit in a word can make two nodes look equal: the search then finds words that
 * nobody wrote, and fails on them (lunr, issue 503).
 */
const EDGE_AS_TEXT = /(?<=e=e\+s\+o\.id)(?=\})/;

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
  app.renderer.on(RendererEvent.END, ({ outputDirectory }) => {
    const path = join(outputDirectory, 'assets/main.js');
    writeFileSync(path, replaced(path, readFileSync(path, 'utf8'), EDGE_AS_TEXT, '+" "'));
  });
}

function headingsOf({ content }: DocumentReflection): string {
  const text = content.map((part) => part.text).join('');
  return [...text.matchAll(/^#+ (.+)/gm)].map(([, heading]) => heading ?? '').join(' ');
}
