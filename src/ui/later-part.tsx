import { type ComponentType, use } from "react";

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

/** A part of the page in a file of its own. */
export type LaterPart<Props extends object> = ComponentType<Props> & {
  /** Fetches the part before it is shown. What cannot be had is fetched again when it is. */
  readonly preload: () => Promise<void>;
};

const preloads: (() => Promise<void>)[] = [];

/**
 * A part of the page in a file of its own, which is fetched when the part is first shown, or before by `preloadParts`.
 * Meanwhile it suspends; once fetched it is drawn at once. Throws `NotLoaded` to the nearest ErrorBoundary.
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LaterPart<Props> {
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<ComponentType<Props>> | null = null;
  const fetch = (): Promise<ComponentType<Props>> => {
    loading ??= load().then(
      (part) => {
        loaded = part;
        return part;
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
  const Later = (props: Props) => {
    const Part = loaded ?? use(fetch());
    return <Part {...props} />;
  };
  return Object.assign(Later, { preload });
}

/** Fetches all parts, one after the other. */
export async function preloadParts(): Promise<void> {
  for (const preload of preloads) await preload();
}
