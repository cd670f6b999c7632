import { err, ok } from 'neverthrow';
import { corruptData, type Codec } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { recalling } from '../../src/sql/recalled';

interface Shouted {
  readonly text: string;
}

/** A codec that keeps what it is asked to decode, with another value each time. */
function recorded(): { readonly codec: Codec<Shouted>; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const codec: Codec<Shouted> = {
    encode: ({ text }) => ok(text.toLowerCase()),
    decode: (stored) => {
      asked.push(stored);
      return stored === 'broken' ? err(corruptData('broken')) : ok({ text: String(stored).toUpperCase() });
    },
  };
  return { codec, asked };
}

describe('A codec that keeps what it has decoded', () => {
  it('decodes a text once, and gives the same value again', () => {
    const { codec, asked } = recorded();
    const { decode } = recalling(codec);
    const first = decode('first')._unsafeUnwrap();
    expect(decode('other')._unsafeUnwrap()).toEqual({ text: 'OTHER' });
    expect(decode('first')._unsafeUnwrap()).toBe(first);
    expect(first).toEqual({ text: 'FIRST' });
    expect(asked).toEqual(['first', 'other']);
  });

  it('keeps no error, so the next one tells it again', () => {
    const { codec, asked } = recorded();
    const { decode } = recalling(codec);
    expect([decode('broken'), decode('broken')].map((decoded) => decoded.isErr())).toEqual([true, true]);
    expect(asked).toEqual(['broken', 'broken']);
  });

  it('keeps nothing that a driver has parsed, as that can change', () => {
    const { codec, asked } = recorded();
    const { decode } = recalling(codec);
    const parsed = {};
    decode(parsed);
    decode(parsed);
    expect(asked).toEqual([parsed, parsed]);
  });

  it('keeps texts of at most 20,000 characters', () => {
    const { codec, asked } = recorded();
    const { decode } = recalling(codec);
    const [longest, tooLong] = ['a'.repeat(20_000), 'b'.repeat(20_001)];
    for (const text of [longest, tooLong, longest, tooLong]) decode(text);
    expect(asked).toEqual([longest, tooLong, tooLong]);
  });

  it('keeps the last hundred, and forgets the one that it has had for longest', () => {
    const { codec, asked } = recorded();
    const { decode } = recalling(codec);
    const texts = Array.from({ length: 101 }, (_, at) => `text ${at}`);
    for (const text of texts) decode(text);
    for (const text of texts.slice(1)) decode(text);
    expect(asked).toEqual(texts);
    decode('text 0');
    expect(asked).toEqual([...texts, 'text 0']);
  });

  it('encodes as before', () => {
    expect(recalling(recorded().codec).encode({ text: 'FIRST' })._unsafeUnwrap()).toBe('first');
  });
});
