import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const contacts = sqliteTable('contacts', {
  partnerId: text('partner_id').primaryKey(),
  email: text('email').notNull(),
});
