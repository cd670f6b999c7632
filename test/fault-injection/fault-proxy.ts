import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { answersIn, requestsIn, type Request } from './postgres-messages';

/** A fault of a request or its answer. */
export type Fault =
  /** Nothing of the request arrives, and the connection breaks. */
  | { readonly kind: 'request-lost' }
  /** A part of the request arrives, and the connection breaks. */
  | { readonly kind: 'request-torn'; readonly portion: number }
  /** The connection breaks, and the request arrives later, when the client has gone on already. */
  | { readonly kind: 'request-late'; readonly until: Moment }
  /** The request is on its way when the connection breaks. */
  | { readonly kind: 'cut-at-once' }
  /** The request is carried out, nothing of the answer arrives, and the connection breaks. */
  | { readonly kind: 'answer-lost' }
  /** The request is carried out, a part of the answer arrives, and the connection breaks. */
  | { readonly kind: 'answer-torn'; readonly portion: number }
  /** Nothing arrives any more in either direction, and neither side is told. */
  | { readonly kind: 'request-swallowed' }
  /** The request is carried out. Then nothing arrives any more in either direction, and neither side is told. */
  | { readonly kind: 'answer-swallowed' };

/** When a late request arrives: with the next request, with the next one that writes, or when the test delivers it. */
export type Moment = 'next-request' | 'next-write' | 'answered' | 'repeated';

/** A fault, how the connection breaks, and what happens elsewhere before the client notices. */
export interface Injection {
  readonly fault: Fault;
  readonly cut: 'end' | 'reset';
  readonly meanwhile: () => Promise<void>;
}

/** A proxy in front of a PostgreSQL server that injects faults into requests and answers. */
export interface FaultProxy {
  readonly port: number;
  /** Sends the requests that were late until this moment. Resolves when the server has answered them. */
  readonly deliver: (moment: Moment) => Promise<void>;
  /** Breaks the connections of all clients, so that a client that still waits for an answer finds out. */
  readonly breakAll: () => void;
  /** Breaks all connections, and takes no further ones. */
  readonly close: () => Promise<void>;
}

interface Late {
  readonly until: Moment;
  readonly arrive: () => Promise<void>;
}

/** @param injectionFor the fault to inject into a request; null to let it pass */
export async function openFaultProxy(
  server: { readonly host: string; readonly port: number },
  injectionFor: (request: Request) => Injection | null,
): Promise<FaultProxy> {
  const clients = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const late: Late[] = [];

  const deliver = async (moment: Moment): Promise<void> => {
    const due = late.filter(({ until }) => until === moment);
    for (const request of due) late.splice(late.indexOf(request), 1);
    await Promise.all(due.map(({ arrive }) => arrive()));
  };

  const listener = createServer((socket) => {
    const client = kept(socket, clients);
    const upstream = kept(connect(server), upstreams);
    const answers = answersIn();
    let whole = true;
    let answered = (answer: Buffer): void => {
      client.write(answer);
    };

    const answerTo = (bytes: Buffer): Promise<Buffer> =>
      new Promise((resolve) => {
        answered = resolve;
        upstream.once('close', () => {
          resolve(Buffer.alloc(0));
        });
        upstream.write(bytes);
      });

    const inject = async ({ fault, cut, meanwhile }: Injection, bytes: Buffer): Promise<void> => {
      whole = false;
      const breaks = (): void => {
        breakOff(upstream, cut);
        breakOff(client, cut);
      };
      switch (fault.kind) {
        case 'request-lost':
          await meanwhile();
          breaks();
          break;
        case 'request-torn':
          upstream.write(part(bytes, fault.portion));
          await meanwhile();
          breaks();
          break;
        case 'request-late':
          late.push({ until: fault.until, arrive: () => answerTo(bytes).then(() => breakOff(upstream, 'end')) });
          await meanwhile();
          breakOff(client, cut);
          break;
        case 'cut-at-once':
          upstream.write(bytes);
          breaks();
          break;
        case 'answer-lost':
          await answerTo(bytes);
          await meanwhile();
          breaks();
          break;
        case 'answer-torn':
          client.write(part(await answerTo(bytes), fault.portion));
          await meanwhile();
          breaks();
          break;
        case 'request-swallowed':
          await meanwhile();
          break;
        case 'answer-swallowed':
          await answerTo(bytes);
          await meanwhile();
      }
    };

    const pass = async (request: Request): Promise<void> => {
      if (!whole) return;
      void deliver('next-request');
      if (request.writes) void deliver('next-write');
      const injection = injectionFor(request);
      if (injection === null) upstream.write(request.bytes);
      else await inject(injection, request.bytes);
    };

    const requests = requestsIn();
    let passed = Promise.resolve();
    client.on('data', (chunk) => {
      for (const request of requests(chunk)) passed = passed.then(() => pass(request));
    });
    upstream.on('data', (chunk) => {
      for (const answer of answers(chunk)) answered(answer);
    });
    client.once('close', () => {
      if (whole) breakOff(upstream, 'end');
    });
    upstream.once('close', () => {
      if (whole) breakOff(client, 'end');
    });
  });

  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: portOf(listener.address()),
    deliver,
    breakAll: () => {
      for (const client of clients) breakOff(client, 'reset');
    },
    close: async () => {
      for (const socket of [...clients, ...upstreams]) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** The proxy cuts both ends on purpose, so their errors are expected. */
function kept(socket: Socket, open: Set<Socket>): Socket {
  open.add(socket);
  socket.once('close', () => open.delete(socket));
  return socket.on('error', () => {});
}

function breakOff(socket: Socket, cut: 'end' | 'reset'): void {
  if (cut === 'end') socket.end();
  else socket.resetAndDestroy();
}

/** At least one byte. */
function part(bytes: Buffer, portion: number): Buffer {
  return bytes.subarray(0, 1 + Math.floor(portion * (bytes.length - 1)));
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
