import { useCallback, useRef, useState } from "react";

/**
 * Remembers what had the focus before a box opened. The function that it returns gives the focus back; where nothing
 * had it, or what had it is gone, `otherwise` is asked.
 */
export function useReturnFocus(otherwise?: () => void): () => void {
  // Before anything inside the box takes the focus.
  const [opener] = useState(() => document.activeElement);
  const ask = useRef(otherwise);
  ask.current = otherwise;
  return useCallback(() => {
    if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) {
      opener.focus({ preventScroll: true });
    } else if (opener instanceof SVGElement && opener.isConnected) {
      opener.focus({ preventScroll: true });
    } else ask.current?.();
  }, [opener]);
}
