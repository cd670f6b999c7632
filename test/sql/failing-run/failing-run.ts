import { expect, inject, it } from 'vitest';

it('has a server', () => {
  expect(inject('postgresUrl')).toContain('postgres://');
});

it('fails', () => {
  expect(1).toBe(2);
});
