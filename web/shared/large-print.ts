/** 关怀版: bigger text and targets for the whole page, remembered on this device. */
import { ref, watch, type Ref } from 'vue'
import type { PageStorage } from './page-storage'

const KEY = 'large-print'

export function useLargePrint(storage: PageStorage): Ref<boolean> {
  const on = ref(storage.get(KEY) === 'on')
  watch(
    on,
    (value) => {
      document.documentElement.dataset['print'] = value ? 'large' : 'normal'
      storage.set(KEY, value ? 'on' : 'off')
    },
    { immediate: true },
  )
  return on
}
