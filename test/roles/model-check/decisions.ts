import { isDeepStrictEqual } from 'node:util';
import type { CustomerRelationships, Instant, Operation } from 'partner-relationships';
import {
  authorizeAt,
  nextChangeAt,
  partnerCenterGdap,
  settle,
  type PersonalQuestion,
} from 'partner-relationships/roles';
import { subscriptionOf, theOperator } from '../../fixtures/cast';
import type { Problem } from './inspection';
import { momentsAfter, roleOracle, type Covers, type RoleAnswer, type RoleQuestion } from './oracle';
import { customerAt, type PlainCustomer } from './plain-model';
import { customerAfter, instant, type CustomerDocument } from './world';

type Answer = ReturnType<typeof authorizeAt>;

/** What decides: the library, or a deliberately broken part of it. */
export interface RoleDeciders {
  readonly authorizeAt: typeof authorizeAt;
  readonly nextChangeAt: typeof nextChangeAt;
}

/** A moment to ask about, and how the customer is then. */
interface Moment {
  readonly instant: Instant;
  readonly at: number;
  readonly then: PlainCustomer;
}

/** A question in the words of the rules, and as the library takes it. */
interface Asked {
  readonly question: RoleQuestion;
  readonly asked: PersonalQuestion<Operation>;
}

/**
 * Compares what is decided about a customer, now and at every moment at which time does something to it, with the
 * oracle; when the answer changes next with the first of those moments at which it is another one; and both with what is
 * decided once everything is written down.
 */
export function decisionsOf(
  questions: readonly RoleQuestion[],
  covers: Covers,
  deciders: RoleDeciders = { authorizeAt, nextChangeAt },
): (customer: CustomerDocument, at: number) => Problem {
  const all = questions.map((question): Asked => ({ question, asked: asLibraryTakesIt(question) }));
  return (customer, at) => {
    const { data, plain } = customer;
    const due = settle(data, { at: instant(at), by: theOperator })._unsafeUnwrap();
    const settled = customerAfter(customer, due);
    if (typeof settled === 'string') return settled;
    const states = due.length === 0 ? [data] : [data, settled.data];
    const moments = [at, ...momentsAfter(plain, at)].map(
      (moment): Moment => ({ instant: instant(moment), at: moment, then: customerAt(plain, moment) }),
    );
    for (const one of all) {
      const problem = problemOfQuestion(deciders, one, covers, states, moments);
      if (problem !== null) return `asked ${JSON.stringify(one.question)} ${problem}`;
    }
    return null;
  };
}

function problemOfQuestion(
  deciders: RoleDeciders,
  { question, asked }: Asked,
  covers: Covers,
  states: readonly CustomerRelationships[],
  moments: readonly Moment[],
): Problem {
  const expected = moments.map(({ then, at }) => roleOracle(then, question, at, covers));
  for (const [place, state] of states.entries()) {
    const written = place === 0 ? '' : ' after settling';
    const answers: Answer[] = [];
    for (const [which, { instant: moment }] of moments.entries()) {
      const answer = deciders.authorizeAt(state, asked, moment, partnerCenterGdap);
      const problem = problemOfAnswer(answer, expected[which]);
      if (problem !== null) return `at ${moment}${written}: ${problem}`;
      answers.push(answer);
    }
    const [first] = answers;
    const changes = answers.findIndex((answer) => answer !== first && !isDeepStrictEqual(answer, first));
    const next = moments[changes]?.instant ?? null;
    const [now] = moments;
    if (now === undefined) continue;
    const told = deciders.nextChangeAt(state, asked, now.instant, partnerCenterGdap);
    if (told !== next) {
      return `at ${now.instant}${written}: the answer changes next at ${String(next)}, but is told to at ${String(told)}`;
    }
  }
  return null;
}

/** Compares the answer to one question at any moment with the oracle. */
export function problemOfAnswerAt(
  question: RoleQuestion,
  covers: Covers,
  { data, plain }: CustomerDocument,
  at: number,
): Problem {
  const answer = authorizeAt(data, asLibraryTakesIt(question), instant(at), partnerCenterGdap);
  const problem = problemOfAnswer(answer, roleOracle(plain, question, at, covers));
  return problem === null ? null : `asked ${JSON.stringify(question)} at ${instant(at)}: ${problem}`;
}

/** Answers that were found to be right, each with the one of the oracle that it is: the library answers the very same. */
const right = new WeakMap<object, string>();

function problemOfAnswer(answer: Answer, expected: RoleAnswer | undefined): Problem {
  const text = JSON.stringify(expected);
  if (right.get(answer) === text) return null;
  const words = inOraclesWords(answer);
  if (JSON.stringify(words) !== text) return `the answer is ${JSON.stringify(words)}, but has to be ${text}`;
  right.set(answer, text);
  return null;
}

function inOraclesWords(answer: Answer): RoleAnswer | string {
  if (answer.isOk()) return { allowed: true };
  if (answer.error.code !== 'operation-denied') return answer.error.message;
  const { missing, remedies } = answer.error.context;
  const helped = remedies.map(({ fact }) => fact);
  if (!isDeepStrictEqual(helped, missing)) return `its remedies are for ${helped.join()}`;
  return { allowed: false, missing, rule: answer.error.rule };
}

function asLibraryTakesIt(question: RoleQuestion): PersonalQuestion<Operation> {
  const { partner, operation, service, soldBy, person } = question;
  const asked = person === null ? { partner, operation } : { partner, operation, person: { userId: 'somebody', ...person } };
  if (soldBy === undefined) return { ...asked, serviceId: service };
  return { ...asked, subscription: subscriptionOf(service, soldBy === null ? null : { ...partner, id: soldBy }) };
}
