import fc from 'fast-check';
import { accountChanges } from '../../arbitraries/account-changes';
import { marketplace, type Marketplace } from '../../arbitraries/marketplace';
import { memoryRepository } from '../../repository/memory-repository';
import type { RelationshipRepository } from '../../repository/repository';
import { createRoleService, partnerCenterGdap, type RoleService } from '../../roles/index';
import { createRelationshipService } from '../../service/create-relationship-service';
import { partners } from '../fixtures/partners';
import { LINK_BASE_URL, playedStep, type PlayedStep } from '../fixtures/played-step';
import {
  counted, firstDifference, handleOn, Nonconformity, type Finding, type Ground, type Promised,
} from '../harness/words';
import { inspections, plain, type Looked } from './inspection';

/** Everything at once: random histories, over the repository in question and over the one in memory. */
export const allTogether: Promised = {
  must: '1-8',
  name: 'all of it together',
  words:
    'The answers of the service do not depend on the store. This check compares everything and cannot tell causes ' +
    'apart: look first at what other checks say.',
  ofAll: [
    {
      title: 'the service answers random histories as it does over the repository in memory',
      run: play,
      advice: 'Look at the numbered checks first; if all of them pass, play these steps by hand.',
    },
  ],
};

/** The part of the time limit that the histories may take, so that a failure found late can still be told. */
const SHARE_OF_TIME = 0.8;

async function play(ground: Ground): Promise<void> {
  const { runs, commands } = ground.sizes;
  const drawn = fc.record({
    market: marketplace({ customers: { min: 1, max: 3 } }),
    steps: fc.array(playedStep(), { maxLength: commands, size: 'max' }),
  });
  const property = fc.asyncProperty(drawn, ({ market, steps }) =>
    ground.onAnother((other) => compare(other, market, steps.map((resolve) => resolve(market)))),
  );
  const details = await fc.check(property, {
    numRuns: runs,
    interruptAfterTimeLimit: ground.timeoutMs * SHARE_OF_TIME,
    markInterruptAsFailure: true,
    ...(ground.seed === null ? {} : { seed: ground.seed }),
  });
  if (!details.failed) return;
  const failure = details.errorInstance;
  if (details.counterexample === null) throw ground.nonconformity(unfinished(details.numRuns, runs));
  if (!(failure instanceof Nonconformity)) throw failure;
  const { advice, ...found } = failure.finding;
  throw ground.nonconformity({
    ...found,
    advice: `${advice} To play the same histories again, pass \`seed: ${details.seed}\`.`,
  });
}

function unfinished(played: number, runs: number): Finding {
  return {
    due: `random histories are played within the time limit, ${runs} in all`,
    did: `there was time for ${played}`,
    advice: 'Make `sizes.runs` or `sizes.commands` smaller, or `timeoutMs` larger.',
  };
}

/** Plays the same on both, and compares every answer on the way and everything that can be seen in the end. */
async function compare(ground: Ground, market: Marketplace, steps: readonly PlayedStep[]): Promise<void> {
  const memory = memoryRepository();
  for (const account of market.accounts) {
    const draft = partners.document(account.partner.id).first(accountChanges(account));
    for (const handle of [ground.first, handleOn(memory, ground)]) await draft.commit(handle, 'absent');
  }
  let now = market.asOf;
  let turn = 0;
  const over = (repository: RelationshipRepository): Looked & { readonly roles: RoleService } => {
    const options = {
      repository,
      linkBaseUrl: LINK_BASE_URL,
      now: () => new Date(now),
      newId: () => `new-id-${turn}`,
      newToken: () => `new-token-of-turn-${turn}`,
    };
    return {
      repository,
      service: createRelationshipService(options),
      roles: createRoleService({ ...options, profile: partnerCenterGdap }),
    };
  };
  const [model, examined] = [over(memory), over(ground.first.repository)];

  for (const step of steps) {
    now = step.at;
    turn += 1;
    const answers = ({ service, roles }: typeof model): Promise<unknown> => plain(ground, () => step.ask(service, roles));
    const difference = firstDifference(await answers(model), await answers(examined));
    if (difference !== null) {
      throw ground.nonconformity(diverged(steps.slice(0, turn), 'the last answer', difference));
    }
  }
  for (const { text, ask } of inspections(ground, market)) {
    const difference = firstDifference(await ask(model), await ask(examined));
    if (difference !== null) throw ground.nonconformity(diverged(steps, text, difference));
  }
}

function diverged(steps: readonly PlayedStep[], what: string, difference: string): Finding {
  const told = steps.map(({ text }, at) => `\n    ${at + 1}. ${text}`).join('');
  return {
    due: `after ${counted(steps.length, 'step')}, ${what} is the same as over the repository in memory:${told}`,
    did: difference,
  };
}
