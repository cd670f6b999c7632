import { err, ok, Result } from 'neverthrow';
import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { PartnerAccount } from '../model/partner-account';
import { corruptData, type LoadError } from '../repository/storage-error';
import type { Settings } from './options';
import { documentsIn, type Found } from './documents';
import { loadAll } from './load-all';
import { unknownPartner, type UnknownPartner } from './unknown';

/** The account of a registered partner. */
export async function loadAccount(
  { repository }: Settings,
  partnerId: PartnerId,
): Promise<Result<PartnerAccount, UnknownPartner | LoadError>> {
  return registered(partnerId, await documentsIn(repository).accounts.load(partnerId));
}

/** What was found under the id of a partner, if it is registered. */
export function registered(
  partnerId: PartnerId,
  loaded: Found<PartnerAccount>,
): Result<PartnerAccount, UnknownPartner | LoadError> {
  return loaded.andThen((found) => {
    const account = found?.state ?? null;
    return account === null ? err(unknownPartner(partnerId)) : ok(account);
  });
}

/** A registered partner. */
export async function loadPartner(
  settings: Settings,
  partnerId: PartnerId,
): Promise<Result<Partner, UnknownPartner | LoadError>> {
  const account = await loadAccount(settings, partnerId);
  return account.map(({ partner }) => partner);
}

/** The partner that a stored document names, if it names one. */
export async function loadNamedOrNone(
  settings: Settings,
  partnerId: PartnerId | null,
): Promise<Result<Partner | null, LoadError>> {
  return partnerId === null ? ok(null) : loadNamedPartner(settings, partnerId);
}

/** Those of these partners that are registered, each once. */
export async function loadRegistered(
  { repository }: Settings,
  partnerIds: readonly PartnerId[],
): Promise<Result<readonly Partner[], LoadError>> {
  const loaded = await loadAll(documentsIn(repository).accounts, partnerIds);
  return loaded.map((found) => [...found.values()].flatMap((account) => account?.state?.partner ?? []));
}

/** All of these partners, which stored documents name, in this order. */
export async function loadNamedPartners(
  settings: Settings,
  partnerIds: readonly PartnerId[],
): Promise<Result<readonly Partner[], LoadError>> {
  return Result.combine(await Promise.all(partnerIds.map((id) => loadNamedPartner(settings, id))));
}

/** A partner named in a stored document: it was registered by then, and partners are never unregistered. */
export async function loadNamedPartner(
  settings: Settings,
  partnerId: PartnerId,
): Promise<Result<Partner, LoadError>> {
  const partner = await loadPartner(settings, partnerId);
  return partner.mapErr((error) => (error.kind === 'storage' ? error : corruptData(error.message)));
}
