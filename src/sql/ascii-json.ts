/**
 * JSON as it is stored: in ASCII, so that no character set of a connection or of a database can spoil it. What is not
 * ASCII can only be within its strings, where an escape says the same.
 */
export function asciiJson(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
