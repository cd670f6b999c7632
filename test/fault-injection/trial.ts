import { isDeepStrictEqual } from 'node:util';
import {
  parseCustomerId,
  type CustomerRelationships,
  type RelationshipRepository,
  type RelationshipService,
} from 'partner-relationships';
import { openFaultProxy, type Fault, type Moment, type Injection } from './fault-proxy';
import { anyCommand, type Command } from './command';
import { disconnected } from './disconnected';
import { giveNoted, journaledService, type Journal } from './journal';
import { marketServices, type Invitation } from '../fixtures/market';
import { openPlace, type Place } from './place';
import type { Request } from './postgres-messages';
import type { Random } from '../fixtures/random';

/** The repository that commands are given on. The trials also reach it through a fault proxy. */
export interface Scene {
  readonly place: Place & { readonly kind: 'postgres' };
  readonly journal: Journal;
  /** Without faults. */
  readonly repository: RelationshipRepository;
  readonly service: RelationshipService;
  readonly invitations: readonly Invitation[];
}

/** One command, the faults that were injected, and the outcome. */
export interface Trial {
  readonly id: string;
  readonly injected: readonly InjectedFault[];
  /** Whether the client waits for answers without a timeout. */
  readonly patient: boolean;
  /** Whether somebody else changed the same customer before the command was answered. */
  readonly disturbed: boolean;
  readonly answer: string;
  /** What was wrong when the command was repeated without faults. */
  readonly found: readonly string[];
}

/** A fault that was injected into a request. */
export interface InjectedFault {
  readonly fault: Fault['kind'];
  readonly onWrite: boolean;
}

/** When a client gives up waiting for an answer. */
const TIMEOUT_MILLISECONDS = 400;

/** Gives a command through a fault proxy, and repeats it without faults. */
export async function runTrial(scene: Scene, customerId: string, id: string, random: Random): Promise<Trial> {
  const { place, journal, service } = scene;
  const command = effectiveCommand(random, customerId, await stateOf(scene, customerId), scene.invitations);
  const injected: InjectedFault[] = [];
  let disturbed = false;
  const disturb = async (): Promise<void> => {
    const other = anyCommand(random, customerId, scene.invitations);
    const answer = await giveNoted(service, journal, other, `${id}-meanwhile-${injected.length}`);
    if (answer.isOk() && answer.value.changes.length > 0) disturbed = true;
  };
  const meanwhile = random.chance(0.3) ? disturb : async () => {};
  const planned = plannedInjections(random);
  // A timeout only where an answer may be swallowed: on a busy machine a timeout can end a wait that would have
  // succeeded.
  const timeout = planned.some(({ fault }) => SILENT.includes(fault.kind)) ? TIMEOUT_MILLISECONDS : 0;
  const injectionFor = (request: Request): Injection | null => {
    const [next] = planned;
    if (!next?.matches(request)) return null;
    planned.shift();
    injected.push({ fault: next.fault.kind, onWrite: request.writes });
    return { ...next, meanwhile };
  };

  const url = new URL(place.url);
  const proxy = await openFaultProxy({ host: url.hostname, port: Number(url.port) }, injectionFor);
  url.port = String(proxy.port);
  const broken = await openPlace(
    { ...place, url: url.href },
    { application_name: id, query_timeout: timeout, connectionTimeoutMillis: timeout },
  );
  const answer = await giveNoted(journaledService(broken.repository, journal), journal, command, id);
  proxy.breakAll();
  await broken.close();

  const arrival = proxy.deliver('answered');
  const again = await giveNoted(service, journal, command, `${id}-again`);
  await Promise.all([arrival, ...LATER.map((moment) => proxy.deliver(moment))]);
  await proxy.close();
  await disconnected(place.url, id);

  const found: string[] = [];
  if (again.isErr()) found.push(`${id} was answered with ${again.error.code} when it was repeated`);
  else {
    const { relationships } = again.value;
    if (!isInForce(command, relationships)) found.push(`${id} was repeated and is not in force`);
    if (!isDeepStrictEqual(await stateOf(scene, customerId), relationships)) found.push(`${id} was followed by another change`);
  }
  return { id, injected, patient: timeout === 0, disturbed, answer: answer.isOk() ? 'done' : answer.error.code, found };
}

/** Faults that the client cannot notice but by a timeout. */
export const SILENT: readonly Fault['kind'][] = ['request-swallowed', 'answer-swallowed'];

/** The moments of requests that are still late when the command has been repeated. */
const LATER: readonly Moment[] = ['repeated', 'next-write', 'next-request'];

async function stateOf({ repository }: Scene, customerId: string): Promise<CustomerRelationships | null> {
  const loaded = await repository.customers.load(parseCustomerId(customerId)._unsafeUnwrap());
  return loaded._unsafeUnwrap()?.state ?? null;
}

interface Planned extends Pick<Injection, 'fault' | 'cut'> {
  readonly matches: (request: Request) => boolean;
}

/** Mostly a fault in the commit, and sometimes another one in a later request. */
function plannedInjections(random: Random): Planned[] {
  const injections = [plannedInjection(random)];
  while (random.chance(0.3)) injections.push(plannedInjection(random));
  return injections;
}

function plannedInjection(random: Random): Planned {
  let passing = random.below(4);
  const matches = random.chance(0.75)
    ? (request: Request): boolean => request.writes
    : (): boolean => {
        passing -= 1;
        return passing < 0;
      };
  return { matches, fault: anyFault(random), cut: random.pick(['end', 'reset']) };
}

function anyFault(random: Random): Fault {
  const portion = random.below(1000) / 1000;
  const until = random.pick<Moment>(['next-request', 'next-write', 'answered', 'repeated']);
  // Rarer, as waiting for an answer that never comes takes long.
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
  return { kind: 'accept', customerId, invitation, services: random.some(services), indirectResellerServices, onHeldService };
}

/** Whether the state is as the command asks. */
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
