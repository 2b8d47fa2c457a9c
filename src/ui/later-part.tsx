import { type ComponentType, use, useEffect, useState } from "react";

/** What is thrown where the file of a part cannot be fetched: the page is offline, or the file is gone. */
export class NotLoaded extends Error {
  constructor(
    reason: unknown,
    /** Lets the next showing of the part fetch it anew. */
    readonly forget: () => void,
  ) {
    super(reason instanceof Error ? reason.message : String(reason));
  }
}

/** What is in a file of its own. */
export interface LaterFile<Content> {
  /** null until it was fetched. */
  readonly get: () => Content | null;
  /** Rejects with `NotLoaded`. */
  readonly fetch: () => Promise<Content>;
  /** Fetches it before it is needed. What cannot be had is fetched again when it is. */
  readonly preload: () => Promise<void>;
}

/** A part of the page in a file of its own. */
export type LaterPart<Props extends object> = ComponentType<Props> & {
  readonly preload: () => Promise<void>;
};

const preloads: (() => Promise<void>)[] = [];

/** What is fetched when it is needed first, or before by `preloadParts`. */
export function laterFile<Content>(load: () => Promise<Content>): LaterFile<Content> {
  let loaded: Content | null = null;
  let loading: Promise<Content> | null = null;
  const fetch = (): Promise<Content> => {
    loading ??= load().then(
      (content) => {
        loaded = content;
        return content;
      },
      (reason) => {
        throw new NotLoaded(reason, () => {
          loading = null;
        });
      },
    );
    return loading;
  };
  const preload = async (): Promise<void> => {
    try {
      await fetch();
    } catch (error) {
      if (error instanceof NotLoaded) error.forget();
    }
  };
  preloads.push(preload);
  return { get: () => loaded, fetch, preload };
}

/**
 * A part of the page in a file of its own, which is fetched when the part is first shown, or before by `preloadParts`.
 * Meanwhile it suspends; once fetched it is drawn at once. Throws `NotLoaded` to the nearest ErrorBoundary.
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LaterPart<Props> {
  const { get, fetch, preload } = laterFile(load);
  const Later = (props: Props) => {
    const Part = get() ?? use(fetch());
    return <Part {...props} />;
  };
  return Object.assign(Later, { preload });
}

/**
 * What a file of its own holds, once it is needed and was fetched; null until then, so that what stands around it is drawn
 * meanwhile. Throws `NotLoaded` to the nearest ErrorBoundary.
 */
export function useLater<Content>(file: LaterFile<Content>, isNeeded: boolean): Content | null {
  const [failure, setFailure] = useState<unknown>(null);
  const [, setFetched] = useState(false);
  const isMissing = isNeeded && file.get() === null;
  useEffect(() => {
    if (!isMissing) return;
    let isWanted = true;
    file.fetch().then(
      () => isWanted && setFetched(true),
      (reason: unknown) => isWanted && setFailure(reason),
    );
    return () => {
      isWanted = false;
    };
  }, [file, isMissing]);
  if (isMissing && failure !== null) throw failure;
  return file.get();
}

/** Fetches all parts, one after the other. */
export async function preloadParts(): Promise<void> {
  for (const preload of preloads) await preload();
}
