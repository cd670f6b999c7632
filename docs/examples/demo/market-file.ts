import { createReadStream } from 'node:fs';
import { err, ok, type Result } from 'neverthrow';
import { readMarket, type Market } from './market';

const LARGEST = 1_000_000;

/** Reads a market from a file. Each error says what is wrong and where in the file. */
export async function readMarketFile(path: string): Promise<Result<Market, readonly string[]>> {
  const bytes = await bytesOf(path);
  if (bytes.isErr()) return err([bytes.error]);
  const text = textOf(bytes.value);
  return text === null ? err(['this is not text in UTF-8']) : readMarket(text);
}

async function bytesOf(path: string): Promise<Result<Uint8Array, string>> {
  const chunks: Uint8Array[] = [];
  try {
    const stream: AsyncIterable<Uint8Array> = createReadStream(path, { end: LARGEST });
    for await (const chunk of stream) chunks.push(chunk);
  } catch (error) {
    return err(reason(error));
  }
  const bytes = Buffer.concat(chunks);
  return bytes.length > LARGEST ? err(`the file is larger than ${String(LARGEST)} bytes`) : ok(bytes);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'this is a directory, not a file';
    case 'EACCES':
    case 'EPERM':
      return 'this file may not be read';
    default:
      return `it cannot be read (${String(code ?? error)})`;
  }
}
