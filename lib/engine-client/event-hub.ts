import type { LiveEvents } from "@/lib/model/live";

export type LiveEvent = { [Name in keyof LiveEvents]: { name: Name; data: LiveEvents[Name] } }[keyof LiveEvents];

/** Gives each event to each subscriber; whoever cannot keep up unsubscribes itself. */
export class EventHub {
  private readonly subscribers = new Set<(event: LiveEvent) => void>();

  get size(): number {
    return this.subscribers.size;
  }

  subscribe(subscriber: (event: LiveEvent) => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  publish(event: LiveEvent): void {
    for (const subscriber of this.subscribers) {
      try {
        subscriber(event);
      } catch {
        this.subscribers.delete(subscriber);
      }
    }
  }
}
