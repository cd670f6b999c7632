import { pgTable, text } from 'drizzle-orm/pg-core';

/** A table of the application. */
export const contacts = pgTable('contacts', {
  partnerId: text('partner_id').primaryKey(),
  email: text('email').notNull(),
});
