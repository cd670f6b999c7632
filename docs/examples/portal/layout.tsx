import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { roleHttpStatuses } from 'partner-relationships/roles';
import { languages } from './languages';
import { problemInWords, type Problem } from './problem';
import type { Person } from './sign-in';
import type { Texts } from './texts/english';

const places: Readonly<Record<Person['kind'], readonly (keyof Texts['places'])[]>> = {
  customer: ['/customer', '/customer/access', '/customer/history', '/customer/name'],
  partner: ['/partner', '/partner/customers', '/partner/offers', '/partner/ending', '/partner/name'],
  operator: ['/operator', '/operator/customers', '/operator/due'],
};

/** Answers with a page. With a problem, the page says what was wrong and has the status of the error. */
export async function page(
  c: Context,
  title: string,
  children: Child,
  problem: Problem | null = null,
): Promise<Response> {
  const texts: Texts = c.get('texts');
  // Not there yet if the session could not be read.
  const person: Person | null | undefined = c.get('person');
  const done = c.req.query('done');
  const { pathname, search } = new URL(c.req.url);
  const whole = html`<!doctype html>${(
    <html lang={texts.lang} dir={texts.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>
          {problem && texts.problemInTitle}
          {title}
        </title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <nav aria-label={texts.navigation}>
            {person &&
              places[person.kind].map((place) => (
                <a href={place} aria-current={c.req.path === place ? 'page' : undefined}>
                  {texts.places[place]}
                </a>
              ))}
            <a href="/outbox">{texts.places['/outbox']}</a>
          </nav>
          <form method="post" action="/language" aria-label={texts.language}>
            <input type="hidden" name="to" value={`${pathname}${search}`} />
            {languages.map(({ lang, name }) => (
              <button name="language" value={lang} lang={lang} aria-current={lang === texts.lang ? 'true' : undefined}>
                {name}
              </button>
            ))}
          </form>
          {person && (
            <form method="post" action="/sign-in/out">
              <bdi>{person.name}</bdi>, <bdi>{person.organization.name}</bdi> <button>{texts.signIn.out}</button>
            </form>
          )}
        </header>
        <main>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {problem ? (
            <div role="alert" id="problem">
              {problemInWords(problem, texts)}
            </div>
          ) : (
            done !== undefined && Object.hasOwn(texts.done, done) && (
              <div role="status">{texts.done[done as keyof Texts['done']]}</div>
            )
          )}
          {children}
        </main>
      </body>
    </html>
  )}`;
  c.header('Cache-Control', 'no-store');
  if (problem !== null) {
    const status = roleHttpStatuses[problem.code];
    c.status(status);
    // Not the fault of who is reading.
    if (status >= 500) console.error(problem);
  }
  return c.html(await whole);
}
