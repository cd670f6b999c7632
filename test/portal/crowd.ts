import { performance } from 'node:perf_hooks';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { ErrorCode } from 'partner-relationships';
import { english } from '../../docs/examples/portal/texts/english';
import { seeded, type Random } from '../fixtures/random';
import { linkOn, textOf, Visitor, type Page } from './visitor';

/** What many people did in a portal at the same time. */
export interface Use {
  /** Milliseconds from each click to the whole page. */
  readonly reading: number[];
  readonly changing: number[];
  /** How often each error was shown that a rule gives. */
  readonly refusals: Map<ErrorCode, number>;
  /** Whatever else went wrong, in words. */
  readonly failures: string[];
}

/** An answer that takes so long is none. */
const MOST_MS = 120_000;

/** What commands may be refused for when people get in each other's way. */
const byRule: readonly ErrorCode[] = [
  'service-held',
  'request-is-revoked',
  'partner-is-suspended',
  'operation-denied',
  'limit-exceeded',
  'active-subscriptions',
];

const customers = ['Tomás, Tailspin Toys', 'Teresa, Tailspin Toys', "Margie, Margie's Travel", 'Inês, Livraria Açucena'];
const partners = ['Carla, Contoso', 'Filipe, Fabrikam', 'Wei, Wingtip Distribution', 'Lídia, Litware Advisers'];
const operator = 'Olga, Marketplace';

/** Lets so many people use the portal at this address for so long, each pausing before each click. */
export async function useByMany(
  origin: string,
  how: { readonly people: number; readonly forMs: number; readonly pauseMs: number; readonly seed: number },
): Promise<Use> {
  const use: Use = { reading: [], changing: [], refusals: new Map(), failures: [] };
  const links: string[] = [];
  const end = performance.now() + how.forMs;
  const app = {
    request: (url: string | Request | URL, init?: RequestInit) =>
      fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(MOST_MS) }),
  };
  const live = async (at: number): Promise<void> => {
    const random = seeded(how.seed + at);
    const visitor = new Visitor(app, origin);
    const kind = at === 0 ? 'operator' : at % 2 === 0 ? 'partner' : 'customer';
    const who = kind === 'operator' ? operator : random.pick(kind === 'partner' ? partners : customers);
    const person = new Person(visitor, use, random, () => elapsed(how.pauseMs * (0.5 + random.fraction())));
    await person.open('/sign-in');
    await person.press(who);
    while (performance.now() < end) {
      if (kind === 'operator') await operate(person);
      else if (kind === 'partner') await partnerUp(person, links);
      else await choose(person, links);
    }
  };
  const lives = Array.from({ length: how.people }, (_, at) => live(at));
  await Promise.all(lives.map((one) => one.catch((error: unknown) => use.failures.push(String(error)))));
  return use;
}

/** Somebody who clicks, and notes how long it took and what came of it. */
class Person {
  readonly random: Random;
  readonly #visitor: Visitor;
  readonly #use: Use;
  readonly #pause: () => Promise<unknown>;

  constructor(visitor: Visitor, use: Use, random: Random, pause: () => Promise<unknown>) {
    this.#visitor = visitor;
    this.#use = use;
    this.random = random;
    this.#pause = pause;
  }

  async open(to: string): Promise<Page> {
    await this.#pause();
    return this.#timed(this.#use.reading, () => this.#visitor.open(to));
  }

  async press(...pressed: Parameters<Visitor['press']>): Promise<Page> {
    await this.#pause();
    return this.#timed(this.#use.changing, () => this.#visitor.press(...pressed));
  }

  /** Whether the page has this button, which depends on what others did. */
  sees(button: string): boolean {
    return this.#visitor.page.elements.some((one) => one.tagName === 'button' && textOf(one) === button);
  }

  async #timed(times: number[], act: () => Promise<Page>): Promise<Page> {
    const start = performance.now();
    const page = await act();
    times.push(performance.now() - start);
    if (page.status === 200) return page;
    const codes = Object.entries(english.errors).filter(([, text]) => page.text.includes(text));
    const code = byRule.find((one) => codes.some(([shown]) => shown === one));
    // A customer that has just ended what it had with a partner is no longer on its pages.
    const isGone = page.status === 404 && page.text.includes(english.notFound);
    if (code !== undefined) this.#use.refusals.set(code, (this.#use.refusals.get(code) ?? 0) + 1);
    else if (!isGone) this.#use.failures.push(`${page.status} at ${page.path}: ${page.text}`);
    return page;
  }
}

async function partnerUp(person: Person, links: string[]): Promise<void> {
  const { random } = person;
  await person.open('/partner');
  if (random.chance(0.3)) {
    const email = await person.press(english.requests.open);
    if (email.status === 200) links.push(linkOn(email));
    if (random.chance(0.5) && email.status === 200) await person.press(english.email.send, { to: 'a@b.example' });
  } else if (random.chance(0.15) && person.sees(english.requests.revoke)) {
    await person.press(english.requests.revoke);
  }
  const list = await person.open('/partner/customers');
  const theirs = list.links.map(({ href }) => href).filter((href) => href.startsWith('/partner/customer?'));
  if (theirs.length === 0) return;
  const customer = await person.open(random.pick(theirs));
  if (customer.status !== 200) return;
  if (random.chance(0.2)) await person.press(english.customer.sellIt);
  else if (random.chance(0.1) && person.sees(english.customer.relinquish)) {
    await person.press(english.customer.relinquish);
  }
}

async function choose(person: Person, links: readonly string[]): Promise<void> {
  const { random } = person;
  if (links.length > 0) {
    await person.open(random.pick(links));
    if (person.sees(english.invitation.accept)) {
      await person.press(english.invitation.accept, { service: random.some(['exchange-online', 'teams', 'intune']) });
      if (person.sees(english.invitation.replace)) await person.press(english.invitation.replace);
    }
  }
  const own = await person.open('/customer');
  const removals = own.links.map(({ href }) => href).filter((href) => href.startsWith('/customer/removal'));
  if (removals.length > 0 && random.chance(0.4)) {
    await person.open(random.pick(removals));
    if (person.sees(english.removal.remove)) await person.press(english.removal.remove);
  }
  if (random.chance(0.3)) await person.open('/customer/history');
}

async function operate(person: Person): Promise<void> {
  const { random } = person;
  await person.open('/operator');
  await person.open('/operator/partner?id=litware');
  const button = person.sees(english.partner.suspend) ? english.partner.suspend : english.partner.reinstate;
  await person.press(button, { reason: 'file 7' });
  await person.open(`/operator/customer?id=${random.pick(['tailspin', 'margie', 'acucena'])}`);
  if (random.chance(0.1) && person.sees(english.oneCustomer.remove)) {
    await person.press(english.oneCustomer.remove, { reason: 'file 9' });
  }
}
