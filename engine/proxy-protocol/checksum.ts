/** CRC-32C, reflected polynomial. */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** CRC-32C of the first `end` bytes, with the four at `hole` taken as zero. */
export function checksum(bytes: Uint8Array, end: number, hole: number): number {
  let crc = 0xffffffff;
  for (let i = 0; i < end; i++) {
    const byte = i >= hole && i < hole + 4 ? 0 : (bytes[i] as number);
    crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Is the checksum that stands at `at` that of the whole header? */
export function admitsChecksum(bytes: Buffer, end: number, at: number): boolean {
  return bytes.readUInt32BE(at) === checksum(bytes, end, at);
}
