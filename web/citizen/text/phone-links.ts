/** Finds the telephone numbers in a sentence, so that they can be dialled with one touch. */

export interface Piece {
  text: string
  /** The number for a tel: link; null for plain text. */
  dial: string | null
}

const EMERGENCY = ['110', '119', '120', '122']
const HOTLINES = [
  '12345', '12315', '12320', '12328', '12329', '12333', '12348', '12350',
  '12366', '12367', '12369', '12377', '12388', '12389', '12393', '95598',
]

const NUMBER = /0\d{2,3}-\d{7,8}|400-\d{3}-\d{4}|\d+/g

/** 110, 119, 120 and 122 are amounts too (“120 元”): they need one of these beside them to be telephones. */
const CALLING_BEFORE = /(?:拨打|拨|打|致电|电话|热线|报警|急救|火警)[\s：:“]*$/
const CALLING_AFTER = /^[\s”]*(?:报警|火警|急救|交通)/
/** “拨打 110、120”: these pass the calling on, but do not begin it. */
const PASSING_ON = /^[\s”]*(?:[、，/]|和|或|或者)[\s“]*$/
const UNIT_AFTER = /^\s*(?:元|万|天|日|个|份|人|件|分|小时|年|月|平|项|种|号文|%|％|[.．]\d)/

export function phonePieces(sentence: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { number, start } of numbersIn(sentence)) {
    const before = sentence.slice(end, start)
    const after = sentence.slice(start + number.length)
    if (!isPhone(number, before, after, pieces.length > 0)) continue
    if (before !== '') pieces.push({ text: before, dial: null })
    pieces.push({ text: number, dial: number.replace(/-/g, '') })
    end = start + number.length
  }
  if (end < sentence.length) pieces.push({ text: sentence.slice(end), dial: null })
  return pieces
}

/** The emergency numbers named in a message that is known to be about an emergency, each once, in order. */
export function emergencyNumbers(message: string): string[] {
  const named = numbersIn(message).map(({ number }) => number)
  return [...new Set(named)].filter((number) => EMERGENCY.includes(number))
}

function numbersIn(sentence: string): { number: string; start: number }[] {
  const found: { number: string; start: number }[] = []
  sentence.replace(NUMBER, (number: string, start: number) => {
    found.push({ number, start })
    return number
  })
  return found
}

function isPhone(number: string, before: string, after: string, phoneBefore: boolean): boolean {
  if (number.includes('-')) return true
  if (UNIT_AFTER.test(after)) return false
  if (HOTLINES.includes(number)) return true
  if (!EMERGENCY.includes(number)) return false
  return CALLING_BEFORE.test(before) || CALLING_AFTER.test(after) || (phoneBefore && PASSING_ON.test(before))
}
