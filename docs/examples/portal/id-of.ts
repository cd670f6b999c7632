import { createHash } from 'node:crypto';

/**
 * The id of what a form makes: of a number that the page has drawn, and of what was entered. So a second click makes
 * the same thing, a form that was changed in between makes another, and nobody chooses an id by what a form sends.
 */
export function idOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
