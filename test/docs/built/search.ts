import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

type Listener = (event: object) => void;

/** The parts of an element that the search needs. */
class Element {
  readonly dataset: Record<string, string> = { base: './' };
  readonly classList = { value: '', add() {}, remove() {}, toggle() {}, contains: () => false };
  readonly style = { removeProperty() {} };
  readonly listeners = new Map<string, Listener>();
  readonly children: Element[] = [];
  readonly parentElement = null;
  value = '';
  href = '';
  onHtml: () => void = () => {};
  set innerHTML(_html: string) {
    this.children.length = 0;
    this.onHtml();
  }
  addEventListener(type: string, listener: Listener) {
    this.listeners.set(type, listener);
  }
  append(...children: Element[]) {
    this.children.push(...children);
  }
  appendChild(child: Element) {
    this.children.push(child);
    return child;
  }
  querySelector() {
    return null;
  }
  querySelectorAll() {
    return [];
  }
  setAttribute() {}
  getAttribute() {
    return null;
  }
}

/** The addresses of the pages that the search of a built site finds, best first; runs the site's own code. */
export async function searchIn(site: string): Promise<(query: string) => readonly string[]> {
  const asset = (name: string): string => readFileSync(join(site, 'assets', name), 'utf8');
  const elements = new Map<string, Element>();
  const elementWith = (id: string): Element => {
    const element = elements.get(id) ?? new Element();
    elements.set(id, element);
    return element;
  };
  let pending: (() => void) | undefined;
  const window: Record<string, unknown> = {
    document: {
      documentElement: new Element(),
      head: new Element(),
      body: new Element(),
      getElementById: (id: string) => (id.startsWith('tsd-search') ? elementWith(id) : null),
      createElement: () => new Element(),
      querySelector: () => null,
      querySelectorAll: () => [],
      addEventListener() {},
    },
    navigator: { userAgent: '' },
    location: { pathname: '/', hash: '' },
    translations: new Proxy({}, { get: (_, key) => String(key) }),
    addEventListener() {},
    // The search waits for a pause in typing, which it need not do here.
    setTimeout: (task: () => void) => {
      pending = task;
    },
    clearTimeout() {},
    ...{ atob, Blob, DecompressionStream, Response, Uint8Array, URL, console },
  };
  window['window'] = window;
  vm.createContext(window);
  vm.runInContext(asset('search.js'), window);
  // The search clears its status once the index is loaded.
  const ready = new Promise<void>((resolve) => {
    elementWith('tsd-search-status').onHtml = resolve;
  });
  vm.runInContext(asset('main.js'), window);
  await ready;
  return (query) => {
    const field = elementWith('tsd-search-input');
    field.value = query;
    field.listeners.get('input')?.({});
    pending?.();
    return elementWith('tsd-search-results').children.map(({ children: [link] }) => link?.href.slice(2) ?? '');
  };
}
