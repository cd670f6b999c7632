// @ts-check
// What each room of src may import, and what the pure rooms may not use. These rules need no type information.
import tseslint from 'typescript-eslint';

const domain = ['model', 'rules', 'partners', 'customers', 'invitation', 'repository'];

/**
 * The direction of imports. Everything that is not listed is forbidden, and so is a room that is not in this table.
 * Another room's file is '../room/file', a file of the same room is './file', both without an extension.
 *
 * @type {Record<string, { rooms: string[]; packages: string[] }>}
 */
const rooms = {
  model: { rooms: [], packages: ['neverthrow'] },
  rules: { rooms: ['model'], packages: ['neverthrow'] },
  catalog: { rooms: ['model', 'rules'], packages: [] },
  partners: { rooms: ['model', 'rules'], packages: ['neverthrow'] },
  customers: { rooms: ['model', 'rules'], packages: ['neverthrow'] },
  invitation: { rooms: ['model', 'rules'], packages: ['neverthrow'] },
  repository: { rooms: ['model'], packages: ['neverthrow'] },
  service: { rooms: domain, packages: ['neverthrow', 'nanoid'] },
  schema: { rooms: ['model', 'repository', 'service', 'roles'], packages: ['neverthrow', 'zod/mini'] },
  sql: { rooms: ['model', 'repository'], packages: ['neverthrow', 'kysely'] },
  roles: { rooms: [...domain, 'service'], packages: ['neverthrow'] },
  arbitraries: { rooms: [...domain, 'service', 'roles', 'schema', 'sql'], packages: ['neverthrow', 'fast-check'] },
  conformance: {
    rooms: [...domain, 'service', 'roles', 'schema', 'sql', 'arbitraries'],
    packages: ['neverthrow', 'fast-check'],
  },
};

/**
 * Folders of a room, and which of its other folders each one sees, as '../folder/file'. From there another room's file is
 * '../../room/file'. The files beside the folders see all of them, as './folder/file'.
 *
 * @type {Record<string, Record<string, string[]>>}
 */
const folders = {
  invitation: { html: [] },
  roles: {
    time: [],
    profiles: [],
    offers: ['time', 'profiles'],
    delegations: ['time', 'profiles'],
    deciding: ['time', 'profiles'],
    service: ['time', 'profiles', 'offers', 'delegations', 'deciding'],
  },
  conformance: { harness: [], fixtures: ['harness'], checks: ['fixtures', 'harness'] },
};

/** The public face re-exports from these and declares nothing itself. */
const publicRooms = [...domain, 'service'];

/** Rooms that decide: no clock, no randomness, no input or output, no locale, no promises, no throw. */
const pureRooms = ['model', 'rules', 'catalog', 'partners', 'customers', 'invitation', 'roles'];

/** Whether a room, or a folder of one as `room/folder`, decides: a folder is as its room is, if it is not listed. */
const isPure = (/** @type {string} */ path) =>
  !handedRooms.includes(path) && pureRooms.includes(path.split('/', 1)[0] ?? path);

/** Rooms, and folders of one, that also get their effects as arguments, but may be asynchronous. */
const handedRooms = ['repository', 'service', 'roles/service'];

/** The files of those rooms that take an effect from the environment. */
const effectFiles = ['src/service/clock.ts', 'src/service/random.ts', 'src/service/timer.ts'];

const ambientGlobals = [
  'process', 'Buffer', 'require', 'module', 'exports', '__dirname', '__filename',
  'globalThis', 'global', 'window', 'self', 'eval', 'Function',
  'crypto', 'performance', 'console', 'fetch', 'navigator', 'Temporal', 'Intl',
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate',
  'queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback',
];

const localeMethods = [
  'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase',
  'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString',
];

const timeZoneMethods = [
  'getTimezoneOffset', 'getDay', 'toDateString', 'toTimeString',
  'getFullYear', 'getMonth', 'getDate', 'getHours', 'getMinutes', 'getSeconds',
  'setFullYear', 'setMonth', 'setDate', 'setHours', 'setMinutes', 'setSeconds',
];

const asynchronousNames = [
  'ResultAsync', 'okAsync', 'errAsync', 'fromPromise', 'fromSafePromise', 'fromAsyncThrowable',
];

const dateIsParsed = [
  'NewExpression[arguments.length=1] > Identifier.callee',
  'MemberExpression[computed=false][property.name=/^(parse|UTC)$/] > Identifier.object',
  'MemberExpression[computed=false] > Identifier.property',
  'BinaryExpression[operator="instanceof"] > Identifier.right',
  'TSTypeReference > Identifier',
].join(', ');

const mathIsComputed = [
  'MemberExpression[computed=false][property.name!="random"] > Identifier.object',
  'MemberExpression[computed=false] > Identifier.property',
].join(', ');

const ambientSyntax = [
  {
    selector: `Identifier[name="Date"]:not(${dateIsParsed})`,
    message: 'Clock and time zone are ambient; new Date(value), Date.parse and Date.UTC are not.',
  },
  {
    selector: 'NewExpression[callee.name="Date"] > SpreadElement',
    message: 'new Date() with spread arguments may have none, and then reads the clock.',
  },
  {
    selector: `Identifier[name="Math"]:not(${mathIsComputed})`,
    message: 'Randomness is ambient: take it as a value.',
  },
  { selector: 'MetaProperty[meta.name="import"]', message: 'import.meta depends on where the code runs.' },
];

const isSynchronous = 'This room decides; it is synchronous.';

const asynchronousSyntax = [
  { selector: ':function[async=true]', message: isSynchronous },
  { selector: 'AwaitExpression', message: isSynchronous },
  { selector: 'ForOfStatement[await=true]', message: isSynchronous },
  { selector: 'TSTypeReference > Identifier[name=/^Promise(Like)?$/]', message: isSynchronous },
  { selector: 'ThrowStatement', message: 'Return err(...): functions of this room are total.' },
];

const hiddenImports = [
  { selector: 'ImportExpression', message: 'Write a static import; dynamic ones hide who sees whom.' },
  { selector: 'TSImportType', message: 'Write `import type`; import(...) types hide who sees whom.' },
  { selector: 'TSImportEqualsDeclaration', message: 'Write a static import.' },
];

const onlyAList = [
  {
    selector: 'Program > :not(ExportNamedDeclaration[source])',
    message: 'The public face is a list of names: export { … } from a room, and nothing else.',
  },
];

const unwrapping = ['_unsafeUnwrap', '_unsafeUnwrapErr'].map((property) => ({
  property,
  message: 'It throws on the other variant; match both.',
}));

const file = '[A-Za-z][\\w-]*';

/** @param {string[]} alternatives */
const anyOf = (alternatives) => `(?:${alternatives.join('|')})`;

/**
 * Forbids every import that matches none of the patterns.
 *
 * @param {string[]} allowed patterns of whole import paths
 * @param {string} message
 */
const onlyImports = (allowed, message) => ({
  patterns: [{ regex: allowed.length === 0 ? '' : `^(?!${anyOf(allowed)}$)`, caseSensitive: true, message }],
});

/**
 * @param {string} room
 * @param {string} [folder] of the room; the room itself if left out
 */
const pathOf = (room, folder) => (folder === undefined ? room : `${room}/${folder}`);

/**
 * @param {string} room
 * @param {string} [folder] of the room; its own files if left out
 */
function importsOf(room, folder) {
  const { rooms: seen, packages } = rooms[room];
  const inside = folders[room] ?? {};
  const [out, near, beside] =
    folder === undefined ? ['..', '.', Object.keys(inside)] : ['../..', '..', inside[folder]];
  const across = [
    ...(seen.length === 0 ? [] : [`${out}/${anyOf(seen)}/${file}`]),
    ...(beside.length === 0 ? [] : [`${near}/${anyOf(beside)}/${file}`]),
  ].map((target) => target.replaceAll('.', '\\.'));
  const path = pathOf(room, folder);
  const message =
    `src/${path} sees its own files (./file), ` +
    `the rooms ${seen.join(', ') || '(none)'} (${out}/room/file)` +
    `${beside.length === 0 ? '' : `, the folders ${beside.join(', ')} (${near}/folder/file)`} ` +
    `and the packages ${packages.join(', ')}.`;
  const imports = onlyImports([`\\./${file}`, ...across, ...packages], message);
  if (!isPure(path)) return imports;
  const paths = [{ name: 'neverthrow', importNames: asynchronousNames, message: isSynchronous }];
  return { ...imports, paths };
}

/** @param {string[]} names */
const restrictedGlobals = (names) =>
  names.map((name) => ({ name, message: 'This room is handed its effects as values; it fetches none.' }));

const ambientProperties = [
  ...localeMethods.map((property) => ({ property, message: 'It depends on the locale of the host.' })),
  ...timeZoneMethods.map((property) => ({ property, message: 'It depends on the time zone of the host.' })),
];

/**
 * The rules for files that may take effects from the environment.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const unrestricted = {
  'no-restricted-globals': 'off',
  'no-restricted-properties': ['error', ...unwrapping],
  'no-restricted-syntax': ['error', ...hiddenImports],
};

/**
 * @param {string} path of a room or a folder
 * @returns {import('eslint').Linter.RulesRecord}
 */
function effectsOf(path) {
  const decides = isPure(path);
  if (!decides && !handedRooms.includes(path)) return unrestricted;
  const globals = decides ? [...ambientGlobals, 'Promise'] : ambientGlobals;
  const syntax = decides ? [...ambientSyntax, ...asynchronousSyntax] : ambientSyntax;
  return {
    'no-restricted-globals': ['error', ...restrictedGlobals(globals)],
    'no-restricted-properties': ['error', ...unwrapping, ...ambientProperties],
    'no-restricted-syntax': ['error', ...hiddenImports, ...syntax],
  };
}

/**
 * @param {string} room
 * @returns {import('eslint').Linter.Config[]}
 */
function boundariesOf(room) {
  return [undefined, ...Object.keys(folders[room] ?? {})].map((folder) => {
    const path = pathOf(room, folder);
    return {
      name: `boundaries/${path}`,
      files: [`src/${path}/*.ts`],
      rules: { 'no-restricted-imports': ['error', importsOf(room, folder)], ...effectsOf(path) },
    };
  });
}

/** @type {import('eslint').Linter.Config[]} */
const boundaries = [
  {
    name: 'boundaries/every file is in a room',
    files: ['src/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    linterOptions: { noInlineConfig: true },
    rules: {
      ...unrestricted,
      'no-restricted-imports': ['error', onlyImports([], 'Not a room of test/lint/boundaries.js.')],
    },
  },
  {
    name: 'boundaries/the public face',
    files: ['src/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        onlyImports([`\\./${anyOf(publicRooms)}/${file}`], `It shows names of ${publicRooms.join(', ')}.`),
      ],
      'no-restricted-syntax': ['error', ...hiddenImports, ...onlyAList],
    },
  },
  ...Object.keys(rooms).flatMap(boundariesOf),
  { name: 'boundaries/where effects are fetched', files: effectFiles, rules: unrestricted },
];

export default boundaries;
