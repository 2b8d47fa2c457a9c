import { FrameTask, isFocusTaken } from "@/ui";

/** Gives the focus to what is drawn a few frames later. */
export interface FocusSeeking {
  /** Asks for the focus of something, by its id. */
  seek(id: string, find: (id: string) => HTMLElement | null | undefined): void;
  /** Asks for nothing more. */
  end(): void;
  /** What is asked for and not there yet. */
  sought(): string | null;
}

interface Search {
  readonly id: string;
  readonly find: (id: string) => HTMLElement | null | undefined;
  /** What had the focus when it was asked for. */
  readonly focusedBefore: Element | null;
  readonly framesLeft: number;
}

/**
 * Seeks something for so many frames. Where a field or a box has taken the focus since it was asked for, it stays there:
 * whoever adds a node and at once presses / for the next one would type past the search.
 */
export function createFocusSeeking(frames: number): FocusSeeking {
  let search: Search | null = null;
  const looking = new FrameTask("rest", look);

  function look(): void {
    if (!search) return;
    const { id, find, focusedBefore, framesLeft } = search;
    const found = find(id);
    if (!found && framesLeft > 0) {
      search = { ...search, framesLeft: framesLeft - 1 };
      looking.ask();
      return;
    }
    end();
    if (!isFocusTaken(focusedBefore)) found?.focus({ preventScroll: true });
  }

  function end(): void {
    search = null;
    looking.cancel();
  }

  return {
    sought: () => search?.id ?? null,
    seek(id, find) {
      search = { id, find, focusedBefore: document.activeElement, framesLeft: frames };
      look();
    },
    end,
  };
}
