/** The messages that a client sends before it waits for an answer. */
export interface Request {
  readonly bytes: Buffer;
  /** Whether it changes data; otherwise it reads, or opens the connection. */
  readonly writes: boolean;
}

type Cut = (chunk: Buffer) => readonly Buffer[];

/** Splits the bytes of a client into requests: the opening, a password, a simple query, or messages up to a Sync. */
export function requestsIn(): (chunk: Buffer) => readonly Request[] {
  const cut = groups(messages('opening'), (message, first) => first || 'pSQX'.includes(typeOf(message)));
  return (chunk) => cut(chunk).map((bytes) => ({ bytes, writes: /\b(insert|update)\b/i.test(bytes.toString('latin1')) }));
}

/** Splits the bytes of the server into answers: a demand for a password, or messages up to a ReadyForQuery. */
export function answersIn(): Cut {
  return groups(messages('typed'), (message) => {
    if (typeOf(message) === 'R') return message.readInt32BE(5) !== 0;
    return typeOf(message) === 'Z';
  });
}

function typeOf(message: Buffer): string {
  return String.fromCharCode(message[0] ?? 0);
}

/** A message is a letter, a length that counts itself, and the rest. Only a client's first has no letter. */
function messages(first: 'opening' | 'typed'): Cut {
  let pending: Buffer = Buffer.alloc(0);
  let letter = first === 'opening' ? 0 : 1;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    const whole: Buffer[] = [];
    while (pending.length >= letter + 4) {
      const length = letter + pending.readInt32BE(letter);
      if (pending.length < length) break;
      whole.push(pending.subarray(0, length));
      pending = pending.subarray(length);
      letter = 1;
    }
    return whole;
  };
}

function groups(cut: Cut, isLast: (message: Buffer, first: boolean) => boolean): Cut {
  let first = true;
  const group: Buffer[] = [];
  return (chunk) => {
    const whole: Buffer[] = [];
    for (const message of cut(chunk)) {
      group.push(message);
      if (isLast(message, first)) whole.push(Buffer.concat(group.splice(0)));
      first = false;
    }
    return whole;
  };
}
