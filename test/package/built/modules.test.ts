import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { entries, root } from '../manifest';

/** Asks Node.js inside the package, which resolves the package's own name by "exports", as for a user. */
async function namesBy(expression: string): Promise<unknown> {
  const script = `${expression}.then((module) => console.log(JSON.stringify(Object.keys(module))))`;
  const args = ['--input-type=commonjs', '-e', script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout);
}

describe.each(entries)('the entry $name', ({ name }) => {
  it('gives the same names to import and to require()', async () => {
    const imported = await namesBy(`import(${JSON.stringify(name)})`);
    const required = await namesBy(`Promise.resolve(require(${JSON.stringify(name)}))`);
    expect(required).toEqual(expect.arrayContaining([expect.any(String)]));
    expect([...(required as string[])].sort()).toEqual(imported);
  });
});
