import { describe, expect, it } from 'vitest'
import { reconnectDelay } from '../citizen/chat/backoff'
import { STABLE_MS, WELCOME_TIMEOUT_MS } from '../citizen/chat/link'
import { desk } from './fakes'

describe('the pause before reconnecting', () => {
  it('doubles from one second to half a minute', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 20].map((failures) => reconnectDelay(failures, 1))
    expect(longest).toEqual([1000, 1000, 2000, 4000, 8000, 16000, 30000, 30000])
  })

  it('is at least half of that, the rest by chance', () => {
    expect(reconnectDelay(3, 0)).toBe(2000)
    expect(reconnectDelay(3, 0.5)).toBe(3000)
  })
})

describe('the link', () => {
  it('tries again by itself, with growing pauses', () => {
    const { session, sockets, socket, clock } = desk()
    session.connect()
    socket().break()
    clock.advance(499)
    expect(sockets).toHaveLength(1)
    clock.advance(1)
    expect(sockets).toHaveLength(2)
    socket().break()
    clock.advance(999)
    expect(sockets).toHaveLength(2)
    clock.advance(1)
    expect(sockets).toHaveLength(3)
  })

  it('counts failures only while nothing welcomes it', () => {
    const { session, socket, welcome, clock } = desk()
    session.connect()
    socket().break()
    clock.advance(60_000)
    expect(session.link).toMatchObject({ phase: 'lost' })
    welcome()
    expect(session.link).toEqual({ phase: 'open', failures: 0 })
    clock.advance(STABLE_MS)
    socket().break()
    expect(session.link).toEqual({ phase: 'lost', failures: 0 })
    clock.advance(500)
    socket().break()
    expect(session.link).toEqual({ phase: 'lost', failures: 1 })
  })

  it('waits longer and longer for a service that welcomes and drops it at once', () => {
    const { session, sockets, socket, welcome, clock } = desk()
    session.connect()
    const pauses = [500, 1000, 2000, 4000].map((pause) => {
      welcome()
      socket().break()
      const before = sockets.length
      clock.advance(pause - 1)
      const tooEarly = sockets.length - before
      clock.advance(1)
      return [tooEarly, sockets.length - before]
    })
    expect(pauses).toEqual([[0, 1], [0, 1], [0, 1], [0, 1]])
  })

  it('gives up a socket that is never welcomed', () => {
    const { session, sockets, socket, clock } = desk()
    session.connect()
    socket().open()
    clock.advance(WELCOME_TIMEOUT_MS)
    expect(sockets[0]?.closed).toBe(true)
    expect(session.link).toEqual({ phase: 'lost', failures: 1 })
  })

  it('stays quiet while the device has no network, and comes back when told', () => {
    const { session, sockets, welcome, clock } = desk()
    session.connect()
    welcome()
    session.suspend()
    clock.advance(600_000)
    expect(sockets).toHaveLength(1)
    expect(session.link.phase).toBe('lost')
    session.connect()
    welcome()
    expect(session.link.phase).toBe('open')
  })

  it('hears nothing more from a socket it has replaced', () => {
    const { session, sockets, welcome } = desk()
    session.connect()
    welcome()
    session.connect()
    const old = sockets[0]
    expect(old?.closed).toBe(true)
    old?.hear({ type: 'typing', on: true })
    old?.break()
    expect(session.typing).toBe(false)
    expect(session.link.phase).toBe('connecting')
  })
})
