/**
 * A stand-in for the service's /ws/chat and its feedback while working on the page: `npm run dev` and `npm run preview`.
 * Conversations live in memory. Words that make trouble: 断线 (closes), 太快 (rate_limited), 出错 (internal), 迟到 (no acknowledgement once).
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Plugin } from 'vite'
import { WebSocketServer, type WebSocket } from 'ws'
import { repliesTo, type Reply } from './mock-answers.ts'

interface Conversation {
  token: string
  messages: Reply[]
  sockets: Set<WebSocket>
}

const THINKING_MS = 700

const conversations = new Map<string, Conversation>()
const late = new Set<string>()

export function mockChat(): Plugin {
  return {
    name: 'jiesu-mock-chat',
    configureServer: (server) => {
      server.middlewares.use(takeFeedback)
      if (server.httpServer) serve(server.httpServer as Server)
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(takeFeedback)
      serve(server.httpServer as Server)
    },
  }
}

function takeFeedback(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (request.method !== 'POST' || !request.url?.endsWith('/feedback')) {
    next()
    return
  }
  response.statusCode = 204
  response.end()
}

function serve(http: Server): void {
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/ws/chat') return
    sockets.handleUpgrade(request, socket, head, talk)
  })
}

function talk(socket: WebSocket): void {
  let conversation: Conversation | null = null
  socket.on('message', (raw: Buffer) => {
    const frame = JSON.parse(raw.toString()) as Record<string, unknown>
    if (frame['type'] === 'hello') {
      conversation = welcome(socket, frame['conversation'] as string | null, Number(frame['after']))
    } else if (conversation) {
      void hear(conversation, socket, String(frame['id']), String(frame['text']))
    }
  })
  socket.on('close', () => conversation?.sockets.delete(socket))
}

function welcome(socket: WebSocket, token: string | null, after: number): Conversation {
  const known = token === null ? undefined : conversations.get(token)
  const conversation = known ?? { token: randomUUID(), messages: [], sockets: new Set<WebSocket>() }
  conversations.set(conversation.token, conversation)
  conversation.sockets.add(socket)
  const messages = conversation.messages.filter((message) => Number(message['seq']) > after)
  send(socket, { type: 'welcome', conversation: conversation.token, messages })
  return conversation
}

async function hear(conversation: Conversation, socket: WebSocket, id: string, text: string): Promise<void> {
  if (conversation.messages.some((message) => message['id'] === id)) return
  const trouble = troubleIn(text, id)
  if (trouble === 'close') return socket.terminate()
  if (trouble === 'silence') return
  if (trouble !== null) {
    send(socket, { type: 'error', ...trouble, id })
    return
  }
  say(conversation, { author: 'citizen', id, text, custom: null })
  broadcast(conversation, { type: 'typing', on: true })
  await new Promise((resolve) => setTimeout(resolve, THINKING_MS))
  for (const reply of repliesTo(text)) say(conversation, reply)
  broadcast(conversation, { type: 'typing', on: false })
}

function troubleIn(text: string, id: string): 'close' | 'silence' | { error: string; message: string } | null {
  if (text.includes('断线') && !late.has(id)) {
    late.add(id)
    return 'close'
  }
  if (text.includes('迟到') && !late.has(id)) {
    late.add(id)
    return 'silence'
  }
  if (text.includes('太快') && !late.has(id)) {
    late.add(id)
    return { error: 'rate_limited', message: '发得太快了，请过几秒再发。' }
  }
  if (text.includes('出错')) return { error: 'bad_message', message: '这条消息没有看懂，请改一改再发。' }
  return null
}

function say(conversation: Conversation, reply: Reply): void {
  const message = {
    seq: conversation.messages.length + 1,
    id: null,
    author: 'assistant',
    at: new Date().toISOString(),
    buttons: [],
    ...reply,
  }
  conversation.messages.push(message)
  broadcast(conversation, { type: 'message', message })
}

function broadcast(conversation: Conversation, frame: Reply): void {
  for (const socket of conversation.sockets) send(socket, frame)
}

function send(socket: WebSocket, frame: Reply): void {
  socket.send(JSON.stringify(frame))
}
