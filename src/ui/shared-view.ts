interface Followed<Value> {
  latest(): Value;
  isSame(shown: Value, next: Value): boolean;
  /** Calls back whenever there may be something newer; gives what ends that. */
  subscribe(follow: () => void): () => void;
  /** There is something newer: asks for `update`, now or later. */
  follow(shown: Value, next: Value): void;
  /** What was asked for later is not wanted any more. */
  cancel(): void;
}

/**
 * What some parts of the page show of something that changes more often than they are drawn. All of them share it, and with
 * it one subscription, and are drawn with the same of it; where there are none, nobody keeps it up to date.
 */
export class SharedView<Value extends object> {
  readonly #followed: Followed<Value>;
  readonly #listeners = new Set<() => void>();
  #shown: Value | null = null;
  #unfollow = () => {};

  constructor(followed: Followed<Value>) {
    this.#followed = followed;
  }

  /** For `useSyncExternalStore`. */
  readonly read = (): Value => this.#shown ?? this.#followed.latest();

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      this.#unfollow = this.#followed.subscribe(this.#follow);
      this.#shown = this.#followed.latest();
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#unfollow();
      this.#followed.cancel();
      this.#shown = null;
    };
  };

  /** Shows the newest, and takes back what was asked for later. */
  update(): void {
    this.#followed.cancel();
    const next = this.#followed.latest();
    if (this.#shown !== null && this.#followed.isSame(this.#shown, next)) return;
    this.#shown = next;
    for (const listener of this.#listeners) listener();
  }

  readonly #follow = (): void => {
    const next = this.#followed.latest();
    if (this.#shown !== null && !this.#followed.isSame(this.#shown, next)) {
      this.#followed.follow(this.#shown, next);
    }
  };
}
