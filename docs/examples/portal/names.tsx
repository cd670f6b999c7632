import type { Child } from 'hono/jsx';
import type { Actor, RelationshipService } from 'partner-relationships';
import { userName } from './sign-in';
import type { Texts } from './texts/english';
import { valueOf } from './value-of';

/** A name among other words, which its direction of writing does not disturb. */
export function Name({ children }: { readonly children: Child }): Child {
  return <bdi>{children}</bdi>;
}

export interface Names {
  readonly partner: (id: string) => Child;
  /** A list in words, of at least one. */
  readonly partners: (ids: readonly string[]) => Child;
}

/** Looks up the names of partners. */
export async function namesOf(service: RelationshipService, ids: readonly string[]): Promise<Names> {
  const found = valueOf(await service.partnersById(ids));
  const names = new Map<string, string>(found.map(({ id, name }) => [id, name]));
  const partner = (id: string): Child => <Name>{names.get(id) ?? id}</Name>;
  return { partner, partners: (list) => list.map((id, at) => [at > 0 && ', ', partner(id)]) };
}

/** A moment, for people: to the second, in UTC. */
export function Moment({ at }: { readonly at: string }): Child {
  return <time datetime={at}>{`${at.slice(0, 10)} ${at.slice(11, 19)} UTC`}</time>;
}

/** Who did something: the organization, and the person if the directory still knows it. */
export function whoDid(by: Actor, texts: Texts, { partner }: Names, customer: Child): Child {
  const organization =
    by.kind === 'operator' ? texts.marketplace : by.kind === 'partner' ? partner(by.partnerId) : customer;
  const name = by.userId === undefined ? null : userName(by.userId);
  return name === null ? organization : [organization, ' (', <Name>{name}</Name>, ')'];
}
