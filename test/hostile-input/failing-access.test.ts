import {
  createRelationshipService,
  type RelationshipService,
  type RelationshipServiceOptions,
} from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { baseUrl } from '../fixtures/cast';
import { openScene } from '../fixtures/scene';
import { problemOf } from './error-data';
import { failingAt, type Readings } from './failing-access';
import { methodsOf, openSampledService, type SampledService } from '../fixtures/sampled-service';

const { samples, commits: commitsOf } = await openSampledService();
const commitsBefore = commitsOf();
const names = Object.keys(samples).filter((name): name is keyof RelationshipService => name in samples);

/** Queries change nothing, so they can share a service. */
const queries = new Set<string>([
  'accountOf',
  'invitationOf',
  'requestOf',
  'authorize',
  'relationshipsOf',
  'partnersOf',
  'customersOf',
  'customersAdministeredBy',
  'partners',
  'partnersById',
  'customers',
  'historyOf',
  'partnerHistoryOf',
  'stateAt',
  'changes',
  'follow',
]);
const unchanged = await openSampledService();

async function sampledServiceFor(name: string): Promise<SampledService> {
  return queries.has(name) ? unchanged : openSampledService();
}

/** The code of the error that a method answers, or null. The test fails if it throws, rejects, or answers no result. */
async function codeOf(service: RelationshipService, name: string, given: readonly unknown[]): Promise<string | null> {
  const answer: unknown = await methodsOf(service).get(name)?.(...given);
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
  it.each(names)('of the repository or its answers: %s answers, and what it acknowledged is in force', async (name) => {
    const given = samples[name];
    const readings = await atEveryReading(forGood, async ({ covered }) => {
      const { repository, methods, commits, contents, before } = await sampledServiceFor(name);
      const code = await codeOf(openScene({ repository: covered(repository), attempts: 2 }).service, name, given);
      if (code !== null) expect(['malformed-input', 'storage-failed', 'corrupt-data', 'outcome-unknown']).toContain(code);
      if (code !== null && code !== 'outcome-unknown') expect(await contents()).toEqual(before);
      if (code !== null) return;
      // Repeated, the command commits nothing, as it is in force.
      await methods.get(name)?.(...given);
      expect(commits()).toBe(commitsBefore);
    });
    expect(readings).toBeGreaterThan(5);
  });

  it.each(names)('of the options: %s answers, and so does another method after it', async (name) => {
    const another = names[(names.indexOf(name) + 1) % names.length] ?? name;
    const { repository } = await openSampledService();
    const options: RelationshipServiceOptions = {
      repository,
      linkBaseUrl: baseUrl,
      now: () => new Date(0),
      newId: () => 'id-1',
      newToken: () => 'token-0000000000000001',
      attempts: 2,
    };
    const readings = await atEveryReading(forGood, async ({ covered }) => {
      const service = createRelationshipService(covered(options));
      for (const one of [name, another]) await codeOf(service, one, samples[one]);
    });
    expect(readings).toBeGreaterThan(Object.keys(options).length);
  });

  it.each(names)('of the arguments of %s: it answers, and changes nothing when it refuses', async (name) => {
    const readings = await atEveryReading(forGood, async ({ covered }) => {
      const { repository, contents, before } = await sampledServiceFor(name);
      const code = await codeOf(openScene({ repository }).service, name, samples[name].map((one) => covered(one)));
      if (code !== null) expect(await contents()).toEqual(before);
    });
    if (samples[name].some((one) => typeof one === 'object')) expect(readings).toBeGreaterThan(0);
  });
});
