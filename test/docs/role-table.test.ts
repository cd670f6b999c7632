import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { partnerCenterGdap, ROLE_IDS } from 'partner-relationships/roles';
import { expect, it } from 'vitest';
import { table } from '../../docs/site/pages/page';
import { coverageOf } from '../../docs/site/pages/profiles';

it('the guide to roles has a table of all roles of the catalog, as the code has them', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../docs/rights-with-a-term.md'), 'utf8');
  const rows = Object.entries(ROLE_IDS).map(([constant, id]) => {
    const role = partnerCenterGdap.roles?.[id];
    if (role === undefined) throw new Error(`${constant} is no role of the profile`);
    return [role.name, `\`ROLE_IDS.${constant}\``, coverageOf(role), role.neverExtends ? 'never' : 'yes'];
  });
  const [, ofRoles = ''] = guide.split('## What each role covers\n');
  const [shown = ''] = /^\|[\s\S]*?(?=\n\n)/m.exec(ofRoles) ?? [];
  expect(shown).toBe(table(['role', 'constant', 'covers', 'extends'], rows));
});
