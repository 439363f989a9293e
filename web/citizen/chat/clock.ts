/** Timers as an argument, so that tests need not wait. */
export interface Clock {
  /** Returns a function that cancels the call. */
  after(ms: number, call: () => void): () => void
}

export const browserClock: Clock = {
  after(ms, call) {
    const timer = setTimeout(call, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}
