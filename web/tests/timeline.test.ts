import { describe, expect, it } from 'vitest'
import { timeline } from '../citizen/chat/timeline'
import { message } from './fakes'

const now = new Date('2025-03-12T08:00:00Z')
const nothing = { outgoing: [], titles: new Map<string, string>(), now }
const button = [{ title: '甲', payload: '第一个' }]

describe('the timeline', () => {
  it('puts the time before the first message and after more than five minutes of silence', () => {
    const rows = timeline({
      ...nothing,
      messages: [
        message(1, { at: '2025-03-12T02:00:00Z' }),
        message(2, { at: '2025-03-12T02:05:00Z' }),
        message(3, { at: '2025-03-12T02:10:01Z' }),
      ],
    })
    expect(rows.map((row) => (row.kind === 'time' ? row.label : row.kind))).toEqual([
      '10:00', 'message', 'message', '10:10', 'message',
    ])
  })

  it('leaves only the newest set of buttons active', () => {
    const rows = timeline({ ...nothing, messages: [message(1, { buttons: button }), message(2, { buttons: button }), message(3)] })
    const active = rows.flatMap((row) => (row.kind === 'message' && row.buttonsActive ? [row.message.seq] : []))
    expect(active).toEqual([2])
  })

  it('shows the title of the pressed button, before and after it is acknowledged, under one key', () => {
    const titles = new Map([['m1', '公积金转移']])
    const entry = { id: 'm1', text: '第二个', title: '公积金转移', at: '', failure: null }
    const before = timeline({ messages: [], outgoing: [entry], titles, now })
    const after = timeline({ messages: [message(1, { id: 'm1', author: 'citizen', text: '第二个' })], outgoing: [], titles, now })
    const shown = [...before, ...after].flatMap((row) => (row.kind === 'time' ? [] : [[row.key, row.shown]]))
    expect(shown).toEqual([['m1', '公积金转移'], ['m1', '公积金转移']])
  })

  it('puts what is still to be sent at the end', () => {
    const entry = { id: 'm9', text: '等着', title: null, at: '', failure: null }
    const rows = timeline({ ...nothing, messages: [message(1)], outgoing: [entry] })
    expect(rows.map((row) => row.kind)).toEqual(['time', 'message', 'outgoing'])
  })
})
