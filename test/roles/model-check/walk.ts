import { operations, type Operation, type Partner, type RoleId, type ServiceId } from 'partner-relationships';
import { partnerCenterGdap, ROLE_IDS, type AgentRole } from 'partner-relationships/roles';
import { decodeOfferId } from '../../../src/model/identifiers';
import {
  contoso,
  exchange,
  fabrikam,
  intune,
  litware,
  serviceIdOf,
  sharepoint,
  tailspin,
  wingtip,
} from '../../fixtures/cast';
import { seeded, type Random } from '../../fixtures/random';
import type { Attempt } from './attempt';
import {
  attemptsOnDelegation,
  attemptsOnOffer,
  clearingOf,
  endOfRelationship,
  groupOf,
  library,
  settlements,
  standingsOf,
  type Detail,
  type Offered,
} from './attempts';
import { decisionsOf, problemOfAnswerAt } from './decisions';
import { inspectionOf, type Problem } from './inspection';
import type { Covers, PlainPerson, RoleQuestion } from './oracle';
import { DAY } from './plain-model';
import { worldOf } from './scope';
import { transition } from './transition';
import { momentsToGoTo, type World } from './world';

const partners: readonly Partner[] = [contoso, fabrikam, tailspin, wingtip, litware];
const services: readonly ServiceId[] = [exchange, sharepoint, intune, serviceIdOf('teams'), serviceIdOf('other')];
const roles: readonly RoleId[] = Object.values(ROLE_IDS);
const groups = ['desk', 'field', 'night', 'cloud', 'mail'].map(groupOf);
const agentRoles: readonly AgentRole[] = [
  'admin-agent',
  'sales-agent',
  'helpdesk-agent',
  'global-admin',
  'billing-admin',
  'user-management-admin',
];
const terms = [1, 2, 89, 90, 91, 180, 360, 365, 730];

/** By the catalog of the profile, as it says. */
const covers: Covers = (role, operation, service) =>
  (partnerCenterGdap.roles?.[role]?.covers ?? []).some(
    (covered) => covered.operation === operation && (covered.services === 'all' || covered.services.includes(service)),
  );

function anyOffer(random: Random, place: number): readonly [Offered, Detail] {
  const partner = random.pick(partners);
  const offered = {
    id: decodeOfferId(`offer-of-the-walk-${place}`)._unsafeUnwrap(),
    partner,
    reseller: partner === tailspin && random.chance(0.5) ? wingtip : null,
    isForNorthwind: random.chance(0.5),
    // Two offers can have the same name.
    name: `Offer ${random.below(8)}`,
    roles: random.chance(0.2) ? random.some(roles) : random.some(roles).slice(0, 3),
    termDays: random.pick(terms),
    extending: random.chance(0.5),
  };
  const given = [random.some(offered.roles), random.some(offered.roles), [random.pick(roles)]];
  const revisions = [
    { extending: false },
    { extending: true, termDays: random.pick(terms) },
    { name: `Offer ${random.below(8)}` },
  ];
  return [offered, { wrongly: random.chance(0.3), revisions, groups: [random.pick(groups), random.pick(groups)], given }];
}

function anyPerson(random: Random): PlainPerson | null {
  if (random.chance(0.2)) return null;
  return {
    agentRoles: random.chance(0.3) ? [] : random.some(agentRoles).slice(0, 2),
    groups: random.chance(0.2) ? [] : random.some(groups),
  };
}

function anyQuestion(random: Random): RoleQuestion {
  const operation: Operation = random.pick(Object.values(operations)).operation;
  const { concerns } = operations[operation];
  const partner = { ...random.pick(partners), standing: random.pick(['active', 'active', 'suspended', 'closed'] as const) };
  const isOfSubscription = concerns === 'subscription' || (concerns === 'service' && random.chance(0.3));
  const seller = random.pick([partner.id, partner.id, contoso.id, null]);
  return {
    ...{ partner, operation, service: random.pick(services), person: anyPerson(random) },
    soldBy: isOfSubscription ? seller : undefined,
  };
}

/**
 * Walks through worlds with several offers, of all partners and roles, in the order that this seed gives.
 *
 * @param seen gets the kinds of all changes, and the codes of all refusals
 * @returns what is found wrong first, and all that was done until then; null if nothing is wrong
 */
export function walk(seed: number, seen: Set<string>): string | null {
  const random = seeded(seed);
  const offers = Array.from({ length: 2 + random.below(4) }, (_, place) => anyOffer(random, place));
  const watched = random.pick(partners);
  const attempts: readonly Attempt[] = [
    ...offers.flatMap(([offered, detail]) => [
      ...attemptsOnOffer(library, offered, detail),
      ...attemptsOnDelegation(library, offered, detail),
    ]),
    ...settlements(library, partners),
    endOfRelationship(library, contoso),
    ...standingsOf(watched),
    clearingOf(library, watched),
  ];
  const gentle = attempts.filter(({ words }) => !/ (discards|rejects|terminates|ends|be suspended|be closed)/.test(words));
  const words: string[] = [];
  let world = worldOf(partners);
  for (let steps = 0; steps < 60; steps += 1) {
    if (random.chance(0.07)) {
      const to = anyMoment(random, world);
      words.push(`it is ${new Date(to).toISOString()}`);
      world = { ...world, at: to };
    } else {
      const attempt = anyAttempt(random, random.chance(0.95) ? gentle : attempts, world);
      words.push(attempt.words);
      const outcome = transition(world, attempt, seen);
      if ('problem' in outcome) return [outcome.problem, ...words].join('\n');
      world = outcome.next;
    }
    const problem = random.chance(0.15) ? problemOfRandomAnswers(random, world) : null;
    if (problem !== null) return [problem, ...words].join('\n');
  }
  const decisions = decisionsOf([anyQuestion(random), anyQuestion(random)], covers);
  const problem = inspectionOf(decisions)(world);
  return problem === null ? null : [problem, ...words].join('\n');
}

/** One that changes something, if a few that are picked show one; in some cases any. */
function anyAttempt(random: Random, attempts: readonly Attempt[], world: World): Attempt {
  for (let tries = 0; tries < 30; tries += 1) {
    const attempt = random.pick(attempts);
    if (!attempt.isPossible(world)) continue;
    if (random.chance(0.05) || changesSomething(attempt, world)) return attempt;
  }
  return random.pick(attempts.filter(({ isPossible }) => isPossible(world)));
}

function changesSomething(attempt: Attempt, world: World): boolean {
  if (attempt.on === 'customer') {
    const expected = attempt.expected(world.customer.plain, world);
    return 'next' in expected && expected.next !== world.customer.plain;
  }
  const account = world.accounts.get(attempt.partner);
  if (account === undefined) return false;
  const expected = attempt.expected(account.plain, world);
  return 'next' in expected && expected.next !== account.plain;
}

function anyMoment(random: Random, world: World): number {
  const moments = momentsToGoTo(world);
  return moments.length === 0 || random.chance(0.2) ? world.at + random.below(200 * DAY) : random.pick(moments);
}

/** Questions about the present, which is compared at all moments to come, and about any moment before or after it. */
function problemOfRandomAnswers(random: Random, { at, customer }: World): Problem {
  const question = anyQuestion(random);
  for (let asked = 0; asked < 3; asked += 1) {
    const moment = at - random.below(100 * DAY) + random.below(400 * DAY);
    const problem = problemOfAnswerAt(anyQuestion(random), covers, customer, moment);
    if (problem !== null) return problem;
  }
  return decisionsOf([question], covers)(customer, at);
}
