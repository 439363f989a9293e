/** localStorage under one prefix, or memory for this visit where the browser forbids storing or is full. */
export interface PageStorage {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

export function memoryStorage(): PageStorage {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
}

export function browserStorage(prefix: string): PageStorage {
  const fallback = memoryStorage()
  return {
    get: (key) => fallback.get(key) ?? attempt(() => localStorage.getItem(prefix + key)),
    set: (key, value) => {
      const stored = attempt(() => (localStorage.setItem(prefix + key, value), true))
      if (stored) fallback.remove(key)
      else fallback.set(key, value)
    },
    remove: (key) => {
      fallback.remove(key)
      attempt(() => {
        localStorage.removeItem(prefix + key)
      })
    },
  }
}

function attempt<T>(access: () => T): T | null {
  try {
    return access()
  } catch {
    return null
  }
}
