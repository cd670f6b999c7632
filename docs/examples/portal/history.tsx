import type { Child } from 'hono/jsx';
import { valueOrThrow, type Actor, type PartnerId, type RelationshipChange } from 'partner-relationships';
import type { PortalEnv } from './context';
import { customerNames, Name, partnerNames, whoDid } from './names';

interface HistoryProps {
  readonly portal: Omit<PortalEnv['Variables'], 'person'>;
  /** Of the customer or partner. */
  readonly id: string;
  /** Where the page begins: a cursor of the page before. */
  readonly after: string | null;
  /** The address of the page, up to the cursor. */
  readonly path: string;
}

/** A page of a customer's history, the oldest change first. */
export async function CustomerHistory({ portal: { service, texts }, id, after, path }: HistoryProps): Promise<Child> {
  const { items, next } = valueOrThrow(await service.historyOf(id, { after, limit: 50 }));
  const changes = items.map(({ change }) => change);
  const partnerName = await partnerNames(service, changes.flatMap(partnersIn));
  const state = valueOrThrow(await service.relationshipsOf(id));
  const customer = <Name>{state?.customer.name ?? id}</Name>;
  const lines = changes.map((change) => ({
    at: change.at,
    what: texts.history.change(change, partnerName),
    who: whoDid(change.by, texts, partnerName, customer),
  }));
  return <Lines {...{ lines, next, path }} texts={texts} />;
}

/** A page of the history of a partner's account. */
export async function PartnerHistory({ portal: { service, texts }, id, after, path }: HistoryProps): Promise<Child> {
  const { items, next } = valueOrThrow(await service.partnerHistoryOf(id, { after, limit: 50 }));
  const actors = items.flatMap(({ change }) => ('by' in change && change.by !== null ? [change.by] : []));
  const resellers = actors.flatMap((by) => (by.kind === 'partner' ? by.partnerId : []));
  const customers = actors.flatMap((by) => (by.kind === 'customer' ? by.customerId : []));
  const partnerName = await partnerNames(service, [id, ...resellers]);
  const customerName = await customerNames(service, customers);
  const who = (by: Actor): Child =>
    whoDid(by, texts, partnerName, by.kind === 'customer' ? customerName(by.customerId) : null);
  const lines = items.map(({ change }) => ({
    at: change.at,
    what: texts.history.accountChange(change),
    who: 'by' in change && change.by !== null ? who(change.by) : null,
  }));
  return <Lines {...{ lines, next, path }} texts={texts} />;
}

function partnersIn(change: RelationshipChange): PartnerId[] {
  const own = 'partnerId' in change ? [change.partnerId] : [];
  const holder = 'delegation' in change ? [change.delegation.partnerId] : [];
  const acting = change.by.kind === 'partner' ? [change.by.partnerId] : [];
  const other = change.kind === 'delegation-removed' && change.reason.kind === 'replaced' && [change.reason.partnerId];
  return [...own, ...holder, ...acting, ...(other || [])];
}

interface Line {
  readonly at: string;
  readonly what: Child;
  readonly who: Child;
}

interface LinesOfHistory extends Pick<HistoryProps['portal'], 'texts'> {
  readonly lines: readonly Line[];
  readonly next: string | null;
  readonly path: string;
}

function Lines({ lines, next, path, texts }: LinesOfHistory): Child {
  if (lines.length === 0) return <p>{texts.history.nothing}</p>;
  return (
    <>
      <ol>
        {lines.map(({ at, what, who }) => (
          <li>{texts.history.line(texts.moment(at), what, who)}</li>
        ))}
      </ol>
      {next !== null && <a href={`${path}after=${encodeURIComponent(next)}`}>{texts.next}</a>}
    </>
  );
}
