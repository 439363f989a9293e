/** Whether the citizen found answers helpful: shown at once, kept on the device, sent one after the other. */
import type { Memory } from './memory'

export interface Opinion {
  /** null until something was pressed. */
  helpful: boolean | null
  /** 'kept' and 'failed' only after something was pressed in this visit. */
  state: 'none' | 'sending' | 'kept' | 'failed'
}

export interface OpinionsOptions {
  memory: Memory
  /** Resolves to whether the service kept it; never rejects. */
  post(receipt: string, helpful: boolean): Promise<boolean>
  onChange(): void
}

export class Opinions {
  private readonly states = new Map<string, Opinion['state']>()
  private readonly pressed = new Map<string, boolean>()

  constructor(private readonly options: OpinionsOptions) {}

  of(receipt: string): Opinion {
    const helpful = this.pressed.get(receipt) ?? this.options.memory.opinions.get(receipt) ?? null
    return { helpful, state: this.states.get(receipt) ?? 'none' }
  }

  /** Resolves when nothing is left to send for this answer. */
  async press(receipt: string, helpful: boolean): Promise<void> {
    this.pressed.set(receipt, helpful)
    const sending = this.states.get(receipt) === 'sending'
    this.move(receipt, 'sending')
    // What is under way sends the newest itself when it is done: two at once could arrive in the wrong order.
    if (!sending) await this.send(receipt, helpful)
  }

  private async send(receipt: string, helpful: boolean): Promise<void> {
    const kept = await this.options.post(receipt, helpful)
    if (kept) this.remember(receipt, helpful)
    const wanted = this.pressed.get(receipt)
    if (wanted !== undefined && wanted !== helpful) {
      await this.send(receipt, wanted)
      return
    }
    // What was not kept is not shown as pressed: the last that was kept is.
    this.pressed.delete(receipt)
    this.move(receipt, kept ? 'kept' : 'failed')
  }

  private remember(receipt: string, helpful: boolean): void {
    const opinions = new Map(this.options.memory.opinions)
    opinions.delete(receipt)
    this.options.memory.opinions = opinions.set(receipt, helpful)
  }

  private move(receipt: string, state: Opinion['state']): void {
    this.states.set(receipt, state)
    this.options.onChange()
  }
}

export async function postOpinion(receipt: string, helpful: boolean): Promise<boolean> {
  try {
    const response = await fetch(`/api/v1/receipts/${encodeURIComponent(receipt)}/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ helpful }),
    })
    return response.ok
  } catch {
    return false
  }
}
