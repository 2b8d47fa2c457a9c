import { isFocusTaken } from "@/ui";

/** Gives the focus to what is drawn a few frames later. */
export interface FocusSeeking {
  /** Asks for the focus of something, by its id. */
  seek(id: string, find: (id: string) => HTMLElement | null | undefined): void;
  /** Asks for nothing more. */
  end(): void;
  /** What is asked for and not there yet. */
  sought(): string | null;
}

/**
 * Seeks something for so many frames. Where a field or a box has taken the focus since it was asked for, it stays there:
 * whoever adds a node and at once presses / for the next one would type past the search.
 */
export function createFocusSeeking(frames: number): FocusSeeking {
  let sought: string | null = null;
  let turn = 0;
  return {
    sought: () => sought,
    seek(id, find) {
      sought = id;
      const own = ++turn;
      const before = document.activeElement;
      const look = (left: number): void => {
        // Another one may have been asked for since.
        if (own !== turn) return;
        const found = find(id);
        if (!found && left > 0) {
          requestAnimationFrame(() => look(left - 1));
          return;
        }
        sought = null;
        if (!isFocusTaken(before)) found?.focus({ preventScroll: true });
      };
      look(frames);
    },
    end() {
      sought = null;
      turn++;
    },
  };
}
