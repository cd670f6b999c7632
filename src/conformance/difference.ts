import { isRecord } from '../model/decode';
import { codePointsAt, counted, shown } from './shown';

/**
 * The first place where two values differ, as a clause; null when they are equal by value. Arrays are compared in
 * order, records whatever the order of their keys. A key that is absent differs from one that holds undefined.
 */
export function firstDifference(due: unknown, got: unknown, path: string = ''): string | null {
  if (Object.is(due, got)) return null;
  if (typeof due === 'string' && typeof got === 'string') return inText(due, got, path);
  if (Array.isArray(due) && Array.isArray(got)) return inArrays(due, got, path);
  if (isPlain(due) && isPlain(got)) return inRecords(due, got, path);
  return `${placeOf(path)} is ${shown(got)} instead of ${shown(due)}`;
}

function inText(due: string, got: string, path: string): string {
  let at = 0;
  while (due[at] === got[at]) at += 1;
  const detail = `from character ${at}: ${codePointsAt(got, at)} instead of ${codePointsAt(due, at)}`;
  return `${placeOf(path)} is ${shown(got)} instead of ${shown(due)} (${detail})`;
}

function inArrays(due: readonly unknown[], got: readonly unknown[], path: string): string | null {
  for (const [at, item] of due.entries()) {
    if (at >= got.length) return `${placeOf(path)} has ${counted(got.length, 'item')} instead of ${due.length}`;
    const difference = firstDifference(item, got[at], `${path}[${at}]`);
    if (difference !== null) return difference;
  }
  return due.length === got.length ? null : `${placeOf(path)} has ${counted(got.length, 'item')} instead of ${due.length}`;
}

function inRecords(
  due: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
  path: string,
): string | null {
  for (const key of new Set([...Object.keys(due), ...Object.keys(got)])) {
    const place = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(got, key)) return `${place} is absent instead of ${shown(due[key])}`;
    if (!Object.hasOwn(due, key)) return `${place} is ${shown(got[key])} instead of absent`;
    const difference = firstDifference(due[key], got[key], place);
    if (difference !== null) return difference;
  }
  return null;
}

/** Dates, maps and the like are no data of the model, whatever they hold. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function placeOf(path: string): string {
  return path === '' ? 'the whole' : path;
}
