/** Fails the build when a page's first load (html, its scripts and styles, gzip) is over its budget. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const BUDGETS_KB = { 'citizen/index.html': 60 }

const built = fileURLToPath(new URL('../../bot/gateway/static/', import.meta.url))

const gzipped = (path) => gzipSync(readFileSync(built + path)).length

for (const [page, budget] of Object.entries(BUDGETS_KB)) {
  const html = readFileSync(built + page, 'utf8')
  const assets = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((m) => m[1]))
  const bytes = [page, ...assets].reduce((sum, path) => sum + gzipped(path), 0)
  const line = `${page}: first load ${(bytes / 1024).toFixed(1)} KB gzip (budget ${budget} KB)`
  console.log(line)
  if (bytes > budget * 1024) {
    console.error('over budget')
    process.exit(1)
  }
}
