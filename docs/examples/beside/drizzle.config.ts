import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './docs/examples/beside/drizzle-tables.ts',
  out: './drizzle',
  dbCredentials: { url: process.env['DATABASE_URL'] ?? '' },
  // Every table but those of this library.
  tablesFilter: ['!relationship_*'],
});
