import { describe, expect, it } from 'vitest'
import css from '../citizen/style/tokens.css?raw'

type Tokens = Record<string, string>

const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')

const read = (part: string): Tokens =>
  Object.fromEntries([...part.split('--').slice(1)].map((each) => each.split(/[:;]\s*/, 2)))

const modes: Record<string, Tokens> = { light: read(light), dark: { ...read(light), ...read(dark) } }

/** Text on ground, wherever the page puts one on the other. */
const TEXT = [
  ['text', 'ground'], ['text', 'surface'], ['text', 'surface-quiet'], ['text', 'danger-ground'], ['text', 'brand-soft'],
  ['text-quiet', 'ground'], ['text-quiet', 'surface'], ['text-quiet', 'surface-quiet'], ['text-quiet', 'line'],
  ['brand-text', 'ground'], ['brand-text', 'surface'], ['brand-text', 'brand-soft'], ['brand-text', 'danger-ground'],
  ['on-brand', 'brand'], ['on-brand', 'brand-strong'], ['brand', 'on-brand'], ['on-own', 'own'],
  ['operator-text', 'surface'], ['operator-text', 'ground'], ['warn-text', 'warn-ground'],
  ['danger-text', 'surface'], ['danger-text', 'ground'], ['danger-text', 'danger-ground'], ['on-danger', 'danger'],
]

/** What shows that something can be pressed or has the focus. */
const SHAPES = [
  ['line-strong', 'surface'], ['line-strong', 'ground'], ['brand-text', 'surface'], ['on-brand-line', 'brand'],
  ['focus', 'ground'], ['focus', 'surface'], ['danger-line', 'surface'], ['operator-line', 'surface'],
]

const cases = (pairs: string[][]) =>
  Object.keys(modes).flatMap((mode) => pairs.map(([front = '', back = '']) => ({ mode, front, back })))

describe('contrast', () => {
  it.each(cases(TEXT))('of $front on $back in $mode mode is enough to read (WCAG 1.4.3)', ({ mode, front, back }) => {
    expect(ratio(colour(mode, front), colour(mode, back))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(cases(SHAPES))('of $front on $back in $mode mode is enough to see (WCAG 1.4.11)', ({ mode, front, back }) => {
    expect(ratio(colour(mode, front), colour(mode, back))).toBeGreaterThanOrEqual(3)
  })
})

function colour(mode: string, name: string): string {
  const value = modes[mode]?.[name]
  if (!value) throw new Error(`tokens.css has no --${name}`)
  return value
}

function ratio(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
