import type Database from 'libsql';
import type { Acceptance, Answer, Contestant } from './acceptances';
import {
  BY_HAND,
  decideByHand,
  NEW_CUSTOMER,
  type DelegationRow,
  type Holdings,
  type RequestRow,
  type Writes,
} from './by-hand';
import type { Market } from '../../fixtures/market';

/** A statement of libsql: prepared once, run with what it is asked. */
type Statement = (...values: readonly (string | number | null)[]) => unknown;

/** Makes the tables, with the partners and their requests. */
export function byHandOnSqlite(file: Database.Database, { seller, rival, adviser }: Market): Contestant {
  for (const statement of BY_HAND) file.exec(statement);
  const run = (text: string): Statement => {
    const statement = file.prepare(text);
    return (...values) => statement.run(...values);
  };
  const all = (text: string): ((...values: readonly string[]) => unknown[]) => {
    const statement = file.prepare(text);
    return (...values) => statement.all(...values);
  };
  const statements = {
    begin: run('begin immediate'),
    commit: run('commit'),
    rollback: run('rollback'),
    request: all(
      `select request.id, request.revoked_at, partner.id as partner_id, partner.program
       from request join partner on partner.id = request.partner_id where token = ?`,
    ),
    customer: all('select 1 from customer where id = ?'),
    holdings: all(
      `select exists (select 1 from relationship where customer_id = ? and partner_id = ?) as related,
         (select max(position) from change where customer_id = ?) as changes`,
    ),
    delegations: all('select service_id, partner_id, transacting from delegation where customer_id = ?'),
    register: run('insert into customer values (?, ?)'),
    establish: run('insert into relationship values (?, ?, ?, ?)'),
    remove: run('delete from delegation where customer_id = ? and service_id = ? and transacting'),
    grant: run('insert into delegation values (?, ?, ?, ?, null, ?)'),
    record: run('insert into change values (?, ?, ?)'),
  };
  for (const { partner, request } of [seller, rival, adviser]) {
    run('insert into partner values (?, ?, ?)')(partner.id, partner.name, partner.program);
    run('insert into request values (?, ?, ?, null, null)')(request.token, request.id, partner.id);
  }

  // `begin immediate` locks the whole file, so nobody comes in between.
  const holdingsOf = (customerId: string, partnerId: string): Holdings => {
    if (statements.customer(customerId).length === 0) return NEW_CUSTOMER;
    const [found] = statements.holdings(customerId, partnerId, customerId) as { related: number; changes: number }[];
    if (found === undefined) throw new Error('a select without a from has a row');
    const delegations = statements.delegations(customerId) as DelegationRow[];
    return { isNew: false, isRelated: found.related === 1, changes: found.changes, delegations };
  };

  const write = (customerId: string, request: RequestRow, holdings: Holdings, writes: Writes, at: string): void => {
    const partnerId = request.partner_id;
    if (holdings.isNew) statements.register(customerId, customerId);
    if (writes.establishes) statements.establish(customerId, partnerId, at, request.id);
    for (const held of writes.removed) statements.remove(customerId, held.service_id);
    for (const service of writes.granted) {
      statements.grant(customerId, service, partnerId, writes.transacting ? 1 : 0, at);
    }
    for (const [at0, change] of writes.changes.entries()) {
      statements.record(customerId, holdings.changes + 1 + at0, change);
    }
  };

  const accept = (acceptance: Acceptance): Answer => {
    const { invitation, customerId } = acceptance;
    const [request] = statements.request(invitation.request.token) as RequestRow[];
    if (request === undefined) throw new Error('the invitation is unknown');
    const holdings = holdingsOf(customerId, request.partner_id);
    const at = new Date().toISOString();
    const decided = decideByHand(acceptance, request, holdings, at);
    if (typeof decided === 'string') return decided;
    write(customerId, request, holdings, decided, at);
    return 'accepted';
  };

  return {
    name: 'by hand',
    accept: (acceptance) => {
      statements.begin();
      try {
        const answer = accept(acceptance);
        statements.commit();
        return Promise.resolve(answer);
      } catch (error) {
        statements.rollback();
        throw error;
      }
    },
  };
}
