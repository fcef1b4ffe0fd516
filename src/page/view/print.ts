// The page on paper: a key that is shown is printed, also where it lies in a part that is folded.
import { useEffect } from 'preact/hooks';

/** Unfolds for print what holds a key that is shown, and folds it again afterwards. */
export function useWholePrint(): void {
  useEffect(() => {
    let unfolded: HTMLDetailsElement[] = [];
    const unfold = (): void => {
      const folded = document.querySelectorAll<HTMLDetailsElement>('details:not([open])');
      const opened = [...folded].filter((one) => one.querySelector('code.shown') !== null);
      for (const one of opened) one.open = true;
      // Some browsers announce one print twice.
      unfolded = [...unfolded, ...opened];
    };
    const fold = (): void => {
      for (const one of unfolded) one.open = false;
      unfolded = [];
    };
    addEventListener('beforeprint', unfold);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', unfold);
      removeEventListener('afterprint', fold);
    };
  }, []);
}
