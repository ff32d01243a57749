/** Looks behind the datagram that the event loop gave, where that has paid lately: a look in vain is a system call. */
export class Drain {
  private skip = 0;
  private vain = 0;

  isDue(): boolean {
    if (this.skip === 0) return true;
    this.skip -= 1;
    return false;
  }

  /** What the look has found. */
  found(count: number): void {
    this.vain = count > 0 ? 0 : Math.min(this.vain + 1, 3);
    this.skip = 2 ** this.vain - 1;
  }
}
