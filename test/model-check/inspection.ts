import { isDeepStrictEqual } from 'node:util';
import {
  foldCustomer,
  parseCustomerRelationships,
  partnersByService,
  supportDuties,
  type CustomerRelationships,
  type RelationshipChange,
} from 'partner-relationships';
import { answerWhen, type OracleAnswer } from './oracle';
import type { Deciders } from './deciders';
import { partners, questions, services, subscriptions, type Question } from './scope';
import {
  begunLine,
  hasAdminRights,
  hasRelationship,
  keyOf,
  modelOf,
  partnerOn,
  providerOn,
  restsOn,
  transactingHolders,
  type SetModel,
} from './set-model';
import type { Place } from './state-space';

/** Looks at one state: a sentence about the first thing wrong with it; null when all is well. */
export type Inspection = (place: Place, history: readonly RelationshipChange[]) => string | null;

/** @param shares in how many states each question about decisions is asked once */
export function inspection(deciders: Deciders, shares: number): Inspection {
  const problemOfDecisions = decisionsOf(deciders, shares);
  return ({ state, model, key }, history) =>
    problemOfInvariants(model) ??
    problemOfHistory(key, history) ??
    (state === null ? null : (problemOfData(state) ?? problemOfViews(state, model))) ??
    problemOfDecisions(state, model);
}

/** What has to hold of every state, whatever led to it. */
function problemOfInvariants(model: SetModel): string | null {
  const { relationships, delegations } = model;
  if (new Set(relationships.map(partnerOn)).size < relationships.length) return 'a partner has two relationships';
  if (new Set(delegations).size < delegations.length) return 'a partner holds a service twice';
  const capped = services.find((service) => transactingHolders(model, service).length > 1);
  if (capped !== undefined) return `two transacting partners hold ${capped}`;
  const orphan = delegations.find((line) => !hasRelationship(model, restsOn(line)));
  if (orphan !== undefined) return `without a relationship: ${orphan}`;
  for (const { id, program } of partners) {
    if (program !== 'indirect-reseller') continue;
    if (hasRelationship(model, id)) return `the indirect reseller ${id} has a relationship of its own`;
    const alone = delegations.find((line) => partnerOn(line) === id && providerOn(line) === null);
    if (alone !== undefined) return `not through a provider: ${alone}`;
  }
  return null;
}

function problemOfHistory(key: string, history: readonly RelationshipChange[]): string | null {
  const folded = foldCustomer(history);
  if (folded.isErr()) return `its history does not fold: ${folded.error.message}`;
  const foldedKey = keyOf(modelOf(folded.value));
  return foldedKey === key ? null : `its history folds to {${foldedKey}}`;
}

function problemOfData(state: CustomerRelationships): string | null {
  const text = JSON.stringify(state);
  const parsed = parseCustomerRelationships(JSON.parse(text));
  if (parsed.isErr()) return `its JSON does not parse: ${parsed.error.message}`;
  if (!isDeepStrictEqual(parsed.value, state)) return 'its JSON parses to something else';
  return isFrozen(state) ? null : 'it is not frozen';
}

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}

function problemOfViews(state: CustomerRelationships, model: SetModel): string | null {
  const shown = partnersByService(state, services);
  if (shown.isErr()) return `its partners cannot be shown: ${shown.error.message}`;
  if (!isDeepStrictEqual(shown.value, expectedPartners(model))) return 'its partners are shown wrongly';
  for (const { id } of partners) {
    const duties = supportDuties(state, id, subscriptions);
    if (duties.isErr()) return `the support duties of ${id} cannot be shown: ${duties.error.message}`;
    if (!isDeepStrictEqual(duties.value, expectedDuties(model, id))) return `the support duties of ${id} are wrong`;
  }
  return null;
}

function expectedPartners(model: SetModel): unknown {
  const all = [...new Set([...model.relationships, ...model.delegations].map(partnerOn))].sort();
  return [...services].sort().map((serviceId) => {
    const row = all.map((partnerId) => {
      const own = model.delegations.filter((line) => line.startsWith(`${partnerId} ${serviceId} `));
      return {
        partnerId,
        hasAdminRights: own.length > 0,
        transacting: own.some((line) => line.endsWith(' transacting')),
        through: own.map(providerOn).filter((provider) => provider !== null),
        // In the scope of the search, nobody holds a service through two partners.
        grantedAt: own[0] === undefined ? null : beginningOf(model, own[0]),
        hasRelationship: hasRelationship(model, partnerId),
      };
    });
    return { serviceId, partners: [...row.filter((p) => p.hasAdminRights), ...row.filter((p) => !p.hasAdminRights)] };
  });
}

function beginningOf({ begun }: SetModel, line: string): string | null {
  const found = begun.find((one) => one.startsWith(begunLine(line, '')));
  return found === undefined ? null : found.slice(begunLine(line, '').length);
}

function expectedDuties(model: SetModel, partnerId: string): unknown {
  if (!hasRelationship(model, partnerId)) return [];
  return subscriptions
    .filter(({ originalResellerId, status }) => originalResellerId === partnerId && status !== 'cancelled')
    .map(({ id, serviceId }) => ({
      subscriptionId: id,
      serviceId,
      hasAdminRights: hasAdminRights(model, partnerId, serviceId),
    }));
}

/**
 * Compares every decision with the oracle. A question's answer depends on the state only through what the partner holds
 * of it, so the oracle is asked once for each of the four cases; the library is asked every time. An answer that is the
 * very object compared before is not compared again.
 *
 * @param shares in how many states each question is asked once
 */
function decisionsOf(
  { authorize }: Deciders,
  shares: number,
): (state: CustomerRelationships | null, model: SetModel) => string | null {
  const compared = questions.map((question): [Question, unknown[]] => [question, []]);
  const parts = Array.from({ length: shares }, (_, part) => compared.filter((_one, at) => at % shares === part));
  let inspected = 0;
  return (state, model) => {
    const held = holdingsOf(model);
    inspected += 1;
    for (const [question, answersSoFar] of parts[inspected % shares] ?? []) {
      const { asked, oracle } = question;
      const answer = authorize(state, asked);
      const holding = held(oracle.partner.id, oracle.service);
      if (answersSoFar[holding] === answer) continue;
      const expected = answerWhen(oracle, { related: holding >= 2, delegated: holding % 2 === 1 });
      if (!isDeepStrictEqual(inOraclesWords(answer), expected)) {
        return `${JSON.stringify(oracle)} is answered ${JSON.stringify(inOraclesWords(answer))}`;
      }
      answersSoFar[holding] = answer;
    }
    return null;
  };
}

/** Looks up whether a partner has a relationship (2) and admin rights for a service (1). */
function holdingsOf(model: SetModel): (partner: string, service: string) => number {
  const byPartner = new Map<string, Map<string, number>>();
  for (const { id } of partners) {
    const related = hasRelationship(model, id) ? 2 : 0;
    const held = services.map((service) => [service, related + (hasAdminRights(model, id, service) ? 1 : 0)] as const);
    byPartner.set(id, new Map(held));
  }
  return (partner, service) => byPartner.get(partner)?.get(service) ?? 0;
}

export function inOraclesWords(answer: ReturnType<Deciders['authorize']>): OracleAnswer | string {
  if (answer.isOk()) return { allowed: true, ...answer.value };
  if (answer.error.kind !== 'rule-violation') return answer.error.message;
  const { rule, context } = answer.error;
  return { allowed: false, operation: context.operation, rule, missing: context.missing, remedies: context.remedies };
}
