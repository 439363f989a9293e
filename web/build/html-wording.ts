/** Puts the wording into a page's html, so that no Chinese sentence stands outside the wording file. */
import type { Plugin } from 'vite'
import { htmlWording as citizen } from '../citizen/wording.ts'

export function htmlWording(): Plugin {
  return {
    name: 'jiesu-html-wording',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace(/\{\{(\w+)\}\}/g, (_, key: string) => wordingFor(key)),
    },
  }
}

function wordingFor(key: string): string {
  const text = new Map<string, string>(Object.entries(citizen)).get(key)
  if (text === undefined) throw new Error(`wording.ts has no html wording called ${key}`)
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
