/** How the pages are built and served while developing; each page is one entry below. */
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { htmlWording } from './build/html-wording.ts'
import { mockChat } from './dev/mock-chat.ts'
import { strictPolicy } from './dev/strict-policy.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const service = process.env['JIESU_SERVICE']

const proxyToService = service
  ? {
      '/ws': { target: service, ws: true },
      '/api': { target: service },
    }
  : {}

export default defineConfig({
  root: here('.'),
  plugins: [vue(), htmlWording(), strictPolicy(), ...(service ? [] : [mockChat()])],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
  },
  server: { host: '127.0.0.1', port: 5173, proxy: proxyToService },
  preview: { host: '127.0.0.1', port: 4173, proxy: proxyToService },
  build: {
    outDir: here('../bot/gateway/static'),
    emptyOutDir: true,
    // Old phones: Chrome 73, Safari 12.1 and later run ES2019.
    target: 'es2019',
    cssTarget: ['chrome73', 'safari12.1', 'firefox68'],
    // The service's Content-Security-Policy allows no data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      input: {
        citizen: here('citizen/index.html'),
      },
    },
  },
})
