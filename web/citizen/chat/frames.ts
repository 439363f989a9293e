/** The frames of /ws/chat in both directions. */
import { isObject, listOf, parseJson, text, textOrNull } from '../../shared/json-reading'
import { readMessage, type Message } from './message'

export type ClientFrame =
  | { type: 'hello'; conversation: string | null; after: number }
  | { type: 'message'; id: string; text: string }

export type ServerFrame =
  | { type: 'welcome'; conversation: string; messages: Message[] }
  | { type: 'message'; message: Message }
  | { type: 'typing'; on: boolean }
  | { type: 'error'; error: string; message: string; id: string | null }

/** null for anything this page does not know; a newer service may say more than an older page understands. */
export function readServerFrame(raw: unknown): ServerFrame | null {
  const frame = typeof raw === 'string' ? parseJson(raw) : null
  if (!isObject(frame)) return null
  switch (frame['type']) {
    case 'welcome': {
      const conversation = textOrNull(frame['conversation'])
      if (conversation === null) return null
      return { type: 'welcome', conversation, messages: listOf(frame['messages'], readMessage) }
    }
    case 'message': {
      const message = readMessage(frame['message'])
      return message && { type: 'message', message }
    }
    case 'typing':
      return { type: 'typing', on: frame['on'] === true }
    case 'error':
      return { type: 'error', error: text(frame['error']), message: text(frame['message']), id: textOrNull(frame['id']) }
    default:
      return null
  }
}
