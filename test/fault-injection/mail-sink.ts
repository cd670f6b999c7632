import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Mail } from '../../docs/examples/notifications/send-mails';

/** Takes mails over HTTP, as a mail server does: one without an answer may have arrived all the same. */
export interface MailSink {
  readonly url: string;
  /** All that arrived, in this order, also what came again. */
  readonly arrived: readonly Mail[];
  readonly take: (mail: Mail) => void;
  /** Resolves when this many further mails have arrived. The last of them gets no answer. */
  readonly withholdAnswer: (after: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openMailSink(): Promise<MailSink> {
  const arrived: Mail[] = [];
  let withheld: { readonly at: number; readonly resolve: () => void } | null = null;

  const server = createServer((request, response) => {
    void mailIn(request).then((mail) => {
      // The one that sent it was killed before it had sent all of it.
      if (mail === null) return;
      arrived.push(mail);
      if (withheld === null || arrived.length < withheld.at) {
        response.end();
      } else {
        withheld.resolve();
        withheld = null;
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrived,
    take: (mail) => arrived.push(mail),
    withholdAnswer: (after) =>
      new Promise((resolve) => {
        withheld = { at: arrived.length + after, resolve };
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function mailIn(request: IncomingMessage): Promise<Mail | null> {
  try {
    return JSON.parse(await text(request)) as Mail;
  } catch {
    return null;
  }
}
