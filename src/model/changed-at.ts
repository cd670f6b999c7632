import type { Instant } from './instant';
import { malformedInput, type MalformedInput } from './malformed-input';

/** This moment, or `earliest` if that is later. Null means no earliest moment. */
export function notBefore(earliest: Instant | null, moment: Instant): Instant {
  return earliest !== null && earliest > moment ? earliest : moment;
}

/**
 * What is wrong with the time of a document's last change, given the latest instant in the document; null if nothing
 * is.
 */
export function changedAtProblem(changedAt: Instant | undefined, latest: Instant | null): MalformedInput | null {
  if (changedAt === undefined || latest === null || changedAt >= latest) return null;
  return malformedInput(`no earlier instant than the latest in it, ${latest}`, changedAt, 'changedAt');
}
