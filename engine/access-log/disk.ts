import { close, mkdir, open, write } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** What a log needs of a disk; tests give one that fills up. */
export interface Disk {
  /** Makes a new file in a directory that may be missing. Rejects with EEXIST where the name is taken. */
  create(directory: string, name: string): Promise<number>;
  /** Bytes written at `position`, maybe fewer than asked for. */
  write(fd: number, bytes: Uint8Array, from: number, length: number, position: number): Promise<number>;
  close(fd: number): Promise<void>;
}

const openFile = promisify(open);
const makeDirectory = promisify(mkdir);
const writeFile = promisify(write);
const closeFile = promisify(close);

/** Files that are their owner's alone. */
export const disk: Disk = {
  async create(directory, name) {
    await makeDirectory(directory, { recursive: true, mode: 0o700 });
    return openFile(join(directory, name), "wx", 0o600);
  },
  async write(fd, bytes, from, length, position) {
    const { bytesWritten } = await writeFile(fd, bytes, from, length, position);
    return bytesWritten;
  },
  close: (fd) => closeFile(fd),
};
