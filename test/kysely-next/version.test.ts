import * as kysely from 'kysely';
import { expect, it } from 'vitest';

it('these tests, and what they test, use Kysely 0.29 or later', () => {
  // Until then it was in the main entry.
  expect('Migrator' in kysely).toBe(false);
});
