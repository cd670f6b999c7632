import { decodeActor, type Actor } from './actor';
import type { Fields } from './decode';
import { decodeInstant, type Instant } from './instant';

/** What a change records besides what it changes. */
export interface Recorded {
  readonly at: Instant;
  readonly by: Actor;
}

export const recordedFields: Fields<Recorded> = { at: decodeInstant, by: decodeActor };
