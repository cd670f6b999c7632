import type { Customer, Partner } from 'partner-relationships';
import { servicesSoldTo } from '../cast';
import { byCustomer, byPartner, type Stage } from '../stage';
import { inWords } from './changes';
import { listed } from './enumeration';
import { holdsAll, isRelatedWith } from './holdings';
import { isRefused, mustHold, succeeds } from './step';

/** An indirect reseller works through its provider: no request, no relationship of its own. */
export async function indirectReseller(stage: Stage, provider: Partner, reseller: Partner): Promise<void> {
  const { service, cast, tell, application } = stage;
  const { customer, services, parting, secondIndirectReseller } = cast;
  tell.chapter('7  An indirect reseller, through its provider', [
    'indirect-reseller-uses-provider-invitation',
    'indirect-reseller-receives-through-provider',
  ]);

  await isRefused(
    stage,
    `${reseller.name}, an indirect reseller, tries to get a link of its own`,
    { code: 'provider-invitation-needed', rule: 'indirect-reseller-uses-provider-invitation' },
    () => service.openRequest({ partnerId: reseller.id, by: byPartner(reseller) }),
  );
  const link = await linkNaming(stage, provider, reseller);
  stage.links.set(provider.id, link);
  const sold = servicesSoldTo(customer, provider, application.subscriptionsOf(customer.id));
  await acceptance(stage, customer, { link, provider, services: [], reseller, forReseller: [...sold, services[0]] });

  if (parting.partner !== provider || parting.customer === customer) return;
  const named = secondIndirectReseller ?? reseller;
  const otherLink = await linkNaming(stage, provider, named);
  mustHold('one link for each reseller named', (otherLink === link) === (named === reseller));
  stage.links.set(provider.id, otherLink);
  const theirs = servicesSoldTo(parting.customer, provider, application.subscriptionsOf(parting.customer.id));
  await acceptance(stage, parting.customer, {
    link: otherLink,
    provider,
    services: theirs,
    reseller: named,
    forReseller: theirs,
  });
}

async function linkNaming(stage: Stage, provider: Partner, reseller: Partner): Promise<string> {
  const { link } = await succeeds(stage, `${provider.name} asks for a relationship, naming ${reseller.name}`, () =>
    stage.service.openRequest({
      partnerId: provider.id,
      indirectResellerId: reseller.id,
      by: byPartner(provider),
    }),
  );
  return link;
}

interface Acceptance {
  readonly link: string;
  readonly provider: Partner;
  readonly services: readonly string[];
  readonly reseller: Partner;
  readonly forReseller: readonly string[];
}

async function acceptance(
  stage: Stage,
  customer: Customer,
  { link, provider, services, reseller, forReseller }: Acceptance,
): Promise<void> {
  const { service, tell, application } = stage;
  const chosen = [...new Set(forReseller)];
  const { changes, relationships } = await succeeds(
    stage,
    `${customer.name} accepts it: ${listed(services)} for ${provider.name}, ${listed(chosen)} for ${reseller.name}`,
    () =>
      service.acceptRequest({
        link,
        customer,
        services,
        indirectResellerServices: chosen,
        onHeldService: 'replace',
        by: byCustomer(customer),
      }),
    isRelatedWith(provider, services),
  );
  tell.changed(inWords(changes, application));
  mustHold(`${reseller.name} has what it was delegated`, holdsAll(relationships, reseller, chosen));
  const hasOwn = relationships.relationships.some(({ partnerId }) => partnerId === reseller.id);
  mustHold(`${reseller.name} has no relationship of its own`, !hasOwn);
  tell.detail(`${reseller.name} has no reseller relationship of its own; its rights rest on that of ${provider.name}`);
}
