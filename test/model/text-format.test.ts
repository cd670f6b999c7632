import { parseCustomer, parseCustomerId, parseInstant, parsePartnerId, parseSubscription } from 'partner-relationships';
import { composeInvitation, english, type ComposeInvitation } from 'partner-relationships/invitation';
import { errorSchema } from 'partner-relationships/schema';
import { describe, expect, it } from 'vitest';
import { contoso, link } from '../fixtures/cast';
import { subscription } from '../fixtures/samples';
import { openScene } from '../fixtures/scene';

const { service } = openScene();
const customer = { id: 'northwind', name: 'Northwind' };
const email = { partner: contoso, link, texts: english };
const by = { kind: 'operator' } as const;
const nameless = await service.registerPartner({ name: '\u200b', program: 'advisor' });
await service.registerPartner({ id: 'contoso', name: 'Contoso', program: 'advisor' });
const renamed = await service.renamePartner({ partnerId: 'contoso', name: '\u200b', by });
const closed = await service.closePartner({ partnerId: 'contoso', reason: '', by });

describe('A malformed text that a person has entered', () => {
  it.each<[format: string | undefined, what: string, answer: unknown]>([
    ['id', 'a customer id', parseCustomerId('north wind')],
    ['id', 'an id within something', parseCustomer({ ...customer, id: '' })],
    ['id', 'an id that is a number', parseCustomer({ ...customer, id: 7 })],
    ['partner-id', 'a partner id', parsePartnerId('all')],
    ['line', 'a name', parseCustomer({ ...customer, name: ' ' })],
    ['line', 'a reason', closed],
    ['new-name', 'a new name', nameless],
    ['new-name', 'another name', renamed],
    ['instant', 'a moment', parseInstant('2026-02-30T00:00:00.000Z')],
    ['paragraph', 'a paragraph of the email', composeInvitation({ ...email, paragraphs: [''] })],
    ['paragraph', 'a paragraph, which no error repeats', composeInvitation({ ...email, paragraphs: ['a'.repeat(4001)] })],
    [undefined, 'a choice', parseSubscription({ ...subscription, status: 'sold' })],
    [undefined, 'an object', parseCustomer('northwind')],
    [undefined, 'a list', composeInvitation({ ...email, paragraphs: {} } as unknown as ComposeInvitation)],
  ])('is told by the format %s: %s', (format, _what, answer) => {
    const { error } = answer as { readonly error: { readonly code: string; readonly context: object } };
    expect(error.code).toBe('malformed-input');
    expect(Object.entries(error.context).filter(([key]) => key === 'format')).toEqual(
      format === undefined ? [] : [['format', format]],
    );
    expect(errorSchema.parse(JSON.parse(JSON.stringify(error)))).toEqual(error);
  });
});
