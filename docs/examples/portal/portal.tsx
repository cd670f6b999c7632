import { readFileSync } from 'node:fs';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { roleHttpStatuses } from 'partner-relationships/roles';
import type { PortalEnv } from './context';
import { page } from './layout';
import { chooseLanguage, findLanguage, textsIn } from './languages';
import type { Portal } from './open-portal';
import { accessPage } from './pages/customer-access';
import { customerHistory } from './pages/customer-history';
import { customerNamePage } from './pages/customer-name';
import { customerPage } from './pages/customer';
import { invitationPage } from './pages/invitation';
import { duePage } from './pages/operator-due';
import { customersPage } from './pages/operator-customers';
import { oneCustomerPage } from './pages/operator-customer';
import { onePartnerPage } from './pages/operator-partner';
import { partnersPage } from './pages/operator-partners';
import { outboxPage } from './pages/outbox';
import { partnerCustomerPage } from './pages/partner-customer';
import { partnerCustomersPage } from './pages/partner-customers';
import { delegationPage } from './pages/partner-delegation';
import { emailPage } from './pages/partner-email';
import { endingPage } from './pages/partner-ending';
import { partnerNamePage } from './pages/partner-name';
import { newCustomerPage } from './pages/partner-new-customer';
import { draftPage } from './pages/partner-offer';
import { offersPage } from './pages/partner-offers';
import { requestsPage } from './pages/partner-requests';
import { removalPage } from './pages/removal';
import { offerPage } from './pages/role-offer';
import { terminationPage } from './pages/termination';
import type { Problem } from './problem';
import { personOf, signIn, type Person } from './sign-in';

const css = readFileSync(new URL('style.css', import.meta.url), 'utf8');

/** The whole portal: which page is where, and who may see it. */
export function portalApp(portal: Portal): Hono<PortalEnv<Person | null>> {
  const app = new Hono<PortalEnv<Person | null>>();
  app.use((c, next) => (c.req.path === '/outbox/mail' ? mailHeaders : headers)(c, next));
  app.get('/style.css', (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.use(findLanguage, async (c, next) => {
    c.set('texts', textsIn(c.get('language')));
    c.set('service', portal.service);
    c.set('roles', portal.roles);
    c.set('db', portal.db);
    c.set('origin', portal.origin);
    // PostgreSQL keeps no text with this character. `fieldsOf` refuses it in a form.
    if (c.req.url.includes('%00')) throw new HTTPException(400);
    c.set('person', await personOf(c, portal));
    await next();
  });
  app.use(csrf({ origin: portal.origin }));
  // Long forms take long to read. Only who is signed in may send one: an email that is pasted back.
  app.use((c, next) => (c.req.path === '/partner/email' ? next() : shortForm(c, next)));

  app.get('/', (c) => c.redirect(c.var.person === null ? '/sign-in' : `/${c.var.person.kind}`));
  app.route('/sign-in', signIn);
  app.route('/language', chooseLanguage);
  app.route('/outbox', outboxPage);

  app.use('/invitation', only('customer'));
  app.route('/invitation', invitationPage);
  app.use('/offer', only('customer'));
  app.route('/offer', offerPage);
  app.use('/customer/*', only('customer'));
  app.route('/customer', customerPage);
  app.route('/customer/removal', removalPage);
  app.route('/customer/access', accessPage);
  app.route('/customer/termination', terminationPage);
  app.route('/customer/history', customerHistory);
  app.route('/customer/name', customerNamePage);

  app.use('/partner/*', only('partner'));
  app.on('POST', ['/partner', '/partner/*'], agentsOnly);
  app.use('/partner/email', bodyLimit({ maxSize: 4_000_000 }));
  app.route('/partner', requestsPage);
  app.route('/partner/email', emailPage);
  app.route('/partner/customers', partnerCustomersPage);
  app.route('/partner/customer', partnerCustomerPage);
  app.route('/partner/new-customer', newCustomerPage);
  app.route('/partner/offers', offersPage);
  app.route('/partner/offer', draftPage);
  app.route('/partner/delegation', delegationPage);
  app.route('/partner/ending', endingPage);
  app.route('/partner/name', partnerNamePage);

  app.use('/operator/*', only('operator'));
  app.route('/operator', partnersPage);
  app.route('/operator/partner', onePartnerPage);
  app.route('/operator/customers', customersPage);
  app.route('/operator/customer', oneCustomerPage);
  app.route('/operator/due', duePage);

  app.notFound((c) => {
    c.status(404);
    return page(c, c.var.texts.notFound, null);
  });
  app.onError((error, c) => {
    const { texts } = c.var;
    if (error instanceof HTTPException) {
      c.status(error.status);
      return page(c, error.status === 404 ? texts.notFound : texts.badRequest, null);
    }
    if (isProblem(error.cause)) return page(c, texts.failed, null, error.cause);
    console.error(error);
    c.status(500);
    return page(c, texts.failed, null);
  });
  return app;
}

const shortForm = bodyLimit({ maxSize: 100_000 });

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // With no-referrer, browsers would send no origin with our own forms.
  referrerPolicy: 'same-origin',
});

/** For an email in a frame, which is not ours: nothing in it runs. */
const mailHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'unsafe-inline'"],
    sandbox: ['allow-top-navigation-by-user-activation'],
    frameAncestors: ["'self'"],
  },
});

/** Lets nobody else in: who is not signed in does so first, and then comes back. */
function only(kind: Person['kind']): MiddlewareHandler<PortalEnv<Person | null>> {
  return async (c, next) => {
    const { person, texts } = c.var;
    if (person?.kind === kind) return next();
    const { pathname, search } = new URL(c.req.url);
    const to = `/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`;
    if (person === null) return c.redirect(to, 303);
    c.status(403);
    return page(c, texts.notYours, <a href={to}>{texts.signIn.title}</a>);
  };
}

/** Lets only those act for a partner that are its agents. Others use what is within the reach of their groups. */
const agentsOnly: MiddlewareHandler<PortalEnv<Person | null>> = async (c, next) => {
  const { person, texts } = c.var;
  if (person?.kind === 'partner' && person.agentRoles.includes('admin-agent')) return next();
  c.status(403);
  return page(c, texts.notYours, null);
};

function isProblem(cause: unknown): cause is Problem {
  return cause instanceof Object && 'code' in cause && Object.hasOwn(roleHttpStatuses, String(cause.code));
}
