import { mysqlTable, varchar } from 'drizzle-orm/mysql-core';

/** Without a primary key, which `drizzle-kit push` defines again each time on MariaDB. */
export const contacts = mysqlTable('contacts', {
  partnerId: varchar('partner_id', { length: 128 }).notNull(),
  email: varchar('email', { length: 255 }).notNull(),
});
