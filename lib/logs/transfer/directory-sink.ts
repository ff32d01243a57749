import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { TransferObject, TransferSink } from "./sink";

/** Files of a directory that is there. An object appears whole or not at all. */
export class DirectorySink implements TransferSink {
  constructor(private readonly directory: string) {}

  async put({ name, bytes }: TransferObject): Promise<void> {
    const file = path.join(this.directory, name);
    const part = `${file}.part`;
    await this.makeFolders(path.dirname(name));
    const handle = await open(part, "w", 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
      await handle.close();
      await rename(part, file);
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(part, { force: true });
      throw error;
    }
  }

  /** One by one: making many at once never ends where the system itself makes the folders, such as in /proc. */
  private async makeFolders(name: string): Promise<void> {
    let folder = this.directory;
    for (const part of name.split("/")) {
      folder = path.join(folder, part);
      await mkdir(folder, { mode: 0o750 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
    }
  }
}
