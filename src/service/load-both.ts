import { ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import type { LoadError } from '../repository/storage-error';
import { documentsIn, type Found } from './documents';
import { registered } from './load-partner';
import type { Settings } from './options';
import type { UnknownPartner } from './unknown';

/** Two whose documents are needed together. */
export interface Parties {
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
}

/** Both sides of a question, as they are stored. */
export interface LoadedParties {
  readonly state: CustomerRelationships | null;
  readonly partner: Partner;
}

/** Loads what a decision needs. */
export async function loadParties(
  settings: Settings,
  parties: Parties,
): Promise<Result<LoadedParties, UnknownPartner | LoadError>> {
  const { account, customer } = await loadBoth(settings, parties);
  return customer.andThen((found) =>
    registered(parties.partnerId, account).map(({ partner }) => ({ state: found?.state ?? null, partner })),
  );
}

interface FoundBoth {
  readonly account: Found<PartnerAccount>;
  readonly customer: Found<CustomerRelationships>;
}

async function loadBoth({ repository, loadsParties }: Settings, { customerId, partnerId }: Parties): Promise<FoundBoth> {
  const { accounts, customers, loadBoth } = documentsIn(repository);
  if (loadsParties) {
    const found = await loadBoth(customerId, partnerId);
    return { account: found.map(({ account }) => account), customer: found.map(({ customer }) => customer) };
  }
  const [account, customer] = await Promise.all([accounts.load(partnerId), customers.load(customerId)]);
  return { account, customer };
}

/** Loads the document of a customer, and then tells what an account is. */
export interface CustomerThenAccount {
  readonly customer: (id: CustomerId) => Promise<Found<CustomerRelationships>>;
  readonly account: () => Promise<Found<PartnerAccount>>;
}

/**
 * Loads a customer for a command and, together with it or after it, the account of a partner. Never before it: that of
 * a partner which was closed and dismissed in between would still be open, and its rights would come back.
 */
export function customerThenAccount(settings: Settings, partnerId: PartnerId): CustomerThenAccount {
  const { accounts, customers } = documentsIn(settings.repository);
  if (!settings.loadsParties) return { customer: customers.load, account: () => accounts.load(partnerId) };
  let account: Found<PartnerAccount> = ok(null);
  return {
    customer: async (customerId) => {
      const both = await loadBoth(settings, { customerId, partnerId });
      account = both.account;
      return both.customer;
    },
    account: () => Promise.resolve(account),
  };
}
