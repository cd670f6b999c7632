import { isDeepStrictEqual } from 'node:util';
import {
  parseCustomerId,
  type CustomerRelationships,
  type RelationshipRepository,
  type RelationshipService,
} from 'partner-relationships';
import { brokenLine, type Fault, type Moment, type Strike } from './broken-line';
import { anyCommand, type Command } from './command';
import { departed } from './departure';
import { giveNoted, witnessedService, type Journal } from './journal';
import { marketServices, type Invitation } from '../fixtures/market';
import { openPlace, type Place } from './place';
import type { Request } from './postgres-messages';
import type { Random } from '../fixtures/random';

/** Where commands are given: over a line that breaks, and over one that does not. */
export interface Scene {
  readonly place: Place & { readonly kind: 'postgres' };
  readonly journal: Journal;
  /** Over the line that does not break. */
  readonly repository: RelationshipRepository;
  readonly service: RelationshipService;
  readonly invitations: readonly Invitation[];
}

/** One command, what befell it, and what came of it. */
export interface Ordeal {
  readonly id: string;
  readonly blows: readonly Blow[];
  /** Whether the client waits for its answers as long as it takes. */
  readonly patient: boolean;
  /** Whether somebody else changed the same customer before the command was answered. */
  readonly disturbed: boolean;
  readonly answer: string;
  /** What was wrong when it was given again, over the line that does not break. */
  readonly found: readonly string[];
}

/** A fault that struck a request: one that wrote, or another. */
export interface Blow {
  readonly fault: Fault['kind'];
  readonly onWrite: boolean;
}

/** When a client gives up that hears nothing. */
const PATIENCE_MILLISECONDS = 400;

/** Gives a command over a line that breaks, and gives it again by hand. */
export async function ordeal(scene: Scene, customerId: string, id: string, random: Random): Promise<Ordeal> {
  const { place, journal, service } = scene;
  const command = effectiveCommand(random, customerId, await stateOf(scene, customerId), scene.invitations);
  const blows: Blow[] = [];
  let disturbed = false;
  const disturb = async (): Promise<void> => {
    const other = anyCommand(random, customerId, scene.invitations);
    const answer = await giveNoted(service, journal, other, `${id}-meanwhile-${blows.length}`);
    if (answer.isOk() && answer.value.changes.length > 0) disturbed = true;
  };
  const meanwhile = random.chance(0.3) ? disturb : async () => {};
  const planned = plannedStrikes(random);
  // Only who may hear nothing needs patience that ends; on a busy machine it could end by itself.
  const patience = planned.some(({ fault }) => SILENT.includes(fault.kind)) ? PATIENCE_MILLISECONDS : 0;
  const strikes = (request: Request): Strike | null => {
    const [next] = planned;
    if (!next?.befalls(request)) return null;
    planned.shift();
    blows.push({ fault: next.fault.kind, onWrite: request.writes });
    return { ...next, meanwhile };
  };

  const url = new URL(place.url);
  const line = await brokenLine({ host: url.hostname, port: Number(url.port) }, strikes);
  url.port = String(line.port);
  const broken = await openPlace(
    { ...place, url: url.href },
    { application_name: id, query_timeout: patience, connectionTimeoutMillis: patience },
  );
  const answer = await giveNoted(witnessedService(broken.repository, journal), journal, command, id);
  line.breakAll();
  await broken.close();

  const arrival = line.deliver('answered');
  const again = await giveNoted(service, journal, command, `${id}-again`);
  await Promise.all([arrival, ...LATER.map((moment) => line.deliver(moment))]);
  await line.close();
  await departed(place.url, id);

  const found: string[] = [];
  if (again.isErr()) found.push(`${id} was answered with ${again.error.code} when it was given again`);
  else {
    const { relationships } = again.value;
    if (!isInForce(command, relationships)) found.push(`${id} was given again and is not in force`);
    if (!isDeepStrictEqual(await stateOf(scene, customerId), relationships)) found.push(`${id} was followed by something`);
  }
  return { id, blows, patient: patience === 0, disturbed, answer: answer.isOk() ? 'done' : answer.error.code, found };
}

/** Faults of which the client is not told. */
export const SILENT: readonly Fault['kind'][] = ['request-swallowed', 'answer-swallowed'];

/** What is still on its way when the command has been given again. */
const LATER: readonly Moment[] = ['repeated', 'next-write', 'next-request'];

async function stateOf({ repository }: Scene, customerId: string): Promise<CustomerRelationships | null> {
  const loaded = await repository.customers.load(parseCustomerId(customerId)._unsafeUnwrap());
  return loaded._unsafeUnwrap()?.state ?? null;
}

interface Planned extends Pick<Strike, 'fault' | 'cut'> {
  readonly befalls: (request: Request) => boolean;
}

/** Mostly the commit is struck, and sometimes what comes after it as well. */
function plannedStrikes(random: Random): Planned[] {
  const strikes = [plannedStrike(random)];
  while (random.chance(0.3)) strikes.push(plannedStrike(random));
  return strikes;
}

function plannedStrike(random: Random): Planned {
  let passing = random.below(4);
  const befalls = random.chance(0.75)
    ? (request: Request): boolean => request.writes
    : (): boolean => {
        passing -= 1;
        return passing < 0;
      };
  return { befalls, fault: anyFault(random), cut: random.pick(['end', 'reset']) };
}

function anyFault(random: Random): Fault {
  const portion = random.below(1000) / 1000;
  const until = random.pick<Moment>(['next-request', 'next-write', 'answered', 'repeated']);
  // Waiting for an answer that never comes takes long, so it is rarer.
  if (random.chance(0.1)) return { kind: random.pick(['request-swallowed', 'answer-swallowed']) };
  return random.pick<Fault>([
    { kind: 'request-lost' },
    { kind: 'request-torn', portion },
    { kind: 'request-late', until },
    { kind: 'request-late', until },
    { kind: 'cut-at-once' },
    { kind: 'answer-lost' },
    { kind: 'answer-lost' },
    { kind: 'answer-torn', portion },
  ]);
}

/** A command that certainly changes something. */
function effectiveCommand(
  random: Random,
  customerId: string,
  state: CustomerRelationships | null,
  invitations: readonly Invitation[],
): Command {
  const delegations = state?.delegations ?? [];
  const relationships = state?.relationships ?? [];
  if (relationships.length > 0 && random.chance(0.2)) {
    return { kind: 'end', customerId, partnerId: random.pick(relationships).partnerId };
  }
  if (delegations.length > 0 && random.chance(0.2)) return { kind: 'remove', customerId, from: 'all', services: 'all' };
  const invitation = random.pick(invitations);
  const held = delegations.filter(({ partnerId }) => partnerId === invitation.partner.id);
  const services = marketServices.filter((service) => !held.some(({ serviceId }) => serviceId === service));
  if (services.length === 0) {
    return { kind: 'remove', customerId, from: invitation.partner.id, services: random.some(marketServices) };
  }
  const onHeldService = 'replace';
  const indirectResellerServices = random.some(marketServices);
  return { kind: 'accept', customerId, invitation, services: random.some(marketServices), indirectResellerServices, onHeldService };
}

/** Whether all that a command asks for is so. */
function isInForce(command: Command, { relationships, delegations }: CustomerRelationships): boolean {
  const { kind } = command;
  switch (kind) {
    case 'accept':
      return command.services.every((service) =>
        delegations.some(
          ({ partnerId, serviceId }) => partnerId === command.invitation.partner.id && serviceId === service,
        ),
      );
    case 'remove':
      return !delegations.some(
        ({ partnerId, serviceId }) =>
          (command.from === 'all' || partnerId === command.from) &&
          (command.services === 'all' || command.services.includes(serviceId)),
      );
    case 'relinquish':
      return !delegations.some(({ partnerId }) => partnerId === command.partnerId);
    case 'end':
      return !relationships.some(({ partnerId }) => partnerId === command.partnerId);
  }
}
