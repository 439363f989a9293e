/** What this device remembers of the conversation besides the outbox. */
import { listOf, parseJson } from '../../shared/json-reading'
import type { PageStorage } from '../../shared/page-storage'

export const TOKEN_KEY = 'conversation'
const TITLES_KEY = 'titles'
const DRAFT_KEY = 'draft'
const TICKED_KEY = 'ticked'
const OPINIONS_KEY = 'opinions'

/** Enough for the buttons of any conversation one still scrolls back in. */
const MOST_TITLES = 60
const MOST_OPINIONS = 200

export class Memory {
  constructor(private readonly storage: PageStorage) {}

  get token(): string | null {
    return this.storage.get(TOKEN_KEY)
  }

  set token(token: string | null) {
    if (token === null) this.storage.remove(TOKEN_KEY)
    else this.storage.set(TOKEN_KEY, token)
  }

  get draft(): string {
    return this.storage.get(DRAFT_KEY) ?? ''
  }

  set draft(draft: string) {
    if (draft === '') this.storage.remove(DRAFT_KEY)
    else this.storage.set(DRAFT_KEY, draft)
  }

  /** By message id, the title of the button the message came from. */
  get titles(): ReadonlyMap<string, string> {
    return new Map(listOf(this.read(TITLES_KEY), readTitle))
  }

  rememberTitle(id: string, title: string): void {
    const titles = [...this.titles, [id, title]].slice(-MOST_TITLES)
    this.storage.set(TITLES_KEY, JSON.stringify(titles))
  }

  /** Keys of the materials the citizen has ticked off. */
  get ticked(): ReadonlySet<string> {
    return new Set(listOf(this.read(TICKED_KEY), (key) => (typeof key === 'string' ? key : null)))
  }

  set ticked(keys: ReadonlySet<string>) {
    this.storage.set(TICKED_KEY, JSON.stringify([...keys]))
  }

  /** By receipt, whether the citizen found the answer helpful. */
  get opinions(): ReadonlyMap<string, boolean> {
    return new Map(listOf(this.read(OPINIONS_KEY), readOpinion))
  }

  set opinions(opinions: ReadonlyMap<string, boolean>) {
    this.storage.set(OPINIONS_KEY, JSON.stringify([...opinions].slice(-MOST_OPINIONS)))
  }

  /** Forgets the conversation, keeps the draft. */
  forget(): void {
    for (const key of [TOKEN_KEY, TITLES_KEY, TICKED_KEY, OPINIONS_KEY]) this.storage.remove(key)
  }

  private read(key: string): unknown {
    return parseJson(this.storage.get(key) ?? '[]')
  }
}

function readOpinion(value: unknown): [string, boolean] | null {
  if (!Array.isArray(value)) return null
  const [receipt, helpful] = value as unknown[]
  return typeof receipt === 'string' && typeof helpful === 'boolean' ? [receipt, helpful] : null
}

function readTitle(value: unknown): [string, string] | null {
  if (!Array.isArray(value)) return null
  const [id, title] = value as unknown[]
  return typeof id === 'string' && typeof title === 'string' ? [id, title] : null
}
