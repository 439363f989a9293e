/** Stand-ins for socket, clock and storage, driven by the test. */
import type { Clock } from '../citizen/chat/clock'
import type { ClientFrame } from '../citizen/chat/frames'
import type { Socket } from '../citizen/chat/link'
import type { Message } from '../citizen/chat/message'
import { ChatSession } from '../citizen/chat/session'
import { memoryStorage, type PageStorage } from '../shared/page-storage'

export class FakeSocket implements Socket {
  onopen: ((event: never) => void) | null = null
  onmessage: ((event: MessageEvent<unknown>) => void) | null = null
  onclose: ((event: never) => void) | null = null
  readonly sent: ClientFrame[] = []
  closed = false
  private opened = false

  send(data: string): void {
    if (!this.opened || this.closed) throw new Error('InvalidStateError')
    this.sent.push(JSON.parse(data) as ClientFrame)
  }

  close(): void {
    this.closed = true
  }

  open(): void {
    this.opened = true
    this.onopen?.(undefined as never)
  }

  hear(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent<unknown>)
  }

  break(): void {
    this.onclose?.(undefined as never)
  }

  get messages() {
    return this.sent.filter((frame) => frame.type === 'message')
  }
}

export class FakeClock implements Clock {
  private time = 0
  private calls: { due: number; call: () => void }[] = []

  after(ms: number, call: () => void): () => void {
    const entry = { due: this.time + ms, call }
    this.calls.push(entry)
    return () => {
      this.calls = this.calls.filter((each) => each !== entry)
    }
  }

  advance(ms: number): void {
    const end = this.time + ms
    for (;;) {
      const next = this.calls.filter((each) => each.due <= end).sort((a, b) => a.due - b.due)[0]
      if (!next) break
      this.time = next.due
      this.calls = this.calls.filter((each) => each !== next)
      next.call()
    }
    this.time = end
  }
}

export interface Desk {
  session: ChatSession
  sockets: FakeSocket[]
  clock: FakeClock
  storage: PageStorage
  /** The newest socket. */
  socket(): FakeSocket
  /** Opens the newest socket and has the service welcome it. */
  welcome(messages?: unknown[], token?: string): FakeSocket
}

export function desk(storage: PageStorage = memoryStorage(), name = 'm'): Desk {
  const sockets: FakeSocket[] = []
  const clock = new FakeClock()
  let ids = 0
  const session = new ChatSession({
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    clock,
    random: () => 0,
    newId: () => `${name}${++ids}`,
    now: () => new Date('2025-03-12T02:00:00Z'),
    storage,
    onChange: () => undefined,
  })
  const socket = () => {
    const newest = sockets[sockets.length - 1]
    if (!newest) throw new Error('no socket was opened')
    return newest
  }
  const welcome = (messages: unknown[] = [], token = 'token-1') => {
    socket().open()
    socket().hear({ type: 'welcome', conversation: token, messages })
    return socket()
  }
  return { session, sockets, clock, storage, socket, welcome }
}

export function said(seq: number, more: Record<string, unknown> = {}) {
  return { seq, id: null, author: 'assistant', text: `第 ${seq} 句`, at: '2025-03-12T02:00:00Z', buttons: [], ...more }
}

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    seq,
    id: null,
    author: 'assistant',
    text: `第 ${seq} 句`,
    at: '2025-03-12T02:00:00Z',
    buttons: [],
    details: { kind: 'notice', matterName: null, lead: null, facts: [], sources: [], receipt: null },
    ...more,
  }
}
