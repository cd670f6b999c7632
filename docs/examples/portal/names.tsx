import type { Child } from 'hono/jsx';
import type { Actor, RelationshipService } from 'partner-relationships';
import { userName } from './sign-in';
import type { Texts } from './texts/english';
import { valueOf } from './value-of';

/** A name among other words, which its direction of writing does not disturb. */
export function Name({ children }: { readonly children: Child }): Child {
  return <bdi>{children}</bdi>;
}

/** The name of the partner with this id. */
export type PartnerName = (id: string) => Child;

/** Looks up the names of these partners. */
export async function partnerNames(service: RelationshipService, ids: readonly string[]): Promise<PartnerName> {
  const found = valueOf(await service.partnersById(ids));
  const names = new Map<string, string>(found.map(({ id, name }) => [id, name]));
  return (id) => <Name>{names.get(id) ?? id}</Name>;
}

/** Who did something: the organization, and the person if the directory still knows it. */
export function whoDid(by: Actor, texts: Texts, partnerName: PartnerName, customer: Child): Child {
  const organization =
    by.kind === 'operator' ? texts.marketplace : by.kind === 'partner' ? partnerName(by.partnerId) : customer;
  const name = by.userId === undefined ? null : userName(by.userId);
  return name === null ? organization : texts.who(organization, <Name>{name}</Name>);
}
