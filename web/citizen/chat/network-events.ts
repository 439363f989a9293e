/** Tells the session what the browser knows: network gone or back, page asleep or awake, another tab's change. */
import { TOKEN_KEY } from './memory'
import type { ChatSession } from './session'

/** After a longer sleep phones have often dropped the connection without saying so. */
const SLEEP_MS = 60_000

export function followBrowser(session: ChatSession, storagePrefix: string): void {
  let hiddenSince: number | null = null

  addEventListener('online', () => {
    session.connect()
  })
  addEventListener('offline', () => {
    session.suspend()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hiddenSince = Date.now()
      return
    }
    const asleep = hiddenSince !== null && Date.now() - hiddenSince > SLEEP_MS
    hiddenSince = null
    if (asleep || session.link.phase === 'lost') session.connect()
  })
  addEventListener('storage', (event) => {
    if (event.key === storagePrefix + TOKEN_KEY) session.follow()
  })
}
