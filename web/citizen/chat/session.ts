/** One citizen's conversation: what was said, what is still to be sent, and the link that carries it. */
import type { PageStorage } from '../../shared/page-storage'
import type { Clock } from './clock'
import type { ClientFrame, ServerFrame } from './frames'
import { ChatLink, type LinkState, type Socket } from './link'
import { Memory } from './memory'
import type { Message } from './message'
import { Outbox, type Failure, type Outgoing } from './outbox'
import { Transcript } from './transcript'

export interface SessionOptions {
  openSocket(): Socket
  clock: Clock
  random(): number
  newId(): string
  now(): Date
  storage: PageStorage
  /** Called after anything below may have changed. */
  onChange(): void
}

/** On a live connection an acknowledgement that takes longer means the connection is dead. */
export const ACKNOWLEDGE_TIMEOUT_MS = 20_000
/** A service that stopped in the middle of typing must not seem to type for ever. */
export const TYPING_TIMEOUT_MS = 60_000

const nothing = () => undefined

export class ChatSession {
  readonly memory: Memory
  readonly outbox: Outbox
  readonly transcript = new Transcript()
  link: LinkState = { phase: 'connecting', failures: 0 }
  typing = false
  /** Whether the service has answered the first hello, so that an empty transcript means an empty conversation. */
  welcomed = false
  /** What the service complained of without naming a message. */
  complaint: Failure | null = null

  private readonly connection: ChatLink
  /** Whose messages the transcript holds. The token in memory may be newer: another tab may have changed it. */
  private conversation: string | null = null
  private cancelAcknowledge: () => void = nothing
  private cancelTyping: () => void = nothing

  constructor(private readonly options: SessionOptions) {
    this.memory = new Memory(options.storage)
    this.outbox = new Outbox(options.storage)
    this.connection = new ChatLink({
      openSocket: () => options.openSocket(),
      clock: options.clock,
      random: () => options.random(),
      hello: () => this.hello(),
      onFrame: (frame) => {
        this.hear(frame)
      },
      onState: (state) => {
        this.linkMoved(state)
      },
    })
  }

  /** Connects at once: at the start, when the network is back, when the citizen asks. */
  connect(): void {
    this.connection.connect()
  }

  suspend(): void {
    this.connection.suspend()
  }

  send(text: string, title: string | null = null): void {
    const entry: Outgoing = {
      id: this.options.newId(),
      text,
      title,
      at: this.options.now().toISOString(),
      failure: null,
    }
    if (title !== null) this.memory.rememberTitle(entry.id, title)
    this.complaint = null
    this.outbox.add(entry)
    this.transmit([entry])
    this.options.onChange()
  }

  /** Sends a refused message again under its old id: the service knows it if it had taken it after all. */
  retry(id: string): void {
    this.outbox.setFailure(id, null)
    const entry = this.outbox.find(id)
    if (entry) this.transmit([entry])
    this.options.onChange()
  }

  discard(id: string): void {
    this.outbox.remove(id)
    this.options.onChange()
  }

  dismissComplaint(): void {
    this.complaint = null
    this.options.onChange()
  }

  /** A new conversation; the old one stays with the service, this device forgets it. */
  restart(): void {
    this.memory.forget()
    this.outbox.clear()
    this.reset()
    this.connect()
  }

  /** Another tab of this browser has changed the token: show the same conversation as it does. */
  follow(): void {
    const { token } = this.memory
    if (token === null || token === this.conversation) return
    this.reset()
    this.connect()
  }

  private hello(): ClientFrame {
    const { token } = this.memory
    const after = token === this.conversation ? this.transcript.lastSeq : 0
    return { type: 'hello', conversation: token, after }
  }

  private reset(): void {
    this.transcript.clear()
    this.conversation = null
    this.welcomed = false
    this.complaint = null
    this.setTyping(false)
    this.options.onChange()
  }

  private linkMoved(state: LinkState): void {
    this.link = state
    if (state.phase !== 'open') {
      this.cancelAcknowledge()
      this.setTyping(false)
    }
    this.options.onChange()
  }

  private hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.welcome(frame.conversation, frame.messages)
        break
      case 'message':
        this.receive([frame.message])
        break
      case 'typing':
        this.setTyping(frame.on)
        break
      case 'error':
        this.refused(frame.id, { error: frame.error, message: frame.message })
    }
    this.options.onChange()
  }

  private welcome(token: string, messages: Message[]): void {
    // The service did not know our conversation any more and began another: its seq starts anew.
    // Without one, what is there already was said on this socket just before the welcome.
    if (this.conversation !== null && token !== this.conversation) this.transcript.clear()
    this.conversation = token
    this.memory.token = token
    this.welcomed = true
    this.receive(messages)
    this.transmit(this.outbox.waiting)
  }

  private receive(messages: Message[]): void {
    this.transcript.add(messages)
    for (const { id } of messages) if (id !== null) this.outbox.remove(id)
    if (this.outbox.waiting.length === 0) this.cancelAcknowledge()
  }

  private refused(id: string | null, failure: Failure): void {
    if (id !== null && this.outbox.find(id)) this.outbox.setFailure(id, failure)
    else this.complaint = failure
    this.setTyping(false)
    if (this.outbox.waiting.length === 0) this.cancelAcknowledge()
  }

  private transmit(entries: readonly Outgoing[]): void {
    const sent = entries.filter(({ id, text }) => this.connection.send({ type: 'message', id, text }))
    if (sent.length > 0) this.expectAcknowledgement()
  }

  private expectAcknowledgement(): void {
    this.cancelAcknowledge()
    this.cancelAcknowledge = this.options.clock.after(ACKNOWLEDGE_TIMEOUT_MS, () => {
      this.connect()
    })
  }

  private setTyping(on: boolean): void {
    this.cancelTyping()
    this.cancelTyping = nothing
    this.typing = on
    if (!on) return
    this.cancelTyping = this.options.clock.after(TYPING_TIMEOUT_MS, () => {
      this.setTyping(false)
      this.options.onChange()
    })
  }
}
