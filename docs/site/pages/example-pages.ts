import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from '../program';
import { fenced, type Page } from './page';

/** The code of the examples in `docs/examples`, file by file. */
export function examplePages(): readonly Page[] {
  return [
    pageOf(
      'the-demo',
      'The demo',
      'docs/examples/demo',
      'A complete application in small files. `npm run demo` in a clone plays it.',
    ),
    pageOf(
      'the-portal',
      'The portal',
      'docs/examples/portal',
      'A small portal for partners, customers and the operator. `npm run portal` in a clone starts it.' +
        ' [A portal](../a-portal.md) says what to click and where to begin to read.',
    ),
    pageOf(
      'the-file-repository',
      'A repository in files',
      'docs/examples/file-repository',
      'A storage adapter that keeps one file per customer in a folder. [Write your own storage' +
        ' adapter](../write-a-storage-adapter.md) explains it.',
    ),
    pageOf(
      'the-import',
      'The import',
      'docs/examples/importing',
      'Imports many customers from another system. [Importing customers](../importing-customers.md) explains it.',
    ),
    pageOf(
      'the-roles',
      'Roles in an application',
      'docs/examples/roles',
      'What an application adds to the role service: pages, notices and a sweep. [Rights with a' +
        ' term](../rights-with-a-term.md) and [Which of my people may](../which-of-my-people-may.md) explain them.',
    ),
    pageOf(
      'the-failover-pool',
      'The pool over several servers',
      'docs/examples/failover-pool',
      'Finds the server that takes writes, on MariaDB Galera and on PostgreSQL with standbys. [More than one' +
        ' machine](../more-than-one-machine.md) explains it.',
    ),
    pageOf(
      'the-marketplace-of-the-examples',
      'The marketplace of the examples',
      'docs/examples/rules/market.ts',
      'The examples on the pages of the rules use these partners and customers. Each example begins with a new' +
        ' marketplace, on its first day.',
    ),
  ];
}

function pageOf(name: string, title: string, path: string, introduction: string): Page {
  const files = filesIn(path);
  const markdown = [
    `# ${title}`,
    introduction,
    ...files.flatMap((file) => [
      ...(files.length === 1 ? [] : [`## ${file.slice(path.length + 1)}`]),
      fenced(extname(file).slice(1), readFileSync(join(root, file), 'utf8')),
    ]),
  ].join('\n\n');
  return { name, markdown, standsFor: [path, ...files] };
}

/** Of other files, such as the database of a portal that has run, a page has no use. */
const SHOWN: readonly string[] = ['.ts', '.tsx', '.css', '.json'];

function filesIn(path: string): readonly string[] {
  if (extname(path) !== '') return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && SHOWN.includes(extname(file.name)))
    .map((file) => `${file.parentPath.slice(root.length + 1)}/${file.name}`)
    .sort();
}
