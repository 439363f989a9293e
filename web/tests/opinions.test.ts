import { afterEach, describe, expect, it, vi } from 'vitest'
import { Memory } from '../citizen/chat/memory'
import { Opinions, postOpinion } from '../citizen/chat/opinions'
import { memoryStorage } from '../shared/page-storage'

interface Sent {
  receipt: string
  helpful: boolean
  done: (kept: boolean) => void
}

function judging(storage = memoryStorage()) {
  const sent: Sent[] = []
  const opinions = new Opinions({
    memory: new Memory(storage),
    post: (receipt, helpful) => new Promise((done) => sent.push({ receipt, helpful, done })),
    onChange: () => undefined,
  })
  return { opinions, sent, storage }
}

const rest = () => new Promise((resolve) => setTimeout(resolve))

describe('an opinion', () => {
  it('is shown at once and kept on the device when the service has it', async () => {
    const { opinions, sent, storage } = judging()
    expect(opinions.of('R')).toEqual({ helpful: null, state: 'none' })
    const pressing = opinions.press('R', false)
    expect(opinions.of('R')).toEqual({ helpful: false, state: 'sending' })
    sent[0]?.done(true)
    await pressing
    expect(opinions.of('R')).toEqual({ helpful: false, state: 'kept' })
    expect(judging(storage).opinions.of('R')).toEqual({ helpful: false, state: 'none' })
  })

  it('can be changed, and the last one is what stays', async () => {
    const { opinions, sent, storage } = judging()
    for (const helpful of [false, true]) {
      const pressing = opinions.press('R', helpful)
      sent[sent.length - 1]?.done(true)
      await pressing
    }
    expect(sent.map((each) => each.helpful)).toEqual([false, true])
    expect(judging(storage).opinions.of('R').helpful).toBe(true)
  })

  it('changed while the first is under way is sent after it, not beside it', async () => {
    const { opinions, sent } = judging()
    const pressing = opinions.press('R', false)
    void opinions.press('R', true)
    expect(sent).toHaveLength(1)
    expect(opinions.of('R')).toEqual({ helpful: true, state: 'sending' })
    sent[0]?.done(true)
    await rest()
    expect(sent.map((each) => each.helpful)).toEqual([false, true])
    sent[1]?.done(true)
    await pressing
    expect(opinions.of('R')).toEqual({ helpful: true, state: 'kept' })
  })

  it('changed twice back to what is under way is not sent again', async () => {
    const { opinions, sent } = judging()
    const pressing = opinions.press('R', false)
    void opinions.press('R', true)
    void opinions.press('R', false)
    sent[0]?.done(true)
    await pressing
    expect(sent).toHaveLength(1)
  })

  it('that could not be sent is not shown as pressed, the one before is', async () => {
    const { opinions, sent, storage } = judging()
    const first = opinions.press('R', true)
    sent[0]?.done(true)
    await first
    const second = opinions.press('R', false)
    sent[1]?.done(false)
    await second
    expect(opinions.of('R')).toEqual({ helpful: true, state: 'failed' })
    expect(judging(storage).opinions.of('R').helpful).toBe(true)
  })

  it('of one answer says nothing of another', async () => {
    const { opinions, sent } = judging()
    const pressing = opinions.press('R', true)
    sent[0]?.done(true)
    await pressing
    expect(opinions.of('S')).toEqual({ helpful: null, state: 'none' })
  })

  it('is forgotten with the conversation', async () => {
    const { opinions, sent, storage } = judging()
    const pressing = opinions.press('R', true)
    sent[0]?.done(true)
    await pressing
    new Memory(storage).forget()
    expect(opinions.of('R').helpful).toBeNull()
  })

  it('that is spoilt on the device counts as none', () => {
    const storage = memoryStorage()
    storage.set('opinions', '[["R", 1], ["S", true], 5, ["T"]]')
    expect([...new Memory(storage).opinions]).toEqual([['S', true]])
  })
})

describe('sending an opinion', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it.each([
    [204, true],
    [404, false],
    [429, false],
    [500, false],
  ])('is told by the status %i whether it was kept', async (status, kept) => {
    const fetching = vi.fn(() => Promise.resolve(new Response(null, { status })))
    vi.stubGlobal('fetch', fetching)
    expect(await postOpinion('ABCDE-23456', false)).toBe(kept)
    expect(fetching).toHaveBeenCalledWith('/api/v1/receipts/ABCDE-23456/feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"helpful":false}',
    })
  })

  it('fails quietly without a network', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    expect(await postOpinion('ABCDE-23456', true)).toBe(false)
  })
})
