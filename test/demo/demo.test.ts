import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marketText } from './performance';
import { commandDemo, runDemo, type Run } from './run-demo';

const folder = mkdtempSync(join(tmpdir(), 'demo-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const ESCAPE = String.fromCharCode(27);

function withoutColours(text: string): string {
  return text.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g'), '');
}

describe('npm run demo', () => {
  let plain: Run;
  beforeAll(async () => {
    plain = await runDemo([]);
  });

  it('plays the whole story and succeeds', () => {
    expect(plain.stderr).toBe('');
    expect(plain.exitCode).toBe(0);
    expect(plain.stdout).not.toContain('Left out');
    const refusals = Array.from(plain.stdout.matchAll(/refused by the rule (\S+)/g), ([, rule]) => rule);
    expect(refusals).toEqual([
      'suspended-partner-cannot-invite',
      'one-transacting-partner-per-service',
      'only-customer-accepts',
      'indirect-reseller-uses-provider-invitation',
      'partner-may-relinquish',
      'customer-cannot-end-relationship',
      'active-subscriptions-keep-relationship',
      'operator-keeps-accounts',
      'closed-partner-may-do-nothing',
      'closing-is-final',
      'erasure-needs-no-rights',
      'global-administrator-never-extends',
      'roles-reach-people-through-groups',
      'ended-is-final',
    ]);
  });

  it.each([
    ['the link', /https:\/\/marketplace\.example\/invitation\?partner=blue-heron&token=[\w-]{16,}\n/],
    ['the customers of one link', /4 customers through one link/],
    ['the holder of a refused service', /holder of exchange-online: Blue Heron Cloud/],
    ['the replacement', /− admin rights for exchange-online: Blue Heron Cloud, replaced by Kestrel Networks/],
    ['what survives the removal', /Blue Heron Cloud │ none +│ in force +│ in it +│ hartwell-mail and hartwell-sites/],
    ['the same link', /the same link of Kestrel Networks once more\n +\+ admin rights for exchange-online/],
    ['the indirect reseller', /Lakeside Systems has no reseller relationship of its own/],
    ['what the end takes along', /− admin rights for intune, teams: Pier Nine Computing, through Marlin Wholesale/],
    ['the customer list before and after', /customer list of Marlin Wholesale: 2 customers before, 1 after/],
    ['the support duty before and after', /it had to support adler-stone-meetings; after the end nothing/],
    ['the closing of an account', /✓ The marketplace closes it, "insolvent, file 2026-88"\n/],
    ['what the denial of a closed partner advises', /the way out: turn-to-another-partner, by the customer\n/],
    [
      'who takes over from a closed partner',
      /for intune, and replaces nobody\n +− admin rights for intune: Granary IT, whose account is closed\n +\+ admin/,
    ],
    ['who closed the account, and why', /closed by the marketplace on Thu 17:00, "insolvent, file 2026-88"/],
    ['what the marketplace clears', /customer list of Granary IT: Hartwell Clinics before, nobody after/],
    ['a cleared partner without customers', /Granary IT +│ 0 +│ –/],
    ['the clearing in the history', /− │ reseller relationship: Granary IT, as the account was closed/],
    ['who is forgotten', /list of all customers: 4 before, 3 after, Adler & Stone Architects, Hartwell Clinics\n/],
    ['what is left then', /all that is on record: erased by the marketplace on Fri 15:00, "ticket 2026-61"/],
    ['the link of a role offer', /the link of the offer:\s+https:\/\/marketplace\.example\/offer\?partner=blue-heron&token=[\w-]{16,}\n/],
    ['until when a person may', /Kim, who is in that group, may manage users\n +· until 2026-\d\d-\d\d \d\d:00, if nobody/],
    ['the notices before an end', /two weeks pass, with notices when 7 days and 1 day are left\n/],
    ['roles in the history', /− │ "Users, while the help desk moves" with User Administrator:\n[ │]+Blue Heron Cloud, whose term is over/],
    ['a closed partner in the history', /− │ admin rights for intune: Granary IT, whose account is closed/],
    ["the customer's page", /exchange-online +│ Ferrous Advisory +│ yes, not transacting +│ \w{3} \d\d:00 │ its own/],
    ['the customer lists', /Kestrel Networks +│ 1 +│ Hartwell Clinics +│ Hartwell Clinics\n/],
    ['whom an indirect reseller administers', /Lakeside Systems +│ 0 +│ – +│ Hartwell Clinics\n/],
    ['the facts', /what each has +│ PRO·TA +│ PR·DTA +│ PR·D·A +│ PR··TA +│ P··D·A +│ P···T·\n/],
    ['an allowance', /receive-bill +│ ✓ +│ ✗2 O/],
    ['a denial with all that is missing', /migrate-subscription +│ ✗3 D +│ ✗2 O +│ ✗2 O +│ ✗2 OD +│ ✗2 RO +│ ✗2 RODA/],
    ['the rule of a denial', /2 commercial-operations-need-original-reseller: /],
    ['who held what', /sharepoint-online │ Blue Heron Cloud +│ Blue Heron Cloud +│ nobody +│ Blue Heron Cloud/],
    ['the history', /Ferrous Advisory │ − │ admin rights for sharepoint-online: Ferrous Advisory, given up/],
  ])('shows %s', (_what, expected) => {
    expect(plain.stdout).toMatch(expected);
  });

  it('plays the copy that the README makes, as a newcomer would type it', async () => {
    const root = join(import.meta.dirname, '../..');
    const typed = /^cp (\S+) (\S+)\nnpm run demo -- (\S+)$/m.exec(readFileSync(join(root, 'README.md'), 'utf8'));
    const [, source = '', copy = '', named = ''] = typed ?? [];
    copyFileSync(join(root, source), join(folder, copy));
    const { stdout, stderr } = await commandDemo([named], {}, folder);
    expect({ stdout: stdout.replaceAll(named, 'market.json'), stderr }).toEqual({ stdout: plain.stdout, stderr: '' });
  });

  it('asks about every operation', () => {
    const grid = /Operation[^]*?✓ allowed/.exec(plain.stdout)?.[0] ?? '';
    expect(grid.match(/^ [a-z]+-[a-z-]+ /gm)).toHaveLength(17);
  });

  it('prints no control character into a pipe, and nothing wider than 100 columns', () => {
    expect(plain.stdout).not.toMatch(/[^\P{Cc}\n]/u);
    const widest = Math.max(...plain.stdout.split('\n').map((line) => line.length));
    expect(widest).toBe(100);
  });

  it('prints the same in colours when FORCE_COLOR asks for them', async () => {
    const { stdout, exitCode } = await commandDemo([], { FORCE_COLOR: '1' });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${ESCAPE}[32m✓${ESCAPE}[39m`);
    expect(stdout).toContain(`${ESCAPE}[31m✗${ESCAPE}[39m`);
    expect(withoutColours(stdout).replaceAll(/ +$/gm, '')).toBe(plain.stdout);
  });
});

describe('npm run demo -- file.json', () => {
  it('plays with the smallest market and says what it leaves out', async () => {
    const market = marketText({
      partners: [{ id: 'solo', name: 'Solo Cloud' }],
      customers: [{ id: 'only', name: 'Only Customer' }],
    });
    const { stdout, stderr, exitCode } = await commandDemo([file('smallest.json', market)]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout.match(/^\d+ {2}Left out/gm)).toEqual(['3  Left out', '4  Left out', '7  Left out', '10  Left out', '11  Left out']);
    expect(stdout).toContain('needs an active partner of the program "advisor"');
    expect(stdout).toMatch(/Only Customer comes back by the same link and delegates exchange-online/);
  });

  it('names the file and the place of every mistake, prints nothing else, and fails', async () => {
    const market = marketText({ customers: [{ id: 'a' }], subscriptions: [{ id: 's' }, { id: 's' }] });
    const path = file('wrong.json', market);
    expect(await runDemo([path])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: [
        `${path}: subscriptions[1].id: expected an id that no other of them has, received "s"`,
        `${path}: subscriptions[0].customerId: expected the id of a customer in this file, received "adatum"`,
        `${path}: subscriptions[1].customerId: expected the id of a customer in this file, received "adatum"`,
        '',
      ].join('\n'),
    });
  });

  it('fails when nobody can play the story', async () => {
    const path = file('nobody.json', marketText({ partners: [{ id: 'p', standing: 'suspended' }] }));
    const { stdout, stderr, exitCode } = await commandDemo([path]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
    expect(stderr).toBe(
      `${path}: partners: expected at least one with the program "direct-bill" or "indirect-provider" and the ` +
        `standing "active", received none\n${path}: customers: expected at least one customer, received none\n`,
    );
  });

  it('refuses more than one file and says where to find help', async () => {
    expect(await commandDemo(['a.json', 'b.json'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'expected one file or none\nsee npm run demo -- --help\n',
    });
  });

  it('explains itself with --help', async () => {
    const { stdout, exitCode } = await commandDemo(['--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run demo/);
  });
});
