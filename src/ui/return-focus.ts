import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * Remembers what had the focus before a box opened. The function that it returns gives the focus back; where nothing
 * had it, or what had it is gone, `otherwise` is asked.
 */
export function useReturnFocus(otherwise?: () => void): () => void {
  const opener = useRef<Element | null>(null);
  const ask = useRef(otherwise);
  ask.current = otherwise;
  useLayoutEffect(() => {
    opener.current = document.activeElement;
  }, []);
  return useCallback(() => {
    const element = opener.current;
    if (element instanceof HTMLElement && element !== document.body && element.isConnected) {
      element.focus({ preventScroll: true });
    } else if (element instanceof SVGElement && element.isConnected) {
      element.focus({ preventScroll: true });
    } else ask.current?.();
  }, []);
}
