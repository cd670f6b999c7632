import { sql, type RawBuilder } from 'kysely';
import type { SchemaSettings } from './options';

/** The names of the tables, without their schema. */
export interface TableNames {
  readonly partners: string;
  readonly partnerChanges: string;
  readonly customers: string;
  readonly customerChanges: string;
  readonly customerList: string;
  readonly migrations: string;
}

export function tableNames({ tablePrefix }: SchemaSettings): TableNames {
  return {
    partners: `${tablePrefix}partners`,
    partnerChanges: `${tablePrefix}partner_changes`,
    customers: `${tablePrefix}customers`,
    customerChanges: `${tablePrefix}customer_changes`,
    customerList: `${tablePrefix}customer_list`,
    migrations: `${tablePrefix}migrations`,
  };
}

/** A table as statements name it. */
export type Table = RawBuilder<unknown>;

export function tableIn({ schema }: SchemaSettings, name: string): Table {
  return schema === null ? sql.id(name) : sql.id(schema, name);
}
