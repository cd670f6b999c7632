import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What a server listens on. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A line to a server, which can be cut: then nothing goes by in either direction, and neither end is told. */
export interface Line {
  readonly cut: () => void;
  /** What was sent meanwhile goes by, unless an end has given the other one up. */
  readonly mend: () => void;
}

/** Forwards from one address to the other, for as long as this process lives. */
export async function openLine(from: Address, to: Address): Promise<Line> {
  const sockets = new Set<Socket>();
  let isCut = false;
  // Otherwise the confirmation of a standby waits for what comes next, some 40 milliseconds.
  const noDelay = true;
  const listener = createServer({ noDelay }, (near) => {
    const far = connect({ ...to, noDelay });
    const breakOff = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('data', (bytes) => other.write(bytes));
      socket.on('end', () => other.end());
      socket.on('error', breakOff);
      socket.on('close', () => {
        sockets.delete(socket);
        breakOff();
      });
      if (isCut) socket.pause();
    }
  });
  listener.listen(from.port, from.host);
  await once(listener, 'listening');
  listener.unref();
  return {
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.pause();
    },
    mend: () => {
      isCut = false;
      for (const socket of sockets) socket.resume();
    },
  };
}
