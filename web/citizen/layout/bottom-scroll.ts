/**
 * Where the conversation is scrolled to: follows new messages while the reader is at the bottom,
 * leaves them alone while they read further up.
 */
import { nextTick, onMounted, onUnmounted, ref, type Ref } from 'vue'

/** Nearer to the end than this counts as being there. */
const NEAR_PX = 48
/** Kept free above a message that is shown from its first line. */
const MARGIN_PX = 12

/** While nothing has been `begun` there is no end to keep in sight: one reads the opening from its top. */
export function useBottomScroll(scroller: Ref<HTMLElement | null>, begun: () => boolean) {
  const atBottom = ref(true)
  const missed = ref(false)

  function look(): void {
    const box = scroller.value
    if (!box) return
    atBottom.value = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    if (atBottom.value) missed.value = false
  }

  async function toBottom(): Promise<void> {
    await nextTick()
    const box = scroller.value
    if (box) box.scrollTop = box.scrollHeight
    look()
  }

  /** Shows what was just added; an answer taller than the screen from its first line, not its last. */
  async function follow(first: () => Element | null): Promise<void> {
    const wasAtBottom = atBottom.value
    if (!wasAtBottom) {
      missed.value = true
      return
    }
    await nextTick()
    const box = scroller.value
    if (!box) return
    const top = first()?.getBoundingClientRect().top ?? Infinity
    const start = box.scrollTop + top - box.getBoundingClientRect().top - MARGIN_PX
    box.scrollTop = Math.min(box.scrollHeight - box.clientHeight, start)
    look()
  }

  onResize(scroller, () => {
    if (begun() && atBottom.value) void toBottom()
  })
  return { atBottom, missed, look, toBottom, follow }
}

/** The keyboard opens, the input grows: what was visible at the bottom stays visible. */
function onResize(box: Ref<HTMLElement | null>, call: () => void): void {
  if (typeof ResizeObserver === 'undefined') return
  const observer = new ResizeObserver(call)
  onMounted(() => {
    if (box.value) observer.observe(box.value)
  })
  onUnmounted(() => {
    observer.disconnect()
  })
}
