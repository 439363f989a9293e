import { describe, expect, it } from 'vitest'
import { lengthOf } from '../citizen/text/length'
import { emergencyNumbers, phonePieces } from '../citizen/text/phone-links'
import { spokenDate, spokenTime } from '../citizen/text/times'
import { randomId } from '../shared/random-id'

const dialled = (sentence: string) => phonePieces(sentence).flatMap((piece) => piece.dial ?? [])

describe('telephone numbers in a sentence', () => {
  it.each([
    ['请拨打 110。', ['110']],
    ['请立即拨打 110、119 或 120', ['110', '119', '120']],
    ['着火请打119，有人受伤 120 急救', ['119', '120']],
    ['可拨打“12345”热线，市场监管 12315', ['12345', '12315']],
    ['电话 0531-82083333', ['053182083333']],
  ])('%s', (sentence, numbers) => {
    expect(dialled(sentence)).toEqual(numbers)
  })

  it.each(['收费 120 元', '共 110 项', '第 119 号', '补助 12345 元', '14 种材料、110 种表格', '满 120、150 平方米'])(
    '%s names none',
    (sentence) => {
      expect(dialled(sentence)).toEqual([])
    },
  )

  it('leaves the sentence as it was', () => {
    const sentence = '拨打 110、120 或 0531-82083333。'
    expect(phonePieces(sentence).map((piece) => piece.text).join('')).toBe(sentence)
  })

  it('finds each emergency number of an emergency message once', () => {
    expect(emergencyNumbers('119：火警；120：急救。再说一次 119。距离 1200 米')).toEqual(['119', '120'])
  })
})

describe('times', () => {
  const now = new Date('2025-03-12T08:00:00Z')

  it.each([
    ['2025-03-12T06:05:00Z', '14:05'],
    ['2025-03-11T15:59:00Z', '昨天 23:59'],
    ['2025-03-01T00:00:00Z', '3月1日 08:00'],
    ['2024-12-31T15:00:00Z', '2024年12月31日 23:00'],
    ['nonsense', ''],
  ])('%s is spoken as %s', (at, spoken) => {
    expect(spokenTime(at, now)).toBe(spoken)
  })

  it.each([
    ['2024-04-28', '2024年4月28日'],
    ['2020-12', '2020年12月'],
    ['2017', '2017年'],
    ['不详', '不详'],
  ])('the date %s is written %s', (date, written) => {
    expect(spokenDate(date)).toBe(written)
  })
})

describe('the length of a message', () => {
  it('counts characters as the service does, outer blanks left out', () => {
    expect(lengthOf('  你好 \n')).toBe(2)
    expect(lengthOf('𠮷野家😀')).toBe(4)
  })
})

describe('an id', () => {
  it('is a UUID of version 4, different each time', () => {
    expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(randomId()).not.toBe(randomId())
  })
})
