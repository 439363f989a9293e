import { defineConfig } from 'vitest/config'

// Times are shown in the reader's own zone; the tests fix one.
process.env['TZ'] = 'Asia/Shanghai'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Otherwise style sheets arrive empty, and the contrast test reads one.
    css: true,
  },
})
