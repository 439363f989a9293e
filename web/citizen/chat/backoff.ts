/** How long to wait before connecting again. */

const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/**
 * Doubles with every failure up to half a minute. Half of it is random (0 <= random < 1), so that
 * all citizens do not come back in the same second after the service restarts.
 */
export function reconnectDelay(failures: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  return Math.round(whole / 2 + (whole / 2) * random)
}
