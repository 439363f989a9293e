/** Lays a .gz copy beside every built text; the service sends it to browsers that take gzip, which all do. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, gzipSync } from 'node:zlib'

const TEXTS = /\.(?:css|html|js|svg)$/

const built = fileURLToPath(new URL('../../bot/gateway/static/', import.meta.url))

const files = readdirSync(built, { recursive: true }).map((name) => join(built, String(name)))

for (const file of files.filter((name) => TEXTS.test(name))) {
  const copy = gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION })
  writeFileSync(`${file}.gz`, copy)
}
