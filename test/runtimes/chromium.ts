import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from '../fixtures/chromium';
import { importMap } from './import-map';
import type { Built, Runtime } from './runtime';

const SPECIFIERS = ['partner-relationships', 'partner-relationships/schema', 'neverthrow', 'zod', 'zod/mini'];

const page = (imports: string, script: string): string =>
  `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${imports}</script>
<script type="module">${script}; document.title = 'done';</script>`;

/** A browser has no require(), so a bundler removes it; the browser itself follows an import. */
async function scriptFor(folder: string, { functionFile, isEsm }: Built): Promise<string> {
  if (isEsm) return `import { run } from '/${relative(folder, functionFile)}'; await run()`;
  const contents = `import { run } from ${JSON.stringify(functionFile)};\nawait run();\n`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** Serves the files of the project, and each page that it gets. */
function serverOf(folder: string, pages: ReadonlyMap<string, string>): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const text = pages.get(path);
    const type = text === undefined && extname(path) !== '.html' ? 'text/javascript' : 'text/html';
    const body = text === undefined ? readFile(join(folder, path)) : Promise.resolve(text);
    body.then(
      (content) => response.writeHead(200, { 'content-type': type }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ server, origin: `http://127.0.0.1:${port}` });
    });
  });
}

export async function chromium(folder: string): Promise<Runtime> {
  const pages = new Map<string, string>();
  const browser = await launchChromium();
  const { server, origin } = await serverOf(folder, pages);
  return {
    name: 'Chromium',
    version: browser.version(),
    run: async (program) => {
      const path = `/page-${pages.size + 1}.html`;
      pages.set(path, page(importMap(folder, SPECIFIERS), await scriptFor(folder, program)));
      const tab = await browser.newPage();
      const printed: string[] = [];
      tab.on('console', (message) => printed.push(message.text()));
      const failure = new Promise<never>((_, reject) => tab.once('pageerror', reject));
      const done = tab.goto(origin + path).then(() => tab.waitForFunction("document.title === 'done'"));
      try {
        await Promise.race([done, failure]);
      } catch (error) {
        throw new Error(`${String(error)}\n${printed.join('\n')}`, { cause: error });
      } finally {
        await tab.close();
      }
      return printed.join('\n');
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
