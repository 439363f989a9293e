/** Sends the service's Content-Security-Policy with `npm run preview`, so that a breach shows up here first. */
import type { Plugin } from 'vite'

const POLICY = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export function strictPolicy(): Plugin {
  return {
    name: 'jiesu-strict-policy',
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', POLICY)
        next()
      })
    },
  }
}
