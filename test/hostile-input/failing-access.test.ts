import type { RelationshipServiceOptions } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { baseUrl } from '../fixtures/cast';
import type { Method, Sampled } from '../fixtures/sampled-service';
import { serviceKinds, type ServiceKind } from '../fixtures/sampled-services';
import { problemOf } from './error-data';
import { failingAt, type Readings } from './failing-access';

interface Subject extends ServiceKind {
  readonly name: string;
  readonly given: readonly unknown[];
  readonly another: string;
  readonly sampled: () => Promise<Sampled<string>>;
  readonly commitsBefore: number;
}

/** Every method of every service. */
const subjects = (
  await Promise.all(
    serviceKinds.map(async (kind): Promise<readonly Subject[]> => {
      const unchanged = await kind.open();
      const commitsBefore = unchanged.commits();
      const names = Object.keys(unchanged.samples);
      return names.map((name, at) => ({
        ...kind,
        name,
        given: unchanged.samples[name] ?? [],
        another: names[(at + 1) % names.length] ?? name,
        // Queries change nothing, so they can share a service.
        sampled: async () => (kind.queries.has(name) ? unchanged : kind.open()),
        commitsBefore,
      }));
    }),
  )
).flat();

/** The code of the error that a method answers, or null. The test fails if it throws, rejects, or answers no result. */
async function codeOf(
  methods: ReadonlyMap<string, Method>,
  name: string,
  given: readonly unknown[],
): Promise<string | null> {
  const answer: unknown = await methods.get(name)?.(...given);
  if (typeof answer !== 'object' || answer === null) throw new Error(`the answer of ${name} is not a result`);
  if (!('error' in answer)) return null;
  expect(problemOf(answer.error), name).toBeNull();
  return String(Reflect.get(Object(answer.error), 'code'));
}

/** Runs with the first reading failing, then with the second, and so on, for all readings; returns their number. */
async function atEveryReading(forGood: boolean, run: (readings: Readings) => Promise<void>): Promise<number> {
  for (let at = 1; ; at += 1) {
    const readings = failingAt(at, forGood);
    await run(readings);
    if (readings.count() < at) return at - 1;
  }
}

describe.each([
  { what: 'fails', forGood: false },
  { what: 'and all later ones fail, as of a revoked proxy', forGood: true },
])('When one reading $what', ({ forGood }) => {
  it.each(subjects)(
    'of the repository or its answers: $name of $what answers, and what it acknowledged is in force',
    async ({ name, given, sampled, within, commitsBefore }) => {
      const readings = await atEveryReading(forGood, async ({ covered }) => {
        const { repository, methods, commits, contents, before } = await sampled();
        const code = await codeOf(within({ repository: covered(repository), attempts: 2 }), name, given);
        if (code !== null) expect(['malformed-input', 'storage-failed', 'corrupt-data', 'outcome-unknown']).toContain(code);
        // An approval is refused by its second step although the offer is taken, which its customer can repeat.
        const parts = name === 'approveRoleOffer' ? 2 : 3;
        if (code !== null && code !== 'outcome-unknown') {
          expect((await contents()).slice(0, parts)).toEqual(before.slice(0, parts));
        }
        if (code !== null) return;
        // Repeated, the command commits nothing, as it is in force.
        await methods.get(name)?.(...given);
        // Except for the last step of an approval, which is in force without it.
        const left = name === 'approveRoleOffer' ? 1 : 0;
        expect(commits() - commitsBefore).toBeLessThanOrEqual(left);
      });
      expect(readings).toBeGreaterThan(5);
    },
  );

  it.each(subjects)(
    'of the options: $name of $what answers, and so does another method after it',
    async ({ name, given, another, open, create }) => {
      const { repository, samples } = await open();
      const options: RelationshipServiceOptions = {
        repository,
        linkBaseUrl: baseUrl,
        now: () => new Date(0),
        newId: () => 'id-1',
        newToken: () => 'token-0000000000000001',
        attempts: 2,
      };
      const readings = await atEveryReading(forGood, async ({ covered }) => {
        const methods = create(covered(options));
        await codeOf(methods, name, given);
        await codeOf(methods, another, samples[another] ?? []);
      });
      expect(readings).toBeGreaterThan(Object.keys(options).length);
    },
  );

  it.each(subjects)(
    'of the arguments of $name of $what: it answers, and changes nothing when it refuses',
    async ({ name, given, sampled, within }) => {
      const readings = await atEveryReading(forGood, async ({ covered }) => {
        const { repository, contents, before } = await sampled();
        const code = await codeOf(within({ repository }), name, given.map((one) => covered(one)));
        if (code !== null) expect(await contents()).toEqual(before);
      });
      if (given.some((one) => typeof one === 'object')) expect(readings).toBeGreaterThan(0);
    },
  );
});
