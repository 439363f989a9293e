/** Starts the citizen page. */
import { createApp } from 'vue'
import { browserStorage } from '../shared/page-storage'
import App from './App.vue'
import { followBrowser } from './chat/network-events'
import { CHAT, createChatStore } from './chat/store'
import { followKeyboard } from './layout/keyboard'
import './style/tokens.css'
import './style/base.css'
import './style/print.css'

const PREFIX = 'jiesu.'

const storage = browserStorage(PREFIX)
const store = createChatStore(storage)

createApp(App, { storage }).provide(CHAT, store).mount('#app')

followKeyboard()
followBrowser(store.session, PREFIX)
store.session.connect()
