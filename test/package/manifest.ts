import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

export const root: string = join(import.meta.dirname, '../..');

const target = z.object({ types: z.string(), default: z.string() });
const packages = z.record(z.string(), z.string());

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  repository: z.optional(z.object({ url: z.string() })),
  exports: z.record(z.string(), z.union([z.string(), z.object({ import: target, require: target })])),
  typesVersions: z.object({ '*': z.record(z.string(), z.array(z.string())) }),
  scripts: packages,
  dependencies: packages,
  peerDependencies: packages,
});

/** The parts of package.json that the tests of the package need. */
export type Manifest = z.infer<typeof manifestSchema>;

export const manifest: Manifest = manifestSchema.parse(
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
);

/** An entry that users can import, and the files that import and require() load for it. */
export interface Entry {
  /** `.` for the package itself, otherwise `./` and the rest of the name. */
  readonly path: string;
  /** The name that users write, such as `partner-relationships/sql`. */
  readonly name: string;
  readonly import: z.infer<typeof target>;
  readonly require: z.infer<typeof target>;
}

export const entries: readonly Entry[] = Object.entries(manifest.exports).flatMap(([path, to]) =>
  typeof to === 'string' ? [] : [{ path, name: `${manifest.name}${path.slice(1)}`, ...to }],
);
