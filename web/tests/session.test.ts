import { describe, expect, it } from 'vitest'
import { ACKNOWLEDGE_TIMEOUT_MS, TYPING_TIMEOUT_MS } from '../citizen/chat/session'
import { memoryStorage } from '../shared/page-storage'
import { desk, said } from './fakes'

const texts = (messages: readonly { text: string }[]) => messages.map((each) => each.text)
const seqs = (messages: readonly { seq: number }[]) => messages.map((each) => each.seq)

describe('a conversation', () => {
  it('begins with a hello that names no conversation', () => {
    const { session, socket } = desk()
    session.connect()
    socket().open()
    expect(socket().sent).toEqual([{ type: 'hello', conversation: null, after: 0 }])
  })

  it('goes on under the stored token after a reload', () => {
    const storage = memoryStorage()
    const before = desk(storage)
    before.session.connect()
    before.welcome([], 'token-7')

    const after = desk(storage)
    after.session.connect()
    after.socket().open()
    expect(after.socket().sent[0]).toEqual({ type: 'hello', conversation: 'token-7', after: 0 })
  })

  it('asks on reconnecting only for what it has not seen', () => {
    const { session, socket, welcome, clock } = desk()
    session.connect()
    welcome([said(1), said(2)])
    socket().break()
    clock.advance(60_000)
    socket().open()
    expect(socket().sent[0]).toEqual({ type: 'hello', conversation: 'token-1', after: 2 })
  })

  it('shows every message once and in the order of seq', () => {
    const { session, welcome } = desk()
    session.connect()
    const socket = welcome([said(1), said(4)])
    socket.hear({ type: 'message', message: said(3) })
    socket.hear({ type: 'message', message: said(4) })
    socket.hear({ type: 'message', message: said(2) })
    expect(seqs(session.transcript.messages)).toEqual([1, 2, 3, 4])
  })

  it('keeps what was said on the socket just before the welcome', () => {
    const { session, socket, welcome } = desk()
    session.connect()
    socket().open()
    socket().hear({ type: 'message', message: said(2) })
    welcome([said(1)])
    expect(seqs(session.transcript.messages)).toEqual([1, 2])
  })

  it('drops the old messages when the service begins a new conversation', () => {
    const { session, socket, welcome } = desk()
    session.connect()
    welcome([said(1), said(2)], 'old')
    session.connect()
    welcome([said(1, { text: '新的' })], 'new')
    expect(texts(session.transcript.messages)).toEqual(['新的'])
    expect(session.memory.token).toBe('new')
    expect(socket().closed).toBe(false)
  })

  it('is forgotten by this device when the citizen starts a new one', () => {
    const { session, socket, welcome } = desk()
    session.connect()
    welcome([said(1)])
    session.send('问题')
    session.restart()
    expect(session.transcript.messages).toEqual([])
    expect(session.outbox.all).toEqual([])
    socket().open()
    expect(socket().sent).toEqual([{ type: 'hello', conversation: null, after: 0 }])
  })

  it('follows another tab to its conversation, from the first message on', () => {
    const storage = memoryStorage()
    const { session, socket, welcome } = desk(storage)
    session.connect()
    welcome([said(1), said(2)], 'mine')
    storage.set('conversation', 'theirs')
    session.follow()
    socket().open()
    expect(socket().sent[0]).toEqual({ type: 'hello', conversation: 'theirs', after: 0 })
    expect(session.transcript.messages).toEqual([])
  })

  it('stays where it is when another tab only stored the same token', () => {
    const { session, sockets, welcome } = desk()
    session.connect()
    welcome([said(1)])
    session.follow()
    expect(sockets).toHaveLength(1)
  })
})

describe('a message of the citizen', () => {
  it('stays in the outbox until the service sends it back', () => {
    const { session, welcome } = desk()
    session.connect()
    const socket = welcome()
    session.send('要带什么')
    expect(socket.messages).toEqual([{ type: 'message', id: 'm1', text: '要带什么' }])
    expect(texts(session.outbox.all)).toEqual(['要带什么'])
    socket.hear({ type: 'message', message: said(1, { id: 'm1', author: 'citizen', text: '要带什么' }) })
    expect(session.outbox.all).toEqual([])
    expect(texts(session.transcript.messages)).toEqual(['要带什么'])
  })

  it('written while connecting is sent after the welcome, not before', () => {
    const { session, socket, welcome } = desk()
    session.connect()
    session.send('早')
    socket().open()
    expect(socket().messages).toEqual([])
    welcome()
    expect(texts(socket().messages)).toEqual(['早'])
  })

  it('written while a live connection is being renewed waits for the new one', () => {
    const { session, sockets, welcome } = desk()
    session.connect()
    welcome()
    session.connect()
    session.send('等一下')
    welcome()
    expect(sockets.map((socket) => texts(socket.messages))).toEqual([[], ['等一下']])
  })

  it('is sent again under the same id after the connection broke', () => {
    const { session, socket, welcome, clock } = desk()
    session.connect()
    welcome()
    session.send('一')
    session.send('二')
    socket().break()
    clock.advance(60_000)
    welcome()
    expect(socket().messages.map((frame) => frame.id)).toEqual(['m1', 'm2'])
  })

  it('is not sent again when the welcome already contains it', () => {
    const { session, socket, welcome, clock } = desk()
    session.connect()
    welcome()
    session.send('一')
    session.send('二')
    socket().break()
    clock.advance(60_000)
    welcome([said(1, { id: 'm1', author: 'citizen', text: '一' })])
    expect(texts(socket().messages)).toEqual(['二'])
    expect(texts(session.transcript.messages)).toEqual(['一'])
  })

  it('survives a reload while offline, once', () => {
    const storage = memoryStorage()
    const before = desk(storage)
    before.session.suspend()
    before.session.send('没网')

    const after = desk(storage, 'n')
    after.session.connect()
    after.welcome()
    expect(after.socket().messages).toEqual([{ type: 'message', id: 'm1', text: '没网' }])
    after.socket().hear({ type: 'message', message: said(1, { id: 'm1', author: 'citizen' }) })
    expect(desk(storage).session.outbox.all).toEqual([])
  })

  it('of another tab stays stored when this tab stores its own', () => {
    const storage = memoryStorage()
    const one = desk(storage, 'a')
    const two = desk(storage, 'b')
    one.session.send('甲')
    two.session.send('乙')
    expect(texts(desk(storage).session.outbox.all)).toEqual(['甲', '乙'])
  })

  it('renews the connection when the acknowledgement does not come', () => {
    const { session, sockets, welcome, clock } = desk()
    session.connect()
    welcome()
    session.send('听得见吗')
    clock.advance(ACKNOWLEDGE_TIMEOUT_MS)
    expect(sockets).toHaveLength(2)
    expect(sockets[0]?.closed).toBe(true)
    expect(texts(welcome().messages)).toEqual(['听得见吗'])
  })

  it('leaves the connection alone once it is acknowledged', () => {
    const { session, sockets, welcome, clock } = desk()
    session.connect()
    const socket = welcome()
    session.send('好')
    socket.hear({ type: 'message', message: said(1, { id: 'm1', author: 'citizen' }) })
    clock.advance(10 * ACKNOWLEDGE_TIMEOUT_MS)
    expect(sockets).toHaveLength(1)
  })

  it('that was refused says why, is not sent by itself, and goes out under its old id when asked', () => {
    const { session, socket, welcome } = desk()
    session.connect()
    welcome()
    session.send('快')
    socket().hear({ type: 'error', error: 'rate_limited', message: '发得太快了', id: 'm1' })
    expect(session.outbox.all[0]?.failure).toEqual({ error: 'rate_limited', message: '发得太快了' })
    session.connect()
    welcome()
    expect(socket().messages).toEqual([])
    session.retry('m1')
    expect(socket().messages).toEqual([{ type: 'message', id: 'm1', text: '快' }])
    expect(session.outbox.all[0]?.failure).toBeNull()
  })

  it('from a button sends the payload and remembers the title', () => {
    const { session, socket, welcome } = desk()
    session.connect()
    welcome()
    session.send('第二个', '公积金转移')
    expect(texts(socket().messages)).toEqual(['第二个'])
    expect(session.memory.titles.get('m1')).toBe('公积金转移')
  })
})

describe('the service', () => {
  it('complaining about no message in particular is heard, and forgotten with the next message', () => {
    const { session, welcome } = desk()
    session.connect()
    const socket = welcome()
    socket.hear({ type: 'error', error: 'internal', message: '内部错误', id: null })
    expect(session.complaint?.message).toBe('内部错误')
    session.send('再来')
    expect(session.complaint).toBeNull()
  })

  it('saying something this page does not know is passed over', () => {
    const { session, welcome } = desk()
    session.connect()
    const socket = welcome()
    socket.hear({ type: 'weather', sunny: true })
    socket.hear({ type: 'message', message: { text: '没有编号' } })
    socket.onmessage?.({ data: 'not json' } as MessageEvent<unknown>)
    expect(session.transcript.messages).toEqual([])
    expect(session.link.phase).toBe('open')
  })

  it('stops typing when it says so, when the link breaks, and after a minute at the latest', () => {
    const { session, socket, welcome, clock } = desk()
    session.connect()
    welcome()
    socket().hear({ type: 'typing', on: true })
    expect(session.typing).toBe(true)
    socket().hear({ type: 'typing', on: false })
    expect(session.typing).toBe(false)
    socket().hear({ type: 'typing', on: true })
    clock.advance(TYPING_TIMEOUT_MS)
    expect(session.typing).toBe(false)
    socket().hear({ type: 'typing', on: true })
    socket().break()
    expect(session.typing).toBe(false)
  })
})
