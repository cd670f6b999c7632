import { isObject } from '../../model/decode';
import { codePointsAt, counted, shown } from './shown';

/**
 * The first place where two values differ, as a clause; null if they are equal by value. The order counts in arrays and
 * not in the keys of records. A key that is absent differs from one that holds undefined.
 */
export function firstDifference(due: unknown, got: unknown): string | null {
  const found = differenceOf(due, got);
  return found === null ? null : `${found.path === '' ? 'the whole' : found.path} ${found.clause}`;
}

interface Difference {
  /** The way to the place from the value itself; empty if it is that value. */
  readonly path: string;
  readonly clause: string;
}

function differenceOf(due: unknown, got: unknown): Difference | null {
  if (Object.is(due, got)) return null;
  if (typeof due === 'string' && typeof got === 'string') return here(inText(due, got));
  if (Array.isArray(due) && Array.isArray(got)) return inArrays(due, got);
  if (isPlain(due) && isPlain(got)) return inRecords(due, got);
  return here(`is ${shown(got)} instead of ${shown(due)}`);
}

function here(clause: string): Difference {
  return { path: '', clause };
}

function inText(due: string, got: string): string {
  let at = 0;
  while (due[at] === got[at]) at += 1;
  const detail = `from character ${at}: ${codePointsAt(got, at)} instead of ${codePointsAt(due, at)}`;
  return `is ${shown(got)} instead of ${shown(due)} (${detail})`;
}

function inArrays(due: readonly unknown[], got: readonly unknown[]): Difference | null {
  for (const [at, item] of due.entries()) {
    const difference = at < got.length ? differenceOf(item, got[at]) : null;
    if (difference !== null) return { ...difference, path: joined(`[${at}]`, difference.path) };
  }
  return due.length === got.length ? null : here(`has ${counted(got.length, 'item')} instead of ${due.length}`);
}

function inRecords(
  due: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
): Difference | null {
  for (const key of Object.keys(due)) {
    if (!Object.hasOwn(got, key)) return { path: key, clause: `is absent instead of ${shown(due[key])}` };
    const difference = differenceOf(due[key], got[key]);
    if (difference !== null) return { ...difference, path: joined(key, difference.path) };
  }
  const extra = Object.keys(got).find((key) => !Object.hasOwn(due, key));
  return extra === undefined ? null : { path: extra, clause: `is ${shown(got[extra])} instead of absent` };
}

/** Paths are made on the way back from a difference: most values have none, and large ones have many places. */
function joined(place: string, path: string): string {
  return path === '' || path.startsWith('[') ? `${place}${path}` : `${place}.${path}`;
}

/** The data of the model has no dates, maps and the like. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
