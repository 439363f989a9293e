/** A text field as high as its text, up to a number of lines. */
import { nextTick, onMounted, watch, type Ref } from 'vue'

export function useGrowingField(field: Ref<HTMLTextAreaElement | null>, text: Ref<string>, mostLines: number): void {
  function fit(): void {
    const box = field.value
    if (!box) return
    const style = getComputedStyle(box)
    const frame = box.offsetHeight - box.clientHeight
    const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)
    const most = parseFloat(style.lineHeight) * mostLines + padding + frame
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight + frame, most)}px`
  }

  watch(text, () => nextTick(fit))
  onMounted(() => {
    fit()
    // Also when the width changes or 关怀版 is switched.
    if (typeof ResizeObserver === 'undefined' || !field.value) return
    let width = 0
    new ResizeObserver(([entry]) => {
      const now = entry?.contentRect.width ?? 0
      if (now !== width) fit()
      width = now
    }).observe(field.value)
  })
}
