/**
 * Keeps the page above the on-screen keyboard. Chromium does it by the viewport meta tag
 * (interactive-widget); Safari lays its keyboard over the page and only tells visualViewport.
 */
export function followKeyboard(): void {
  const viewport = window.visualViewport
  if (!viewport) return
  const root = document.documentElement
  viewport.addEventListener('resize', () => {
    // Pinch zoom shrinks the visual viewport as well, but then the page should stay as it is.
    const covered = viewport.scale === 1 ? window.innerHeight - viewport.height : 0
    root.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`)
  })
}
