import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (path: string): Promise<string> => readFile(join(import.meta.dirname, '../..', path), 'utf8');
const guide = await read('docs/more-than-one-machine.md');
const trials = [await read('test/cluster/galera.ts'), await read('test/cluster/postgres-quorum.ts')].join('\n');

/** Each machine has its own, or each cluster. */
const OF_A_PLACE = ['bind_address', 'wsrep_cluster_address', 'wsrep_cluster_name', 'wsrep_provider'];

/** Settings as `name=value`: those in the guide, in which one line may give several. */
const told = [...guide.matchAll(/^```ini\n([\s\S]*?)^```/gm)]
  .flatMap(([, block = '']) => [...block.matchAll(/^(\w+) = (.+)$/gm)])
  .flatMap(([, name = '', value = '']) =>
    name === 'wsrep_provider_options' ? value.replaceAll('"', '').split(';') : [`${name}=${value}`],
  )
  .filter((setting) => !OF_A_PLACE.some((name) => setting.startsWith(`${name}=`)));

/** Those of the trials: fields of an object for Galera, lines of a file for PostgreSQL. */
const tried = [...trials.matchAll(/^ *'?([\w.-]+)'?(?:: (.+),| = (.+))$/gm)].map(
  ([, name = '', field, line]) => `${name.replaceAll('-', '_')}=${line ?? field?.replaceAll("'", '') ?? ''}`,
);

describe('the settings that the guide gives for clusters', () => {
  it('are those that the conformance kit and the load are run with', () => {
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((setting) => !tried.includes(setting))).toEqual([]);
    const inText = [...guide.matchAll(/`((?:evs|gmcast)\.\w+=\w[\w.]*)`/g)].map(([, setting]) => setting);
    expect(inText.filter((setting) => !tried.includes(setting ?? ''))).toEqual([]);
  });
});
