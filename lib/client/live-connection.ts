import { backOffMs } from "./back-off";
import { readEvents } from "./live-events";
import type { LiveStore } from "./live-store";

const lingerMs = 10_000;
const hiddenMs = 60_000;

/**
 * The tab's one event stream. Opened by its first user and closed after its last; a tab that stays hidden gives its
 * connection back, since browsers open only a few of them to one host.
 */
export class LiveConnection {
  #source: EventSource | null = null;
  #users = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #stop: ReturnType<typeof setTimeout> | undefined;
  #hide: ReturnType<typeof setTimeout> | undefined;
  #watching = false;

  constructor(
    readonly store: LiveStore,
    readonly url = "/api/events",
  ) {}

  retain(): () => void {
    this.#users += 1;
    clearTimeout(this.#stop);
    if (this.#users === 1) this.#start();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#users -= 1;
      if (this.#users === 0) this.#stop = setTimeout(() => this.#close(), lingerMs);
    };
  }

  #start(): void {
    if (!this.#watching) {
      this.#watching = true;
      document.addEventListener("visibilitychange", () => this.#onVisibility());
      window.addEventListener("online", () => this.#reopen());
    }
    if (this.#source === null) this.#open();
  }

  #open(): void {
    clearTimeout(this.#retry);
    const source = new EventSource(this.url);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.store.setStatus("live");
    });
    readEvents(source, this.store);
    source.addEventListener("error", () => this.#failed(source));
  }

  #failed(source: EventSource): void {
    if (this.#source !== source) return;
    source.close();
    this.#source = null;
    this.store.setStatus("reconnecting");
    this.#retryLater();
    // The browser tells no status; asking once more does. A server that is there and refuses is not asked again.
    void this.#giveUpWhereRefused();
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#users > 0 && this.#open(), backOffMs(this.#failures));
    this.#failures += 1;
  }

  async #giveUpWhereRefused(): Promise<void> {
    const refusal = await this.#askWhy();
    if (refusal === null || this.#source !== null) return;
    clearTimeout(this.#retry);
    this.store.setStatus(refusal);
  }

  /** Why the stream does not open, where that is for good. */
  async #askWhy(): Promise<"signedOut" | "refused" | null> {
    const stop = new AbortController();
    try {
      const { status } = await fetch(this.url, { signal: stop.signal, cache: "no-store" });
      return status === 401 ? "signedOut" : status === 403 ? "refused" : null;
    } catch {
      return null;
    } finally {
      stop.abort();
    }
  }

  #close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #reopen(): void {
    if (this.#users === 0 || this.#source?.readyState === EventSource.OPEN) return;
    this.#close();
    this.#failures = 0;
    this.#open();
  }

  #onVisibility(): void {
    clearTimeout(this.#hide);
    if (document.visibilityState === "visible") this.#reopen();
    else this.#hide = setTimeout(() => this.#close(), hiddenMs);
  }
}
