/** What the service says in one message, and the reading of it from JSON. */
import { integerOrNull, isObject, listOf, oneOf, text, textOrNull, type Json } from '../../shared/json-reading'

export const AUTHORS = ['citizen', 'assistant', 'operator', 'notice'] as const
export type Author = (typeof AUTHORS)[number]

export const KINDS = [
  'answer', 'candidates', 'refusal', 'question', 'ticket', 'handoff', 'emergency', 'notice',
] as const
export type Kind = (typeof KINDS)[number]

export interface Button {
  title: string
  payload: string
}

export interface Material {
  name: string
  form: string | null
  count: number | null
  issuer: string | null
  waiver: string | null
  /** The matters that want it, when an answer joins several; else empty. */
  usedFor: string[]
}

export interface Fact {
  about: string
  text: string
  superseded: boolean
  materials: Material[]
  /** Index into the message's sources, from 0; null when it points nowhere. */
  source: number | null
}

export interface Source {
  document: string
  section: string
  date: string
  number: string | null
}

export interface Details {
  kind: Kind
  matterName: string | null
  lead: string | null
  facts: Fact[]
  sources: Source[]
  receipt: string | null
  /** What holds for the whole answer: that a version was replaced, that places differ. */
  note?: string | undefined
}

export interface Message {
  seq: number
  /** The id the page gave its own message; null on everyone else's. */
  id: string | null
  author: Author
  text: string
  at: string
  buttons: Button[]
  details: Details
}

/** null when there is no seq to order it by. */
export function readMessage(value: unknown): Message | null {
  if (!isObject(value)) return null
  const seq = integerOrNull(value['seq'])
  if (seq === null) return null
  return {
    seq,
    id: textOrNull(value['id']),
    author: oneOf(AUTHORS, value['author'], 'assistant'),
    text: text(value['text']),
    at: text(value['at']),
    buttons: listOf(value['buttons'], readButton),
    details: readDetails(isObject(value['custom']) ? value['custom'] : {}),
  }
}

function readDetails(custom: Json): Details {
  const sources = listOf(custom['sources'], readSource)
  return {
    kind: oneOf(KINDS, custom['kind'], 'notice'),
    matterName: textOrNull(custom['matter_name']),
    lead: textOrNull(custom['lead']),
    facts: listOf(custom['facts'], (fact) => readFact(fact, sources.length)),
    sources,
    receipt: textOrNull(custom['receipt']),
    note: textOrNull(custom['note']) ?? undefined,
  }
}

function readFact(value: unknown, sources: number): Fact | null {
  if (!isObject(value)) return null
  const source = integerOrNull(value['source'])
  return {
    about: text(value['about']),
    text: text(value['text']),
    superseded: value['superseded'] === true,
    materials: listOf(value['materials'], readMaterial),
    source: source !== null && source >= 0 && source < sources ? source : null,
  }
}

function readMaterial(value: unknown): Material | null {
  if (!isObject(value)) return null
  return {
    name: text(value['name']),
    form: textOrNull(value['form']),
    count: integerOrNull(value['count']),
    issuer: textOrNull(value['issuer']),
    waiver: textOrNull(value['waiver']),
    usedFor: listOf(value['used_for'], textOrNull),
  }
}

function readSource(value: unknown): Source | null {
  if (!isObject(value)) return null
  return {
    document: text(value['document']),
    section: text(value['section']),
    date: text(value['date']),
    number: textOrNull(value['number']),
  }
}

function readButton(value: unknown): Button | null {
  if (!isObject(value)) return null
  const title = text(value['title'])
  const payload = text(value['payload']) || title
  return title === '' ? null : { title, payload }
}
