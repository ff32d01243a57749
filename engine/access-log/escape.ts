/** What may not stand in a quoted field as it is: all but printable ASCII, and quotes and backslashes. */
const unsafe = /[^ !#-[\]-~]/;
const everyUnsafe = /[^ !#-[\]-~]/g;

/**
 * Text of the network as a quoted field carries it: printable ASCII, every other byte, quotes and backslashes as `\xHH`
 * (as nginx writes them), so that nobody ends a field or a line but us. `text` has one character a byte.
 */
export function escaped(text: string): string {
  return unsafe.test(text) ? text.replace(everyUnsafe, hex) : text;
}

function hex(character: string): string {
  return `\\x${(character.charCodeAt(0) & 0xff).toString(16).toUpperCase().padStart(2, "0")}`;
}
