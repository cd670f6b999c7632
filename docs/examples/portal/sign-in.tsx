/**
 * A stand-in: whoever comes chooses who to be. Your application replaces this file by its sign-in. The other files use
 * of it `Person` and its three kinds, `personOf`, `userName`, `mailLanguage`, `actorOf`, and the page `signIn`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { valueOrThrow, type RelationshipService, type UncheckedActor } from 'partner-relationships';
import type { AgentRole } from 'partner-relationships/roles';
import { fieldsOf, type PortalEnv } from './context';
import { page } from './layout';
import type { Portal } from './open-portal';
import { withinPortal } from './within-portal';

interface PersonOf<Kind extends UncheckedActor['kind']> {
  /** Opaque: histories record it for good, and only this directory knows whom it names. */
  readonly userId: string;
  readonly name: string;
  readonly kind: Kind;
  readonly organization: { readonly id: string; readonly name: string };
  /** Of the mails to the organization: a tag of BCP 47. */
  readonly language: string;
}

export interface PartnerPerson extends PersonOf<'partner'> {
  /** What it may do in its organization. */
  readonly agentRoles: readonly AgentRole[];
  /** The groups that it is in, by which roles reach it. */
  readonly groups: readonly string[];
}

export type CustomerPerson = PersonOf<'customer'>;
export type OperatorPerson = PersonOf<'operator'>;
export type Person = PartnerPerson | CustomerPerson | OperatorPerson;

const people: readonly Person[] = [
  person('u-41', 'Tomás', 'customer', 'tailspin', 'Tailspin Toys'),
  person('u-42', 'Teresa', 'customer', 'tailspin', 'Tailspin Toys'),
  person('u-43', 'Margie', 'customer', 'margie', "Margie's Travel"),
  person('u-44', 'Inês', 'customer', 'acucena', 'Livraria Açucena', 'pt'),
  person('u-45', '林晓', 'customer', 'qingshi', '青石书店', 'zh-Hans'),
  agent('u-11', 'Carla', 'contoso', 'Contoso'),
  technician('u-16', 'Theo', 'contoso', 'Contoso', 'contoso-mail'),
  agent('u-12', 'Filipe', 'fabrikam', 'Fabrikam'),
  agent('u-13', 'Wei', 'wingtip', 'Wingtip Distribution'),
  agent('u-14', 'Nora', 'northwind', 'Northwind'),
  agent('u-15', 'Lídia', 'litware', 'Litware Advisers'),
  person('u-90', 'Olga', 'operator', 'marketplace', 'Marketplace'),
];

function person<Kind extends Person['kind']>(
  userId: string,
  name: string,
  kind: Kind,
  id: string,
  organization: string,
  language: string = 'en',
): PersonOf<Kind> {
  return { userId, name, kind, organization: { id, name: organization }, language };
}

/** Somebody who acts for a partner in everything. */
function agent(userId: string, name: string, id: string, organization: string): PartnerPerson {
  return { ...person(userId, name, 'partner', id, organization), agentRoles: ['admin-agent'], groups: [] };
}

/** Somebody who does what the roles of a group permit, and nothing else. */
function technician(userId: string, name: string, id: string, organization: string, group: string): PartnerPerson {
  return { ...person(userId, name, 'partner', id, organization), agentRoles: [], groups: [group] };
}

/** The name of a user in a history; null for one who has left the directory. */
export function userName(userId: string): string | null {
  return people.find((one) => one.userId === userId)?.name ?? null;
}

/** The language of mails to an organization; English if the directory does not know it. */
export function mailLanguage(kind: Person['kind'], organizationId: string): string {
  const one = people.find((person) => person.kind === kind && person.organization.id === organizationId);
  return one?.language ?? 'en';
}

/** Who acts, for the service: always from the session, never from a form. */
export function actorOf({ userId, kind, organization: { id } }: Person): UncheckedActor {
  switch (kind) {
    case 'partner':
      return { kind, partnerId: id, userId };
    case 'customer':
      return { kind, customerId: id, userId };
    case 'operator':
      return { kind, userId };
  }
}

/** Only a page over https can set a cookie with this prefix, and no other host can set it for us. */
const cookieOf = (origin: string): string => (origin.startsWith('https:') ? '__Host-session' : 'session');

/** After so many seconds a session has ended, also for who has copied its cookie. */
const SESSION_LASTS = 8 * 60 * 60;

/** The id of a session in the database, of which nobody who reads the database can make the cookie. */
function sessionOf(cookie: string | undefined): string {
  return createHash('sha256').update(cookie ?? '').digest('hex');
}

export async function personOf(c: Context, { service, db, origin }: Portal): Promise<Person | null> {
  const session = await db
    .selectFrom('portal_sessions')
    .select('user_id')
    .where('id', '=', sessionOf(getCookie(c, cookieOf(origin))))
    .where('ends_at', '>', new Date().toISOString())
    .executeTakeFirst();
  const found = people.find(({ userId }) => userId === session?.user_id);
  return found === undefined ? null : atPresent(found, service);
}

/**
 * The directory has the names that organizations had at first, which can change. Nobody is left of a customer that was
 * erased: an acceptance would bring it back.
 */
async function atPresent(one: Person, service: RelationshipService): Promise<Person | null> {
  const { id } = one.organization;
  switch (one.kind) {
    case 'partner':
      return { ...one, organization: valueOrThrow(await service.accountOf(id)).partner };
    case 'customer': {
      const state = valueOrThrow(await service.relationshipsOf(id));
      if (state !== null) return { ...one, organization: state.customer };
      // One that has accepted nothing is not known yet.
      const [first] = valueOrThrow(await service.historyOf(id, { limit: 1 })).items;
      return first === undefined ? one : null;
    }
    case 'operator':
      return one;
  }
}

export const signIn = new Hono<PortalEnv<Person | null>>();

signIn.get('/', async (c) => {
  const { service, texts } = c.var;
  const present = (await Promise.all(people.map((one) => atPresent(one, service)))).filter((one) => one !== null);
  const groups = (['customer', 'partner', 'operator'] as const).map((kind) => (
    <section>
      <h2>{texts.signIn.groups[kind]}</h2>
      <ul class="choices">
        {present
          .filter((one) => one.kind === kind)
          .map(({ userId, name, organization }) => (
            <li>
              <button name="user" value={userId}>
                <bdi>{name}</bdi>, <bdi>{organization.name}</bdi>
              </button>
            </li>
          ))}
      </ul>
    </section>
  ));
  return page(
    c,
    texts.signIn.title,
    <>
      <p>{texts.signIn.standIn}</p>
      <form method="post" action="/sign-in">
        <input type="hidden" name="to" value={c.req.query('to') ?? '/'} />
        {groups}
      </form>
    </>,
  );
});

signIn.post('/', async (c) => {
  const { db, origin } = c.var;
  const form = await fieldsOf(c);
  const chosen = people.find(({ userId }) => userId === form.one('user'));
  if (chosen === undefined) return c.redirect('/sign-in', 303);
  // A new session each time, so that nobody can have known its cookie before.
  const cookie = randomBytes(32).toString('base64url');
  const before = sessionOf(getCookie(c, cookieOf(origin)));
  const now = Date.now();
  await db
    .deleteFrom('portal_sessions')
    .where((session) => session.or([session('id', '=', before), session('ends_at', '<=', new Date(now).toISOString())]))
    .execute();
  const ends_at = new Date(now + SESSION_LASTS * 1000).toISOString();
  await db.insertInto('portal_sessions').values({ id: sessionOf(cookie), user_id: chosen.userId, ends_at }).execute();
  const secure = origin.startsWith('https:');
  setCookie(c, cookieOf(origin), cookie, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: SESSION_LASTS });
  return c.redirect(withinPortal(form.one('to'), origin), 303);
});

signIn.post('/out', async (c) => {
  const { db, origin } = c.var;
  const cookie = deleteCookie(c, cookieOf(origin), { path: '/', secure: origin.startsWith('https:') });
  await db.deleteFrom('portal_sessions').where('id', '=', sessionOf(cookie)).execute();
  return c.redirect('/sign-in', 303);
});
