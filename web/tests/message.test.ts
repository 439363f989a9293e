import { describe, expect, it } from 'vitest'
import { readMessage } from '../citizen/chat/message'

describe('reading a message', () => {
  it('takes a whole answer as the service writes it', () => {
    const message = readMessage({
      seq: 3,
      id: null,
      author: 'assistant',
      text: '全文',
      at: '2025-03-12T02:00:00Z',
      buttons: [{ title: '甲', payload: '第一个' }],
      custom: {
        kind: 'answer',
        matter_code: 'seal_engraving',
        matter_name: '企业印章刻制',
        aspects: ['fee'],
        facts: [{
          about: '收不收费', text: '不收费。', superseded: true, source: 0,
          materials: [{
            name: '申请书', form: 'original', count: 1, issuer: null, waiver: 'deferrable', used_for: ['刻章', '开户'],
          }],
        }],
        sources: [{ document: '方案', section: '一', date: '2020', number: null }],
        receipt: 'D1',
      },
    })
    expect(message?.details).toEqual({
      kind: 'answer',
      matterName: '企业印章刻制',
      lead: null,
      facts: [{
        about: '收不收费', text: '不收费。', superseded: true, source: 0,
        materials: [{
          name: '申请书', form: 'original', count: 1, issuer: null, waiver: 'deferrable', usedFor: ['刻章', '开户'],
        }],
      }],
      sources: [{ document: '方案', section: '一', date: '2020', number: null }],
      receipt: 'D1',
    })
    expect(message?.buttons).toEqual([{ title: '甲', payload: '第一个' }])
  })

  it('keeps the text where everything else is missing or wrong', () => {
    const message = readMessage({ seq: 1, text: '只有文字', author: '?', buttons: 'x', custom: { facts: [7], sources: {} } })
    expect(message).toMatchObject({ text: '只有文字', author: 'assistant', id: null, buttons: [] })
    expect(message?.details.facts).toEqual([])
  })

  it('does not point a fact to a source that is not there', () => {
    const message = readMessage({ seq: 1, custom: { facts: [{ text: '。', source: 5 }] } })
    expect(message?.details.facts[0]?.source).toBeNull()
  })

  it('is impossible without a seq', () => {
    expect(readMessage({ text: '谁先谁后' })).toBeNull()
  })
})
