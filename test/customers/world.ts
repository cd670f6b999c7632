import type { Customer, Partner, RelationshipRequest, Subscription } from 'partner-relationships';
import type { Marketplace } from 'partner-relationships/arbitraries';
import {
  adventureWorks,
  contoso,
  exchange,
  fabrikam,
  intune,
  litware,
  northwind,
  now,
  partnerOf,
  requestOf,
  revoked,
  sharepoint,
  subscriptionOf,
  suspended,
  tailspin,
  wingtip,
} from './cast';

/** A second indirect provider, which names the same indirect reseller. */
export const alpine: Partner = partnerOf('alpine', 'indirect-provider');
/** An advisor that is suspended. */
export const adatum: Partner = suspended(partnerOf('adatum', 'advisor'));

/**
 * The cast as a marketplace: small and always the same, so that commands get in each other's way as often as possible.
 * One request is revoked; every kind of partner has sold something, active or not.
 */
export const world: Marketplace = {
  asOf: now,
  partners: [contoso, fabrikam, tailspin, alpine, wingtip, litware, adatum],
  accounts: [
    account(contoso, requestOf(contoso)),
    account(fabrikam, requestOf(fabrikam)),
    account(tailspin, requestOf(tailspin), requestOf(tailspin, wingtip)),
    account(alpine, revoked(requestOf(alpine)), requestOf(alpine, wingtip)),
    account(wingtip),
    account(litware, requestOf(litware)),
    account(adatum, requestOf(adatum)),
  ],
  customers: [northwind, adventureWorks],
  serviceIds: [exchange, sharepoint, intune],
  subscriptions: [northwind, adventureWorks].flatMap(soldTo),
};

function account(partner: Partner, ...requests: readonly RelationshipRequest[]): Marketplace['accounts'][number] {
  return { partner, requests };
}

function soldTo(customer: Customer): readonly Subscription[] {
  return [
    subscriptionOf(exchange, contoso, 'active', customer),
    subscriptionOf(sharepoint, fabrikam, 'suspended', customer),
    subscriptionOf(intune, tailspin, 'cancelled', customer),
    subscriptionOf(exchange, alpine, 'suspended', customer),
    subscriptionOf(sharepoint, null, 'active', customer),
  ];
}
