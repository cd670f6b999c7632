import { parse } from '@humanwhocodes/momoa';
import { err, ok, type Result } from 'neverthrow';
import type { Customer, Partner, Subscription } from 'partner-relationships';
import { customerSchema, partnerSchema, subscriptionSchema } from 'partner-relationships/schema';
import * as z from 'zod/mini';
import { referenceProblems } from './references';

/** The contents of a file: the partners and customers of a marketplace, and who sold what. */
export interface Market {
  readonly partners: readonly Partner[];
  readonly customers: readonly Customer[];
  readonly subscriptions: readonly Subscription[];
}

const marketSchema = z.object(
  {
    partners: z.array(partnerSchema, 'expected an array of partners'),
    customers: z.array(customerSchema, 'expected an array of customers'),
    subscriptions: z.array(subscriptionSchema, 'expected an array of subscriptions'),
  },
  'expected an object with partners, customers and subscriptions',
);

/** Reads a market from JSON. Each error names the place in it, such as `subscriptions[2].customerId`. */
export function readMarket(text: string): Result<Market, readonly string[]> {
  const json = parseJson(text);
  if (json.isErr()) return err([json.error]);
  const parsed = marketSchema.safeParse(json.value);
  if (!parsed.success) {
    return err(parsed.error.issues.map(({ path, message }) => located(path, message, valueAt(json.value, path))));
  }
  const problems = referenceProblems(parsed.data);
  return problems.length === 0 ? ok(parsed.data) : err(problems);
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return err(placeOfProblem(text) ?? `this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where a text stops being JSON, because not every engine says so; null if this parser finds no mistake either. */
function placeOfProblem(text: string): string | null {
  try {
    parse(text, { mode: 'json' });
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'line' in error && 'column' in error)) return null;
    const what = error.message.replace(/ found\. \(\d+:\d+\)$/, '').replace('\uffff', 'end of input');
    return `line ${String(error.line)}, column ${String(error.column)}: ${what}`;
  }
}

function located(path: readonly PropertyKey[], message: string, received: unknown): string {
  const place = path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return `${place === '' ? '' : `${place}: `}${message}, received ${inWords(received)}`;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}

const LONGEST_REPEATED = 60;

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value !== 'string') return `the ${typeof value} ${JSON.stringify(value)}`;
  return value.length <= LONGEST_REPEATED ? JSON.stringify(value) : `a string of ${String(value.length)} characters`;
}
