/** Times and dates as a Chinese reader writes them; `now` is an argument. */

const DAY_MS = 86_400_000

/** “14:05”, “昨天 14:05”, “3月5日 14:05”, “2024年3月5日 14:05”; empty when `at` is no time. */
export function spokenTime(at: string, now: Date): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return ''
  const clock = `${pad(time.getHours())}:${pad(time.getMinutes())}`
  const days = Math.round((startOfDay(now) - startOfDay(time)) / DAY_MS)
  if (days === 0) return clock
  if (days === 1) return `昨天 ${clock}`
  const date = `${time.getMonth() + 1}月${time.getDate()}日`
  return time.getFullYear() === now.getFullYear() ? `${date} ${clock}` : `${time.getFullYear()}年${date} ${clock}`
}

/** “2024年4月28日”, “2024年4月” or “2024年”, as exactly as the source knows it. */
export function spokenDate(date: string): string {
  const [whole, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? []
  if (whole === undefined) return date
  return `${year ?? ''}年` + (month ? `${Number(month)}月` : '') + (day ? `${Number(day)}日` : '')
}

/** True when a time stamp is due between two messages. */
export function isLongPause(before: string, after: string): boolean {
  return new Date(after).getTime() - new Date(before).getTime() > 5 * 60_000
}

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()
}

function pad(part: number): string {
  return String(part).padStart(2, '0')
}
