import { BroadcastChannel } from "node:worker_threads";
import type { Lesson } from "@/engine/stickiness/application-cookie";

/** What one worker learns of application cookies the others hear a moment later. */
export class SessionChannel {
  private readonly channel = new BroadcastChannel("evenkeel-sessions");

  constructor(heard: (lesson: Lesson) => void) {
    this.channel.addEventListener("message", (event) => heard((event as unknown as { data: Lesson }).data));
    this.channel.unref();
  }

  teach(lesson: Lesson): void {
    // The rule means windows; a broadcast channel has no target.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.channel.postMessage(lesson);
  }

  close(): void {
    this.channel.close();
  }
}
