import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that breaks at the worst moment. */
export interface CutLine {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Where it breaks: after the text has gone by, before it arrives, or before what the server says to it comes back. */
export type Cut = 'before it arrives' | 'before the answer';

/** Forwards to a port of this machine; breaks every connection over which this text goes. */
export function cutLine(port: number, text: string, cut: Cut): Promise<CutLine> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const remote = connect(port, '127.0.0.1');
    let isToBreak = false;
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
      isToBreak ||= bytes.includes(text);
      if (isToBreak && cut === 'before it arrives') breakOff();
      else remote.write(bytes);
    });
    remote.on('data', (bytes) => {
      if (isToBreak) breakOff();
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
