/** How long a message is, counted as the service counts: in characters, not in UTF-16 units. */

export const LONGEST_MESSAGE = 500
export const COUNTER_FROM = 400

export function lengthOf(text: string): number {
  return Array.from(text.trim()).length
}
