/** The session as Vue sees it: read-only views that follow it, and what the citizen can do. */
import { computed, inject, shallowRef, triggerRef, type InjectionKey } from 'vue'
import { randomId } from '../../shared/random-id'
import type { PageStorage } from '../../shared/page-storage'
import { browserClock } from './clock'
import { Opinions, postOpinion, type Opinion } from './opinions'
import { ChatSession } from './session'
import { timeline } from './timeline'

/** From the third failed attempt on the page names the telephone. */
const FAILURES_BEFORE_PHONE = 3

export type ChatStore = ReturnType<typeof createChatStore>

export const CHAT: InjectionKey<ChatStore> = Symbol('chat')

export function useChat(): ChatStore {
  const store = inject(CHAT)
  if (!store) throw new Error('no chat store was provided')
  return store
}

export function createChatStore(storage: PageStorage) {
  const session = new ChatSession({
    openSocket: () => new WebSocket(socketAddress()),
    clock: browserClock,
    random: Math.random,
    newId: randomId,
    now: () => new Date(),
    storage,
    onChange: () => {
      triggerRef(view)
    },
  })
  const view = shallowRef(session)
  return { session, ...views(() => view.value), ...ticking(session), ...judging(session) }
}

function views(session: () => ChatSession) {
  return {
    rows: computed(() =>
      timeline({
        messages: session().transcript.messages,
        outgoing: session().outbox.all,
        titles: session().memory.titles,
        now: new Date(),
      }),
    ),
    typing: computed(() => session().typing),
    complaint: computed(() => session().complaint),
    online: computed(() => session().link.phase === 'open'),
    loading: computed(() => !session().welcomed && session().memory.token !== null),
    unsent: computed(() => session().outbox.all.length),
    trouble: computed<'none' | 'lost' | 'unreachable'>(() => {
      const { phase, failures } = session().link
      if (phase !== 'lost') return 'none'
      return failures < FAILURES_BEFORE_PHONE ? 'lost' : 'unreachable'
    }),
  }
}

function ticking(session: ChatSession) {
  const ticked = shallowRef(session.memory.ticked)
  return {
    ticked,
    tick(key: string, on: boolean) {
      const keys = new Set(ticked.value)
      if (on) keys.add(key)
      else keys.delete(key)
      session.memory.ticked = keys
      ticked.value = keys
    },
  }
}

function judging(session: ChatSession) {
  const opinions = new Opinions({
    memory: session.memory,
    post: postOpinion,
    onChange: () => {
      triggerRef(view)
    },
  })
  const view = shallowRef(opinions)
  return {
    opinionOf: (receipt: string): Opinion => view.value.of(receipt),
    judge: (receipt: string, helpful: boolean) => opinions.press(receipt, helpful),
  }
}

function socketAddress(): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${location.host}/ws/chat`
}
