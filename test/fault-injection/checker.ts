import { isDeepStrictEqual } from 'node:util';
import { customerEntries, foldCustomer, type CustomerEntry, type RecordedChange, type RelationshipChange } from 'partner-relationships';
import type { CustomerEvidence, Evidence } from './evidence';
import { commandOf, type Note } from './journal';

/**
 * Compares what a repository holds with the notes of those who wrote to it. Lists every point where they differ and
 * every rule that the history breaks; empty if all is well.
 */
export function violations(evidence: Evidence, notes: readonly Note[]): readonly string[] {
  const accounts = accountsOf(notes);
  const found: string[] = [];
  const seen = new Map<string, number>();
  for (const customer of evidence.customers) {
    const commits = commitsIn(customer.history);
    for (const commit of commits) seen.set(commit.command, (seen.get(commit.command) ?? 0) + 1);
    const said = [
      ...brokenRules(customer.history),
      ...contradictions(customer),
      ...commits.flatMap((commit) => tornCommit(commit, accounts.get(commit.command))),
      ...returningRevisions(commits),
    ];
    found.push(...said.map((violation) => `${customer.id}: ${violation}`));
  }
  for (const account of accounts.values()) found.push(...wrongEffect(account, seen.get(account.command) ?? 0));
  return [...found, ...wrongLists(evidence)];
}

/** One commit as the history has it. */
interface RecordedCommit {
  readonly revision: string;
  readonly command: string;
  readonly changes: readonly RelationshipChange[];
}

function commitsIn(history: readonly RecordedChange<RelationshipChange>[]): readonly RecordedCommit[] {
  const runs: { revision: string; changes: RelationshipChange[] }[] = [];
  for (const { revision, change } of history) {
    const run = runs.at(-1);
    if (run?.revision === revision) run.changes.push(change);
    else runs.push({ revision, changes: [change] });
  }
  return runs.map((run) => ({ ...run, command: commandOf(run.changes) }));
}

/** The notes about one command. */
interface Account {
  readonly command: string;
  readonly sent: (readonly RelationshipChange[])[];
  acknowledged: number;
  denied: number;
  unknown: number;
  answer: { readonly code: string; readonly changes: readonly RelationshipChange[] } | null;
}

function accountsOf(notes: readonly Note[]): ReadonlyMap<string, Account> {
  const accounts = new Map<string, Account>();
  for (const note of notes) {
    const { command } = note;
    const account: Account = accounts.get(command) ?? {
      command,
      sent: [],
      acknowledged: 0,
      denied: 0,
      unknown: 0,
      answer: null,
    };
    accounts.set(command, account);
    if (note.kind === 'sent') account.sent.push(note.changes);
    else if (note.kind === 'answered') account.answer = { code: note.answer, changes: note.changes };
    else if (note.answer === 'ok') account.acknowledged += 1;
    else if (note.answer === 'outcome-unknown') account.unknown += 1;
    else account.denied += 1;
  }
  return accounts;
}

/** Nothing acknowledged is missing, nothing denied is there, and nothing is there twice. */
function wrongEffect({ command, sent, acknowledged, denied, unknown, answer }: Account, effects: number): string[] {
  const open = sent.length - acknowledged - denied - unknown;
  const found: string[] = [];
  if (effects > 1) found.push(`${command} took effect ${effects} times`);
  if (effects < acknowledged) found.push(`${command} was acknowledged and is missing`);
  if (effects > acknowledged + unknown + open) found.push(`${command} was denied and took effect`);
  if (answer === null) return found;
  if (answer.code === 'done' && answer.changes.length > 0 && effects === 0) found.push(`${command} was done and is missing`);
  if (answer.code !== 'done' && answer.code !== 'outcome-unknown' && effects > 0) {
    found.push(`${command} was answered with ${answer.code} and took effect`);
  }
  return found;
}

/** A recorded commit is one of the commits that were sent, and the whole of it. */
function tornCommit({ command, changes }: RecordedCommit, account: Account | undefined): string[] {
  if (account === undefined) return [`${command} is recorded, and nobody gave it`];
  if (!account.sent.some((sent) => isDeepStrictEqual(sent, changes))) {
    return [`${command} is recorded otherwise than it was sent`];
  }
  const { answer } = account;
  const differs = answer?.code === 'done' && answer.changes.length > 0 && !isDeepStrictEqual(answer.changes, changes);
  return differs ? [`${command} is recorded otherwise than it was answered`] : [];
}

function returningRevisions(commits: readonly RecordedCommit[]): string[] {
  const revisions = commits.map(({ revision }) => revision);
  return new Set(revisions).size === revisions.length ? [] : ['a revision came back'];
}

/** The rules that do not hold after some change, judged by the changes alone. */
function brokenRules(history: readonly RecordedChange<RelationshipChange>[]): string[] {
  const found: string[] = [];
  const related = new Set<string>();
  const holders = new Map<string, RelationshipChange & { kind: 'delegation-granted' }>();
  history.forEach(({ change }, at) => {
    switch (change.kind) {
      case 'customer-registered':
        if (at !== 0) found.push(`change ${at} registers the customer again`);
        return;
      case 'relationship-established':
        if (related.has(change.partnerId)) found.push(`change ${at} establishes what is established`);
        related.add(change.partnerId);
        return;
      case 'delegation-granted': {
        const key = delegationKey(change);
        if (holders.has(key)) found.push(`change ${at} grants what is granted`);
        holders.set(key, change);
        if (!related.has(change.throughPartnerId ?? change.partnerId)) {
          found.push(`change ${at} grants without a relationship`);
        }
        const transacting = [...holders.values()].filter((held) => held.transacting && held.serviceId === change.serviceId);
        if (transacting.length > 1) found.push(`${change.serviceId} has two transacting holders after change ${at}`);
        return;
      }
      case 'delegation-removed':
        if (!holders.delete(delegationKey(change))) found.push(`change ${at} removes what nobody holds`);
        return;
      case 'relationship-ended':
        if (!related.delete(change.partnerId)) found.push(`change ${at} ends what is not established`);
        for (const { partnerId, throughPartnerId } of holders.values()) {
          if ((throughPartnerId ?? partnerId) === change.partnerId) found.push(`change ${at} leaves a delegation behind`);
        }
    }
  });
  return found;
}

interface Held {
  readonly partnerId: string;
  readonly serviceId: string;
  readonly throughPartnerId: string | null;
}

function delegationKey({ partnerId, serviceId, throughPartnerId }: Held): string {
  return JSON.stringify([partnerId, serviceId, throughPartnerId]);
}

/** The history folds to the state, whose revision is that of the last change. */
function contradictions({ stored, history }: CustomerEvidence): string[] {
  const folded = foldCustomer(history.map(({ change }) => change));
  if (folded.isErr()) return [`the history cannot have happened: ${folded.error.message}`];
  const found: string[] = [];
  if (!isDeepStrictEqual(stored?.state ?? null, folded.value)) found.push('the state is not what the history folds to');
  if (stored?.revision !== history.at(-1)?.revision) found.push('the state has not the revision of the last change');
  return found;
}

function wrongLists({ customers, lists }: Evidence): string[] {
  return lists.flatMap(({ partnerId, list, listed }) => {
    const expected = customers.flatMap(({ stored }) => {
      const entry = customerEntries(stored?.state ?? null)._unsafeUnwrap().get(partnerId);
      const isListed = entry !== undefined && (list === 'related' ? entry.establishedAt : entry.administersUntil) !== null;
      return isListed ? [entry] : [];
    });
    return isDeepStrictEqual(byId(listed), byId(expected)) ? [] : [`the list "${list}" of ${partnerId} is wrong`];
  });
}

function byId(entries: readonly CustomerEntry[]): readonly CustomerEntry[] {
  return [...entries].sort((one, other) => (one.customer.id < other.customer.id ? -1 : 1));
}
