import type { Result } from 'neverthrow';
import type { MalformedInput } from '../model/malformed-input';
import type { Partner } from '../model/partner';
import { decideReinstatePartner } from '../partners/reinstate-partner';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UnknownPartner } from './unknown';

export function reinstatePartner(
  settings: Settings,
  partnerId: string,
): Promise<Result<Partner, MalformedInput | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, partnerId, decideReinstatePartner);
}
