/** Typed reading of JSON nobody has checked: a wrong or missing value becomes the fallback, never an exception. */

export type Json = Readonly<Record<string, unknown>>

export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

export function integerOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null
}

export function oneOf<T extends string>(allowed: readonly T[], value: unknown, fallback: T): T {
  return allowed.find((each) => each === value) ?? fallback
}

/** Only the elements `read` can make sense of; it returns null for the others. */
export function listOf<T>(value: unknown, read: (element: unknown) => T | null): T[] {
  if (!Array.isArray(value)) return []
  return value.map(read).filter((each): each is T => each !== null)
}
