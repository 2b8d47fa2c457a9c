import { useState } from "react";

interface Kept<Value> {
  readonly text: string;
  /** The value it was typed over. */
  readonly over: Value;
  readonly sentence: string | null;
}

/** What is typed into a field and not taken yet. */
export interface Draft {
  /** Null where nothing is typed. */
  readonly text: string | null;
  /** Why it was not taken. */
  readonly sentence: string | null;
  readonly isFocused: boolean;
  readonly setFocused: (focused: boolean) => void;
  readonly type: (text: string) => void;
  /** Leaves what was typed, with the reason why it is not taken. */
  readonly refuse: (sentence: string) => void;
  readonly drop: () => void;
}

/**
 * The draft of a field that shows this value. While it is being typed it survives whatever becomes of the value; once the
 * field is left, a draft that was refused is out of date as soon as the value changes elsewhere.
 */
export function useDraft<Value>(value: Value): Draft {
  const [kept, setKept] = useState<Kept<Value> | null>(null);
  const [isFocused, setFocused] = useState(false);
  const draft = kept !== null && (isFocused || Object.is(kept.over, value)) ? kept : null;
  return {
    text: draft?.text ?? null,
    sentence: draft?.sentence ?? null,
    isFocused,
    setFocused,
    type: (text) => setKept({ text, over: value, sentence: null }),
    refuse: (sentence) => {
      if (draft) setKept({ text: draft.text, over: value, sentence });
    },
    drop: () => setKept(null),
  };
}
