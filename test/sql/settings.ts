import type { OpenOptions } from './storage';

/** A setting of a session or of a driver under which everything has to be as it is under the usual ones. */
export type Setting = readonly [name: string, options: OpenOptions];

const postgresSession = (statement: string): Setting => [statement, { postgresSession: statement }];
const mysqlSession = (statement: string): Setting => [statement, { mysqlSession: statement }];

const ENCODINGS_OF_POSTGRES = ['LATIN1', 'SJIS', 'GBK', 'SQL_ASCII'];

export const postgresSettings: readonly Setting[] = [
  ['the usual ones', {}],
  ...ENCODINGS_OF_POSTGRES.map((encoding) => postgresSession(`set client_encoding = '${encoding}'`)),
  ['client_encoding of node-postgres', { postgres: { client_encoding: 'LATIN1' } }],
  ...['read uncommitted', 'repeatable read', 'serializable'].map((level) =>
    postgresSession(`set default_transaction_isolation = '${level}'`),
  ),
  postgresSession('set standard_conforming_strings = off'),
  postgresSession('set transform_null_equals = on'),
  postgresSession('set quote_all_identifiers = on'),
  postgresSession('set search_path = nowhere, public'),
];

const MODES_OF_MYSQL = [
  '',
  'NO_BACKSLASH_ESCAPES',
  'ANSI_QUOTES',
  'PIPES_AS_CONCAT',
  'ANSI',
  'TRADITIONAL',
  'NO_ZERO_DATE,NO_ZERO_IN_DATE',
  'PAD_CHAR_TO_FULL_LENGTH',
  'IGNORE_SPACE',
  'HIGH_NOT_PRECEDENCE',
  'NO_AUTO_VALUE_ON_ZERO',
  'NO_UNSIGNED_SUBTRACTION',
  'REAL_AS_FLOAT',
  'ONLY_FULL_GROUP_BY',
];
/** MariaDB alone has them. */
const MODES_OF_MARIADB = ['EMPTY_STRING_IS_NULL', 'MSSQL', 'DB2', 'SIMULTANEOUS_ASSIGNMENT'];
const CHARSETS_OF_MYSQL = ['latin1', 'gbk', 'sjis', 'cp932', 'big5', 'utf8mb3', 'utf8mb4', 'ascii', 'binary'];
const LEVELS_OF_MYSQL = ['read uncommitted', 'read committed', 'repeatable read', 'serializable'];

export const mysqlSettings: readonly Setting[] = [
  ['the usual ones', {}],
  ...MODES_OF_MYSQL.map((mode) => mysqlSession(`set session sql_mode = '${mode}'`)),
  ...MODES_OF_MARIADB.map((mode) => mysqlSession(`set /*M! session sql_mode = '${mode}', */ @set = 1`)),
  ...CHARSETS_OF_MYSQL.map((charset) => mysqlSession(`set names ${charset}`)),
  mysqlSession('set character_set_results = null'),
  mysqlSession('set collation_connection = utf16_general_ci'),
  ...LEVELS_OF_MYSQL.map((level) => mysqlSession(`set session transaction isolation level ${level}`)),
  mysqlSession("set session completion_type = 'RELEASE'"),
  ...[0, 1].map((limit) => mysqlSession(`set session sql_select_limit = ${limit}`)),
  mysqlSession('set session sql_safe_updates = 1'),
  mysqlSession('set session unique_checks = 0'),
  ['several statements at once', { mysql: { multipleStatements: true } }],
  ['named placeholders', { mysql: { namedPlaceholders: true } }],
  ['the charset of the driver', { mysql: { charset: 'LATIN1_SWEDISH_CI' } }],
  ['rows found and not changed alike', { mysql: { flags: ['-FOUND_ROWS'] } }],
  ['big numbers as texts', { mysql: { supportBigNumbers: true, bigNumberStrings: true } }],
  ['types left alone', { mysql: { typeCast: false } }],
  ['dates as texts', { mysql: { dateStrings: true, timezone: '+14:00' } }],
  [
    'a cast of types',
    { mysql: { typeCast: (field, next) => (field.type === 'LONGLONG' ? BigInt(field.string() ?? 0) : next()) } },
  ],
];

/** Under these the repository cannot do its work, or not all of it, and has to say so. */
export const refusedByPostgres: readonly Setting[] = [
  postgresSession('set default_transaction_read_only = on'),
  postgresSession('set search_path = nowhere'),
];

export const refusedByMysql: readonly Setting[] = [
  ['rows as arrays', { mysql: { rowsAsArray: true } }],
  // It has letters where ASCII has signs.
  mysqlSession('set names swe7'),
  // The names of columns come in it as well.
  mysqlSession('set character_set_results = ucs2'),
  mysqlSession('set session transaction read only'),
  // They are in a transaction that nobody has begun.
  ...LEVELS_OF_MYSQL.map((level) =>
    mysqlSession(
      `set session autocommit = 0, session ${
        // The names of it differ; a transaction that is open keeps its own.
        `/*!50720 transaction_isolation */ /*M! tx_isolation */ = '${level.replace(' ', '-').toUpperCase()}'`
      }`,
    ),
  ),
  mysqlSession('set session autocommit = 0'),
  mysqlSession("set session completion_type = 'CHAIN'"),
  mysqlSession("set session completion_type = 'RELEASE', session autocommit = 0"),
];
