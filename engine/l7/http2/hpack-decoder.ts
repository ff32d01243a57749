import { latin1 } from "../http1/bytes";
import { HeaderField } from "./header-field";
import { decodeHuffman } from "./huffman";
import { staticTable } from "./static-table";

/** Size of the dynamic table: the default, which we do not change (RFC 9113 6.5.2). */
export const tableBytes = 4096;
const largestInteger = 0x1fffff;

/** Takes the fields of a block in order. */
export type TakeField = (field: HeaderField) => void;

/** Header blocks of one connection's peer, which must be read all and in order (RFC 7541). */
export class HpackDecoder {
  /** Newest last; those before `first` are gone. */
  private table: HeaderField[] = [];
  private first = 0;
  private size = 0;
  private capacity = tableBytes;
  private at = 0;
  private text = "";

  /** Reads a whole block. False: it is broken, and with it the connection. */
  read(bytes: Buffer, start: number, end: number, take: TakeField): boolean {
    this.at = start;
    let mayResize = true;
    while (this.at < end) {
      const byte = bytes[this.at] as number;
      if ((byte & 0x80) !== 0) {
        const field = this.fieldAt(this.integer(bytes, end, 0x7f));
        if (field === null) return false;
        take(field);
      } else if ((byte & 0xe0) === 0x20) {
        // Changes of size come before the first field (RFC 7541 4.2).
        const size = this.integer(bytes, end, 0x1f);
        if (!mayResize || size < 0 || size > tableBytes) return false;
        this.capacity = size;
        this.evict(0);
        continue;
      } else {
        const isAdded = (byte & 0x40) !== 0;
        const field = this.literal(bytes, end, isAdded ? 0x3f : 0x0f);
        if (field === null) return false;
        if (isAdded) this.add(field);
        take(field);
      }
      mayResize = false;
    }
    return true;
  }

  private literal(bytes: Buffer, end: number, mask: number): HeaderField | null {
    const index = this.integer(bytes, end, mask);
    let name: string;
    if (index === 0) {
      if (!this.string(bytes, end)) return null;
      name = this.text;
    } else {
      const named = this.fieldAt(index);
      if (named === null) return null;
      ({ name } = named);
    }
    return this.string(bytes, end) ? new HeaderField(name, this.text) : null;
  }

  /** RFC 7541 5.1, up to 21 bits; -1: broken or too large. */
  private integer(bytes: Buffer, end: number, mask: number): number {
    let value = (bytes[this.at++] as number) & mask;
    if (value < mask) return value;
    for (let shift = 0; shift <= 21; shift += 7) {
      if (this.at >= end) return -1;
      const byte = bytes[this.at++] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (value > largestInteger) return -1;
      if ((byte & 0x80) === 0) return value;
    }
    return -1;
  }

  /** Reads a string into `text`. */
  private string(bytes: Buffer, end: number): boolean {
    if (this.at >= end) return false;
    const isPacked = ((bytes[this.at] as number) & 0x80) !== 0;
    const length = this.integer(bytes, end, 0x7f);
    const { at } = this;
    if (length < 0 || length > end - at) return false;
    this.at = at + length;
    if (!isPacked) {
      this.text = latin1(bytes, at, at + length);
      return true;
    }
    const most = length * 2;
    const out = most <= scratch.length ? scratch : Buffer.allocUnsafe(most);
    const size = decodeHuffman(bytes, at, at + length, out);
    if (size < 0) return false;
    this.text = latin1(out, 0, size);
    return true;
  }

  private fieldAt(index: number): HeaderField | null {
    if (index <= 0) return null;
    if (index <= staticTable.length) return staticTable[index - 1] as HeaderField;
    const at = this.table.length - (index - staticTable.length);
    return at < this.first ? null : (this.table[at] as HeaderField);
  }

  private add(field: HeaderField): void {
    this.evict(field.size);
    if (field.size > this.capacity) return;
    this.table.push(field);
    this.size += field.size;
  }

  /** Makes room for so many bytes. */
  private evict(room: number): void {
    while (this.first < this.table.length && this.size + room > this.capacity) {
      this.size -= (this.table[this.first] as HeaderField).size;
      this.first += 1;
    }
    // What is gone is let go of when it is as much as what is here.
    if (this.first * 2 <= this.table.length) return;
    this.table = this.table.slice(this.first);
    this.first = 0;
  }
}

const scratch = Buffer.allocUnsafeSlow(32_768);
