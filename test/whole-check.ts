/**
 * Whether what takes long is done as often as the whole check does it, which asks for it by WHOLE_CHECK=yes; otherwise
 * less often, so that `npm test` stays quick.
 */
export const isWholeCheck: boolean = process.env['WHOLE_CHECK'] === 'yes';
