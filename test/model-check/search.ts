import type { RelationshipChange } from 'partner-relationships';
import type { Attempt } from './attempt';
import { searchBreadthFirst, type Findings as FindingsOf, type Violation as ViolationOf } from './breadth-first';
import { requestOf, tailspin, wingtip } from '../fixtures/cast';
import type { Deciders } from './deciders';
import { inspection } from './inspection';
import { commands, customer, questions } from './scope';
import { relationshipLine } from './set-model';
import { isRefusedEverywhere } from './specification';
import { spoken } from './spoken';
import { emptyStateSpace, type Place } from './state-space';
import { transition } from './transition';
import { isWholeCheck } from '../fixtures/whole-check';

/** What a search has seen, and what it has found wrong. */
export interface Findings extends FindingsOf<Attempt> {
  readonly decisions: number;
}

/** What is wrong, and the shortest sequence of commands that shows it. */
export type Violation = ViolationOf<Attempt>;

/** What is tried and asked on each state. */
interface Thoroughness {
  readonly commandsOn: (place: Place, at: number) => readonly Attempt[];
  /** In how many states each question about decisions is asked once. */
  readonly shares: number;
}

const IN_FULL: Thoroughness = { commandsOn: () => commands, shares: 1 };
/** Each question is asked in about 700 states. */
const IN_PART: Thoroughness = { commandsOn: commandsDueOn, shares: 11 };

/**
 * Searches every state that the commands lead to. What it finds wrong is shown by the shortest commands there are.
 * The whole check tries every command and asks every question on every state from the start, which takes much longer.
 */
export function search(deciders: Deciders): Findings {
  if (isWholeCheck) return searchTrying(IN_FULL, deciders);
  const findings = searchTrying(IN_PART, deciders);
  return findings.violation === null ? findings : searchTrying(IN_FULL, deciders);
}

/**
 * Tries commands on every state, nearest first, until there is no new state. States of a customer with another name
 * than at first are only entered: they would double the number of states, and a rule reads the name only to see whether
 * the very same customer is there, for which some commands give the customer another name.
 *
 * An erasure leads back to the unknown customer, from where the search began: nothing that the core decides tells one
 * from the other. What a store keeps of an erased customer is left out here: its revision, and the record of the
 * erasure. The conformance kit and test/service look at it.
 */
function searchTrying({ commandsOn, shares }: Thoroughness, deciders: Deciders): Findings {
  const space = emptyStateSpace(deciders);
  const problemOf = inspection(deciders, shares);
  const findings = searchBreadthFirst<Place, Attempt, RelationshipChange>({
    start: space.start,
    keyOf: (place) => place,
    movesOn: commandsOn,
    step: (from, command) => {
      const outcome = transition(deciders, space, from, command);
      return 'next' in outcome && isOfAnotherName(outcome.next) ? { next: from, changes: [] } : outcome;
    },
    problemOf,
  });
  return { ...findings, decisions: Math.floor((findings.states * questions.length) / shares) };
}

/**
 * Which commands are tried on which state when all is well.
 *
 * On states without a relationship, every command is. From those, every other state can be reached by plain
 * acceptances, without a list of holders or closed ones. Most other commands lead to states that are known, or are
 * refused for what they say themselves (the wrong party asks, the request is revoked). Each of those is tried on every
 * 23rd state, so on 330. And there are twins: states that differ in nothing but which of the provider's two requests
 * the customer accepted first. One twin gets all plain acceptances, the other one every 23rd of them. As 23 divides
 * none of the numbers of choices that commands are made of, each share is a mixture of all.
 *
 * Every state is met and inspected all the same, as their number shows, and every command tried on hundreds of states.
 */
function commandsDueOn({ model }: Place, at: number): readonly Attempt[] {
  if (model.relationships.length === 0) return commands;
  const ofSecondTwin = relationshipLine(tailspin.id, `request ${requestOf(tailspin, wingtip).id}`);
  const isSecondTwin = model.relationships.includes(ofSecondTwin);
  return (isSecondTwin ? SHARES : SHARES_AND_ACCEPTANCES)[at % 23] ?? commands;
}

const SHARES = shares(() => false);
const SHARES_AND_ACCEPTANCES = shares((command) => isPlain(command) && !isRefusedEverywhere(command, customer.id));

function isPlain({ kind, command }: Attempt): boolean {
  return kind === 'accept-request' && command.onHeldService === 'refuse' && command.closedHolders === undefined;
}

function shares(isInAll: (command: Attempt) => boolean): readonly (readonly Attempt[])[] {
  return Array.from({ length: 23 }, (_, share) =>
    commands.filter((command, position) => position % 23 === share || isInAll(command)),
  );
}

function isOfAnotherName({ model }: Place): boolean {
  return model.known && model.name !== customer.name;
}

/** A violation in lines of text: what is wrong, after which commands. */
export function reported({ problem, commands: path }: Violation): string {
  const steps = path.map((command, at) => `  ${at + 1}. ${spoken(command)}`);
  return [`After these ${path.length} commands: ${problem}`, ...steps].join('\n');
}
