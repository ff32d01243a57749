import type { LiveEvents } from "@/lib/model/live";

export type LiveEvent = { [Name in keyof LiveEvents]: { name: Name; data: LiveEvents[Name] } }[keyof LiveEvents];

interface Subscriber {
  receive: (event: LiveEvent) => void;
  /** The hub has nothing more to say: the process ends. */
  end: () => void;
}

/** Gives each event to each subscriber; whoever cannot keep up unsubscribes itself. */
export class EventHub {
  private readonly subscribers = new Set<Subscriber>();
  private over = false;

  /** Nothing will be published any more. */
  get closed(): boolean {
    return this.over;
  }

  get size(): number {
    return this.subscribers.size;
  }

  subscribe(receive: Subscriber["receive"], end: Subscriber["end"] = () => {}): () => void {
    const subscriber = { receive, end };
    if (!this.over) this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  publish(event: LiveEvent): void {
    for (const subscriber of this.subscribers) {
      try {
        subscriber.receive(event);
      } catch {
        this.subscribers.delete(subscriber);
      }
    }
  }

  close(): void {
    this.over = true;
    for (const { end } of this.subscribers) end();
    this.subscribers.clear();
  }
}
