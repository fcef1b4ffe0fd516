// A page that nobody touches locks itself; so does one that is left.
import { useEffect } from 'preact/hooks';

/** After so many minutes. */
export const idleMinutes = 5;

const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls `lock` where the page is open and untouched for long, or is left. */
export function useIdle(isOpen: boolean, lock: (why: 'locked' | 'idle') => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    let touched = Date.now();
    const touch = (): void => {
      touched = Date.now();
    };
    const leave = (): void => {
      lock('locked');
    };
    // By the clock: a timer stands still while the PC sleeps.
    const timer = setInterval(() => {
      if (Date.now() - touched >= idleMinutes * 60_000) lock('idle');
    }, 2_000);
    for (const kind of touches) addEventListener(kind, touch, { passive: true });
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      for (const kind of touches) removeEventListener(kind, touch);
      removeEventListener('pagehide', leave);
    };
  }, [isOpen, lock]);
}
