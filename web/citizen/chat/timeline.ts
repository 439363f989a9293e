/** The rows the page shows, from what was said and what is still to be sent. */
import { isLongPause, spokenTime } from '../text/times'
import type { Message } from './message'
import type { Outgoing } from './outbox'

export type Row =
  | { kind: 'time'; key: string; label: string }
  | { kind: 'message'; key: string; message: Message; shown: string; buttonsActive: boolean }
  | { kind: 'outgoing'; key: string; entry: Outgoing; shown: string }

export interface Said {
  messages: readonly Message[]
  outgoing: readonly Outgoing[]
  titles: ReadonlyMap<string, string>
  now: Date
}

export function timeline({ messages, outgoing, titles, now }: Said): Row[] {
  const rows: Row[] = []
  const active = newestWithButtons(messages)
  let before: Message | null = null
  for (const message of messages) {
    if (before === null || isLongPause(before.at, message.at)) rows.push(...timeRow(message, now))
    rows.push({
      kind: 'message',
      // The row of a message being sent keeps its key when it is acknowledged, so that it does not jump.
      key: message.id ?? `seq-${message.seq}`,
      message,
      shown: (message.id !== null && titles.get(message.id)) || message.text,
      buttonsActive: message.seq === active,
    })
    before = message
  }
  for (const entry of outgoing) {
    rows.push({ kind: 'outgoing', key: entry.id, entry, shown: entry.title ?? entry.text })
  }
  return rows
}

function newestWithButtons(messages: readonly Message[]): number | null {
  const withButtons = messages.filter((message) => message.buttons.length > 0)
  return withButtons[withButtons.length - 1]?.seq ?? null
}

function timeRow(message: Message, now: Date): Row[] {
  const label = spokenTime(message.at, now)
  return label === '' ? [] : [{ kind: 'time', key: `time-${message.seq}`, label }]
}
