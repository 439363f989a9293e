/** What has been said so far, in the order of seq, each message once. */
import type { Message } from './message'

export class Transcript {
  private readonly bySeq = new Map<number, Message>()

  /** The highest seq seen; 0 before the first message. */
  get lastSeq(): number {
    return Math.max(0, ...this.bySeq.keys())
  }

  get messages(): Message[] {
    return [...this.bySeq.values()].sort((a, b) => a.seq - b.seq)
  }

  add(messages: readonly Message[]): void {
    for (const message of messages) this.bySeq.set(message.seq, message)
  }

  clear(): void {
    this.bySeq.clear()
  }
}
