import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Hono } from 'hono';

/** What a browser without JavaScript shows: a page, where it is, and its forms. */
export interface Page {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What is read, with single spaces. */
  readonly text: string;
  readonly title: string;
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly elements: readonly Tree.Element[];
}

type Values = Readonly<Record<string, string | readonly string[]>>;

/** A browser of its own, with its cookies; it follows redirects, and sends forms as they stand in the page. */
export class Visitor {
  readonly #app: Pick<Hono, 'request'>;
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  #page: Page | null = null;

  constructor(app: Pick<Hono, 'request'>, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('no page is open');
    return this.#page;
  }

  async open(to: string): Promise<Page> {
    return this.#go(to, { method: 'GET' });
  }

  /** Shows a page of before again, as the button back does, and a second click before the answer is there. */
  back(page: Page): void {
    this.#page = page;
  }

  /** Follows the first link with this text. */
  async follow(text: string): Promise<Page> {
    const link = this.page.links.find((one) => one.text === text);
    if (link === undefined) throw new Error(`no link "${text}" in: ${this.page.text}`);
    return this.open(link.href);
  }

  /** Presses the first button with this text; the values are what the person has entered or chosen. */
  async press(text: string, values: Values = {}): Promise<Page> {
    const { page } = this;
    for (const form of page.elements.filter(({ tagName }) => tagName === 'form')) {
      const inside = elementsIn(form);
      const button = inside.find((one) => one.tagName === 'button' && textOf(one) === text);
      if (button === undefined) continue;
      const sent = fieldsOf(inside, values);
      const name = attribute(button, 'name');
      if (name !== null) sent.append(name, attribute(button, 'value') ?? '');
      const action = new URL(attribute(form, 'action') ?? page.path, this.#url(page.path));
      if (attribute(form, 'method') !== 'post') return this.open(`${action.pathname}?${sent.toString()}`);
      return this.#go(action.href, { method: 'POST', body: sent, headers: { origin: this.#origin } });
    }
    throw new Error(`no button "${text}" in: ${page.text}`);
  }

  async signIn(name: string, organization: string): Promise<Page> {
    await this.open('/sign-in');
    return this.press(`${name}, ${organization}`);
  }

  async #go(to: string, init: RequestInit): Promise<Page> {
    const url = this.#url(to);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await this.#app.request(url.href, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    if (location !== null) return this.#go(new URL(location, url).href, { method: 'GET' });
    const html = await answer.text();
    const elements = elementsIn(parse(html));
    const body = elements.find(({ tagName }) => tagName === 'body');
    this.#page = {
      path: `${url.pathname}${url.search}`,
      status: answer.status,
      headers: answer.headers,
      html,
      text: body === undefined ? '' : textOf(body),
      title: elements.filter(({ tagName }) => tagName === 'title').map(textOf).join(),
      links: elements.filter(({ tagName }) => tagName === 'a').map((one) => ({
        text: textOf(one),
        href: attribute(one, 'href') ?? '',
      })),
      elements,
    };
    return this.#page;
  }

  #url(to: string): URL {
    return new URL(to, this.#origin);
  }
}

/** The link as a person copies it from the page of the email. */
export function linkOn(page: Page): string {
  const [code] = page.elements.filter(({ tagName }) => tagName === 'code');
  const [text] = code?.childNodes ?? [];
  if (text === undefined || !('value' in text)) throw new Error(`no link in: ${page.text}`);
  return text.value;
}

export function attribute({ attrs }: Tree.Element, name: string): string | null {
  return attrs.find((one) => one.name === name)?.value ?? null;
}

export function textOf(node: Tree.Node): string {
  const read = (one: Tree.Node): string => {
    if ('value' in one) return one.value;
    const inside = 'childNodes' in one ? one.childNodes.map(read).join('') : '';
    return 'tagName' in one && /^(?:p|br|li|div|h\d|td|th|tr|section|label|button)$/.test(one.tagName)
      ? ` ${inside} `
      : inside;
  };
  return read(node).replace(/\s+/g, ' ').trim();
}

function elementsIn(node: Tree.Node): Tree.Element[] {
  const inside = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : [];
  return 'tagName' in node ? [node, ...inside] : inside;
}

/** What a form sends: its fields as they are in the page, but for those that were given. */
function fieldsOf(elements: readonly Tree.Element[], values: Values): URLSearchParams {
  const sent = new URLSearchParams();
  const names = new Set<string>();
  for (const one of elements) {
    const name = attribute(one, 'name');
    if (name === null || one.tagName === 'button') continue;
    names.add(name);
    if (Object.hasOwn(values, name)) continue;
    if (one.tagName === 'textarea') sent.append(name, textOf(one));
    if (one.tagName === 'select') {
      const options = elementsIn(one).filter(({ tagName }) => tagName === 'option');
      const chosen = options.find((option) => attribute(option, 'selected') !== null) ?? options[0];
      if (chosen !== undefined) sent.append(name, attribute(chosen, 'value') ?? textOf(chosen));
    }
    if (one.tagName !== 'input') continue;
    const isBox = /^(?:checkbox|radio)$/.test(attribute(one, 'type') ?? '');
    if (!isBox || attribute(one, 'checked') !== null) sent.append(name, attribute(one, 'value') ?? '');
  }
  for (const [name, value] of Object.entries(values)) {
    // A person can fill in only what is there.
    if (!names.has(name)) throw new Error(`no field "${name}" in the form`);
    for (const each of [value].flat()) sent.append(name, each);
  }
  return sent;
}
