/** The citizen's messages the service has not acknowledged, kept on the device until it does. */
import { isObject, listOf, parseJson, text, textOrNull } from '../../shared/json-reading'
import type { PageStorage } from '../../shared/page-storage'

export interface Failure {
  error: string
  message: string
}

export interface Outgoing {
  id: string
  text: string
  /** What the citizen pressed, where that reads differently from the text sent. */
  title: string | null
  at: string
  /** Why the service would not take it; such a message waits for the citizen, not for the network. */
  failure: Failure | null
}

const KEY = 'outbox'

export class Outbox {
  private entries: Outgoing[]

  constructor(private readonly storage: PageStorage) {
    this.entries = this.stored()
  }

  get all(): readonly Outgoing[] {
    return this.entries
  }

  /** In the order they were written, those to be sent without asking. */
  get waiting(): Outgoing[] {
    return this.entries.filter((entry) => entry.failure === null)
  }

  find(id: string): Outgoing | null {
    return this.entries.find((entry) => entry.id === id) ?? null
  }

  add(entry: Outgoing): void {
    this.change((entries) => [...entries.filter((each) => each.id !== entry.id), entry])
  }

  remove(id: string): void {
    this.change((entries) => entries.filter((entry) => entry.id !== id))
  }

  setFailure(id: string, failure: Failure | null): void {
    this.change((entries) => entries.map((entry) => (entry.id === id ? { ...entry, failure } : entry)))
  }

  clear(): void {
    this.entries = []
    this.storage.remove(KEY)
  }

  /** Changes what is stored now, not what was read at start: another tab may have added to it since. */
  private change(step: (entries: Outgoing[]) => Outgoing[]): void {
    this.entries = step(this.entries)
    const stored = step(this.stored())
    if (stored.length > 0) this.storage.set(KEY, JSON.stringify(stored))
    else this.storage.remove(KEY)
  }

  private stored(): Outgoing[] {
    return listOf(parseJson(this.storage.get(KEY) ?? '[]'), readOutgoing)
  }
}

function readOutgoing(value: unknown): Outgoing | null {
  if (!isObject(value)) return null
  const id = text(value['id'])
  const body = text(value['text'])
  if (id === '' || body === '') return null
  const failure = value['failure']
  return {
    id,
    text: body,
    title: textOrNull(value['title']),
    at: text(value['at']),
    failure: isObject(failure) ? { error: text(failure['error']), message: text(failure['message']) } : null,
  }
}
