import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { root } from '../manifest';

/** Everything that a built file loads: files of the package, and other packages. */
export interface Closure {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** A declaration file names the code next to it when it means the declarations of that code. */
const besideDeclarations = (file: string): string => file.replace(/\.([cm]?)js$/, '.d.$1ts');

/** Follows the imports of a file, given as a path from the root of the package. */
export function closureOf(entry: string): Closure {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const { importedFiles } = ts.preProcessFile(readFileSync(posix.join(root, file), 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (!fileName.startsWith('.')) packages.add(fileName);
      else if (/\.d\.[cm]?ts$/.test(file)) visit(besideDeclarations(posix.join(posix.dirname(file), fileName)));
      else visit(posix.join(posix.dirname(file), fileName));
    }
  };
  visit(posix.normalize(entry));
  return { files, packages };
}
