/** One WebSocket kept alive: says hello, reconnects with growing pauses, reports what it hears. */
import { reconnectDelay } from './backoff'
import type { Clock } from './clock'
import { readServerFrame, type ClientFrame, type ServerFrame } from './frames'

export interface Socket {
  onopen: ((event: never) => void) | null
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  onclose: ((event: never) => void) | null
  send(data: string): void
  close(): void
}

export interface LinkState {
  /** `connecting` is a first or wanted connection; `lost` lasts, retries included, until the next welcome. */
  phase: 'connecting' | 'open' | 'lost'
  /** Attempts that failed one after the other since the last welcome. */
  failures: number
}

export interface LinkOptions {
  openSocket(): Socket
  clock: Clock
  random(): number
  hello(): ClientFrame
  onFrame(frame: ServerFrame): void
  onState(state: LinkState): void
}

/** A socket that has not been welcomed after this long counts as failed. */
export const WELCOME_TIMEOUT_MS = 15_000
/** A connection that breaks sooner does not shorten the pauses: something is wrong with the service. */
export const STABLE_MS = 10_000

const nothing = () => undefined

export class ChatLink {
  private socket: Socket | null = null
  private state: LinkState = { phase: 'connecting', failures: 0 }
  /** Breaks and failures one after the other since a connection last was stable. */
  private breaks = 0
  private cancelTimer: () => void = nothing

  constructor(private readonly options: LinkOptions) {}

  get isOpen(): boolean {
    return this.state.phase === 'open'
  }

  /** Connects now, with a fresh hello, whatever was going on before. */
  connect(): void {
    this.drop()
    this.move({ ...this.state, phase: this.state.phase === 'lost' ? 'lost' : 'connecting' })
    this.cancelTimer = this.options.clock.after(WELCOME_TIMEOUT_MS, () => {
      this.fail()
    })
    try {
      this.listen(this.options.openSocket())
    } catch {
      this.fail()
    }
  }

  /** The device says it has no network: wait for `connect`, do not try. */
  suspend(): void {
    this.drop()
    this.move({ phase: 'lost', failures: this.state.failures })
  }

  /** False when there is no welcomed connection to send on. */
  send(frame: ClientFrame): boolean {
    if (!this.isOpen || !this.socket) return false
    this.socket.send(JSON.stringify(frame))
    return true
  }

  private listen(socket: Socket): void {
    this.socket = socket
    socket.onopen = () => {
      socket.send(JSON.stringify(this.options.hello()))
    }
    socket.onmessage = (event) => {
      const frame = readServerFrame(event.data)
      if (!frame) return
      if (frame.type === 'welcome') this.welcomed()
      this.options.onFrame(frame)
    }
    socket.onclose = () => {
      this.fail()
    }
  }

  private welcomed(): void {
    this.cancelTimer()
    this.cancelTimer = this.options.clock.after(STABLE_MS, () => {
      this.breaks = 0
    })
    this.move({ phase: 'open', failures: 0 })
  }

  private fail(): void {
    this.drop()
    // Losing a good connection is not yet a failure to connect.
    const failures = this.isOpen ? 0 : this.state.failures + 1
    this.breaks += 1
    const delay = reconnectDelay(this.breaks, this.options.random())
    this.cancelTimer = this.options.clock.after(delay, () => {
      this.connect()
    })
    this.move({ phase: 'lost', failures })
  }

  /** Takes the handlers off first: what an old socket still says must not be heard. */
  private drop(): void {
    this.cancelTimer()
    this.cancelTimer = nothing
    const socket = this.socket
    this.socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  private move(state: LinkState): void {
    this.state = state
    this.options.onState(state)
  }
}
