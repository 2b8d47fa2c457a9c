import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Sizes that an equation is tried at, times the ordinary one, until all of it is seen. */
const SCALES = [1.3, 1.15, 1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.55, 0.5];
const LEAST = SCALES.length - 1;
const ORDINARY = SCALES.indexOf(1);
/** From this width on, in pixels, the board stands beside the words, and what it leaves stays empty: there it may be larger. */
const WIDE_FRAME = 900;
/** Below this an equation is hard to read: rather than so small, the short one is shown. */
const READABLE = 0.6;
/** What is rounded, in pixels. */
const ROUNDING = 1;

/** What an equation looks like once it is fitted into its room. */
export interface Fitting {
  /** Too large even at the least size. */
  readonly cut: boolean;
  /** Seen whole only where it is too small to be read with ease. */
  readonly tiny: boolean;
}

/** What takes room on a board, in pixels at the size that it is shown at. */
interface Extent {
  readonly height: number;
  /** Of all formulas beside each other. */
  readonly width: number;
}

/** The size that was found for a board, and what it was found for. */
interface Found {
  /** Index in `SCALES`; past the last where none fits. */
  readonly scale: number;
  readonly extent: Extent;
  /** Width and height of the frame. */
  readonly room: string;
}

/** The size that boards of one place were last found at, as an index in `SCALES`: the next board is tried at it first. */
export type LastScale = RefObject<number | null>;

/**
 * Sets the type of a board, whose content is sized in em, as large as it can be with all of it seen, in the frame around it. The frame
 * is what the board stands in.
 */
export function useFittingScale(
  board: RefObject<HTMLElement | null>,
  content: unknown,
  last: LastScale,
): Fitting {
  const [fitted, setFitted] = useState<Fitting>({ cut: false, tiny: false });
  const fitter = useRef<BoardFitter | null>(null);
  useLayoutEffect(() => {
    const element = board.current;
    const frame = element?.parentElement;
    if (!element || !frame) return;
    const made = new BoardFitter(element, frame, last, ({ cut, tiny }) =>
      setFitted((before) => (before.cut === cut && before.tiny === tiny ? before : { cut, tiny })),
    );
    fitter.current = made;
    return made.watch();
  }, [board, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another content is another size.
  useLayoutEffect(() => {
    fitter.current?.fitContent();
  }, [content]);
  return fitted;
}

/**
 * Fits one board into its frame. Every size that is tried makes the browser lay out the page, in each frame while a number
 * is dragged; so a larger size than the present one is tried only where it can have become possible, and whether the present
 * one still fits is asked once the browser has laid out the page anyway.
 */
class BoardFitter {
  private found: Found | null = null;
  private observer: ResizeObserver | null = null;
  /** Is a fit put off until the page is laid out? */
  private isPutOff = false;

  constructor(
    private readonly board: HTMLElement,
    private readonly frame: HTMLElement,
    private readonly last: LastScale,
    private readonly tell: (fitting: Fitting) => void,
  ) {}

  /** Fits anew whenever the frame or the measures of the type change. Returns what ends that. */
  watch(): () => void {
    const fitAnew = () => {
      this.found = null;
      this.fit();
    };
    if (typeof ResizeObserver !== "undefined") {
      this.observer = new ResizeObserver(() => {
        // It also tells the size that it begins with.
        if (this.found?.room !== this.room()) fitAnew();
        else if (this.isPutOff) this.fit();
      });
    }
    this.observer?.observe(this.frame);
    // A face of the type of formulas is fetched when the first formula asks for it: until then another has other measures.
    document.fonts?.addEventListener("loadingdone", fitAnew);
    return () => {
      document.fonts?.removeEventListener("loadingdone", fitAnew);
      this.observer?.disconnect();
    };
  }

  /** Fits other content of the same board: in this frame of the screen, once it is laid out, where the board has a size. */
  fitContent(): void {
    if (!this.found || !this.observer) {
      this.fit();
      return;
    }
    this.isPutOff = true;
    // An observer tells of what it comes to observe after the next layout, and before that is seen.
    this.observer.unobserve(this.frame);
    this.observer.observe(this.frame);
  }

  private fit(): void {
    this.isPutOff = false;
    if (!this.found || !this.stands(this.found)) {
      const guess = this.last.current ?? ORDINARY;
      // Before anything is measured: what is laid out at another size than it is tried at is laid out twice.
      this.board.style.fontSize = `${SCALES[Math.min(guess, LEAST)]}rem`;
      const scale = largest((each) => this.fits(each), this.first(), guess);
      this.last.current = scale;
      this.found = { scale, extent: this.extent(), room: this.room() };
    }
    const { scale } = this.found;
    const cut = scale > LEAST;
    this.board.setAttribute("data-cut", String(cut));
    this.tell({ cut, tiny: cut || (SCALES[scale] ?? 0) < READABLE });
  }

  /** Is the size that was found still the largest? It is, where the content fits and takes no less room than it did then. */
  private stands({ scale, extent }: Found): boolean {
    if (scale > LEAST) return !this.fits(LEAST);
    if (!this.fits(scale)) return false;
    if (scale === this.first()) return true;
    const now = this.extent();
    return now.height >= extent.height - ROUNDING && now.width >= extent.width - ROUNDING;
  }

  /** The largest size that is tried. */
  private first(): number {
    return this.frame.clientWidth > WIDE_FRAME ? 0 : ORDINARY;
  }

  private fits(scale: number): boolean {
    this.board.style.fontSize = `${SCALES[scale]}rem`;
    return !isCut(this.board, this.frame);
  }

  private extent(): Extent {
    const [content = this.board] = this.board.children;
    const formulas = Array.from(this.board.querySelectorAll("[data-row] .katex-html"));
    const width = formulas.reduce((sum, formula) => sum + formula.getBoundingClientRect().width, 0);
    return { height: content.getBoundingClientRect().height, width };
  }

  private room(): string {
    return `${this.frame.clientWidth} × ${this.frame.clientHeight}`;
  }
}

/**
 * The index of the largest size from the `first` on that fits, which is set then; past the last, with the last set, where none does.
 * The `guess` is tried first, and the next larger one after it; only where it is neither are others tried.
 */
function largest(fits: (scale: number) => boolean, first: number, guess: number): number {
  let tooLarge = first - 1;
  let fitting = LEAST + 1;
  let next = Math.max(first, Math.min(guess, LEAST));
  let tried = tooLarge;
  while (fitting - tooLarge > 1) {
    tried = next;
    if (fits(next)) fitting = next;
    else tooLarge = next;
    next = next === guess && fitting === guess ? guess - 1 : (tooLarge + fitting) >> 1;
  }
  const found = Math.min(fitting, LEAST);
  if (tried !== found) fits(found);
  return fitting;
}

/** Does something stand out of the board, or of what it scrolls in? */
function isCut(board: HTMLElement, frame: HTMLElement): boolean {
  const rows = Array.from(board.querySelectorAll<HTMLElement>("[data-row]"));
  if (rows.some((row) => row.scrollWidth > row.clientWidth + ROUNDING)) return true;
  const [content = board] = board.children;
  const foot = content.getBoundingClientRect().bottom + board.scrollTop + frame.scrollTop;
  return foot > frame.getBoundingClientRect().bottom + ROUNDING;
}
