import { connect, createServer, type Socket } from 'node:net';

/** A line to a server on which something goes wrong. */
export interface CutLine {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Where it breaks: after the text has gone by, before it arrives, or before what the server says to it comes back. */
export type Cut = 'before it arrives' | 'before the answer';

/** What becomes of what the client sends: it reaches the server, this is the answer instead, or the line breaks. */
type Fate = 'arrives' | 'breaks' | Uint8Array;

interface Watch {
  readonly sent: (bytes: Buffer) => Fate;
  readonly isToBreakBeforeAnswer: () => boolean;
}

/** Forwards to a port of this machine; breaks every connection over which this text goes. */
export function cutLine(port: number, text: string, cut: Cut): Promise<CutLine> {
  return watchedLine(port, () => {
    let isToBreak = false;
    return {
      sent: (bytes) => {
        isToBreak ||= bytes.includes(text);
        return isToBreak && cut === 'before it arrives' ? 'breaks' : 'arrives';
      },
      isToBreakBeforeAnswer: () => isToBreak,
    };
  });
}

/** Forwards to a MySQL of this machine; answers itself, with this error, where one of the texts is sent. */
export function refusingLine(port: number, texts: readonly string[], errno: number): Promise<CutLine> {
  const payload = Buffer.from([0xff, errno & 0xff, errno >> 8, ...Buffer.from('#08S01refused by the line')]);
  const refusal = Buffer.from([payload.length, 0, 0, 1, ...payload]);
  return watchedLine(port, () => ({
    sent: (bytes) => (texts.some((text) => bytes.includes(text)) ? refusal : 'arrives'),
    isToBreakBeforeAnswer: () => false,
  }));
}

function watchedLine(port: number, watch: () => Watch): Promise<CutLine> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const remote = connect(port, '127.0.0.1');
    const { sent, isToBreakBeforeAnswer } = watch();
    const breakOff = (): void => {
      client.destroy();
      remote.destroy();
    };
    for (const socket of [client, remote]) {
      open.add(socket);
      // Each end goes down with the other.
      socket.on('error', breakOff);
      socket.on('close', breakOff);
    }
    client.on('data', (bytes) => {
      const fate = sent(bytes);
      if (fate === 'breaks') breakOff();
      else if (fate === 'arrives') remote.write(bytes);
      else client.write(fate);
    });
    remote.on('data', (bytes) => {
      if (isToBreakBeforeAnswer()) breakOff();
      else client.write(bytes);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('no port'));
        return;
      }
      resolve({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            for (const socket of open) socket.destroy();
            server.close(() => closed());
          }),
      });
    });
  });
}
