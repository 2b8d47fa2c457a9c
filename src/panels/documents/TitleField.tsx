import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import { LIMITS } from "@/graph";

interface TitleFieldProps {
  readonly title: string;
  readonly onCommit: (title: string) => void;
  /** Escape, or leaving it unchanged. */
  readonly onCancel: () => void;
  readonly className?: string | undefined;
}

/** A field for the title of a graph. Enter and leaving it commit, Escape reverts. */
export function TitleField({ title, onCommit, onCancel, className }: TitleFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const finish = (text: string) => {
    // Taking the field away makes it lose the focus, which must not count a second time.
    if (done.current) return;
    done.current = true;
    const wanted = text.trim();
    if (wanted === title) onCancel();
    else onCommit(wanted);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") finish(event.currentTarget.value);
    else if (event.key === "Escape") finish(title);
    else return;
    // Neither the dialog around it nor the page hears of it.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={field}
      className={className}
      aria-label="Title of the graph"
      defaultValue={title}
      placeholder="Untitled"
      maxLength={LIMITS.title}
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="done"
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
