import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './manifest';
import { publicApi } from './public-api';

const wordsOf = (name: string): readonly string[] =>
  name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().split(/[-_]/);

/** Whether two names have a word in common, in whatever form: `request` and `requests`, `open` and `opened`, `id`. */
const shareWord = (one: string, other: string): boolean =>
  wordsOf(one).some((word) => wordsOf(other).some((same) => word.startsWith(same) || same.startsWith(word)));

/** The names that the `index.ts` of a folder of `src` exports, each with the file that defines it. */
const exportedBy = (folder: string): readonly { readonly name: string; readonly file: string }[] =>
  [
    ...readFileSync(join(root, 'src', folder, 'index.ts'), 'utf8').matchAll(
      /^export (?:type )?\{([^}]*)\} from '(\.[^']*)';/gm,
    ),
  ].flatMap(([, names = '', file = '']) =>
    (names.replace(/\btype /g, '').match(/\w+/g) ?? []).map((name) => ({ name, file: join(folder, file) })),
  );

/** By the root entry, and by those of the email and of roles. */
const exported = ['', 'invitation', 'roles'].flatMap(exportedBy);

const api = publicApi().filter(({ name }) => /^partner-relationships(?:\/(?:invitation|roles))?$/.test(name));
const texts = new Map(api.flatMap((entry) => [...entry.unexported, ...entry.exports]));
const textOf = (name: string): string => texts.get(name) ?? '';

/** The names of the library in a declaration. */
const namesIn = (name: string): readonly string[] => (textOf(name).match(/\w+/g) ?? []).filter((word) => texts.has(word));

/** Whether one declaration is made of the other, however deep. */
function isMadeOf(whole: string, part: string, seen: Set<string> = new Set<string>()): boolean {
  if (seen.has(whole)) return false;
  seen.add(whole);
  const parts = namesIn(whole);
  return parts.includes(part) || parts.some((one) => isMadeOf(one, part, seen));
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** The type of an error, or the function that makes one. */
const isError = (name: string): boolean => /\b(?:ErrorData|RuleViolation)</.test(textOf(capital(name)));

describe('An export of the root entry, of the email or of roles', () => {
  it('is listed with the file that defines it', () => {
    expect(exported.map(({ name }) => name).sort()).toEqual(
      api.flatMap((entry) => [...entry.exports.keys()]).sort(),
    );
  });

  // The profiles are named after their marketplaces, and the services stand beside the roles that cover them.
  const namedOtherwise = ['partnerCenter21Vianet', 'partnerCenterGdap', 'withServices', 'CatalogService'];
  // An error is where it arises, and a limit is named after what it limits.
  it.each(
    exported.filter(({ name }) => !isError(name) && !name.startsWith('MAX_') && !namedOtherwise.includes(name)),
  )(
    '$name is in a file that bears its noun, $file, or belongs to what does',
    ({ name, file }) => {
      const namesakes = exported.filter((other) => other.file === file && shareWord(other.name, basename(file)));
      const belongs = namesakes.some((one) => one.name === name || isMadeOf(one.name, name) || isMadeOf(name, one.name));
      expect(belongs).toBe(true);
    },
  );
});

const functionsIn = (source: string): readonly string[] =>
  Array.from(
    source.matchAll(/^export (?:(?:async )?function|const(?= decide[A-Z]| \w+: CommandOn)) (\w+)/gm),
    ([, name = '']) => name,
  );

const rooms = ['customers', 'partners', 'rules', 'roles/offers', 'roles/delegations', 'roles/deciding'];
const files = (
  await Promise.all(
    rooms.map(async (room) =>
      Promise.all(
        (await readdir(join(root, 'src', room))).map(async (name) => ({
          file: `${room}/${name.replace(/\.ts$/, '')}`,
          functions: functionsIn(await readFile(join(root, 'src', room, name), 'utf8')),
        })),
      ),
    ),
  )
).flat();

/** The public functions of these rooms. */
const doors = files.flatMap(({ file, functions }) =>
  functions.filter((name) => exported.some((one) => one.name === name && one.file === file)).map((name) => ({ file, name })),
);

describe('A public function of the core', () => {
  it('is found in its room', () => {
    expect(doors.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['acceptRequest', 'authorize', 'openRequest', 'partnersByService']),
    );
  });

  it.each(doors)('$name leaves checked data to a function of the same name', ({ file, name }) => {
    const functions = files.find((one) => one.file === file)?.functions ?? [];
    const inner = functions.filter((other) => other === `decide${capital(name)}` || other === `arrange${capital(name)}`);
    expect(inner).toHaveLength(1);
  });

  it('has no second one that decides without it', () => {
    const inner = files.flatMap(({ functions }) => functions.filter((name) => /^(?:decide|arrange)[A-Z]/.test(name)));
    // Parts of a command of the role service that are no commands by themselves.
    const partsOnly = ['FinishRoleOffer', 'SweepRoleOffers'];
    const expected = [...doors.map(({ name }) => capital(name)), ...partsOnly];
    expect(inner.map((name) => name.replace(/^(?:decide|arrange)/, '')).sort()).toEqual([...expected].sort());
  });

  const commands = doors.filter(({ file }) => !/^(?:rules|roles\/deciding)\//.test(file));
  const views = ['partnersByService', 'supportDuties'];
  // It is given on documents only.
  const pureOnly = ['clearClosedPartner'];
  // Two steps of one act of the service: `approveRoleOffer`.
  const steps = ['takeRoleOffer', 'approveRoleDelegation'];
  it.each(commands.filter(({ name }) => ![...views, ...pureOnly, ...steps].includes(name)))(
    '$name has its half of the service in a file of the same name',
    async ({ file, name }) => {
      const folder = file.startsWith('roles/') ? 'src/roles/service' : 'src/service';
      const half = await readFile(join(root, folder, `${basename(file)}.ts`), 'utf8');
      expect(functionsIn(half)).toEqual([name]);
    },
  );
});
