import { ViewportPortal } from "@xyflow/react";
import { useEffect, useRef, useState } from "react";
import { symbolLatex, symbolText } from "@/explain";
import { type Note, withNotePosition, withNoteText } from "@/graph";
import { documentOf, useBackflow } from "@/store";
import { IconButton, Prose, Tex } from "@/ui";
import { useLayerDrag } from "./layer-drag";
import { splitNote } from "./note-text";
import styles from "./notes.module.css";

/** Texts on the canvas. */
export function Notes() {
  const notes = useBackflow((state) => documentOf(state).notes);
  if (notes.length === 0) return null;
  return (
    <ViewportPortal>
      {notes.map((note) => (
        <NoteView key={note.id} note={note} />
      ))}
    </ViewportPortal>
  );
}

function NoteView({ note }: { readonly note: Note }) {
  const editing = useBackflow(({ interaction }) => {
    return interaction.kind === "writing-note" && interaction.note === note.id;
  });
  const drag = useLayerDrag((by, gesture) => {
    const state = useBackflow.getState();
    const now = documentOf(state).notes.find(({ id }) => id === note.id);
    if (!now) return;
    const position = { x: now.position.x + by.x, y: now.position.y + by.y };
    const value = withNotePosition(documentOf(state), note.id, position);
    state.apply({ ok: true, value }, { gesture });
  });
  const write = (): void => useBackflow.getState().setWritingNote(note.id);
  return (
    <article
      className={`${styles.note} nodrag nopan`}
      aria-label="Note"
      data-note={note.id}
      style={{ left: note.position.x, top: note.position.y }}
      {...(editing ? {} : drag)}
      onDoubleClick={(event) => {
        event.stopPropagation();
        write();
      }}
    >
      {editing ? (
        <Editor note={note} />
      ) : (
        <>
          <NoteText text={note.text} />
          <span className={styles.actions}>
            <IconButton icon="rename" label="Write in the note" onClick={write} />
            <IconButton
              icon="delete"
              label="Delete the note"
              onClick={() => {
                const state = useBackflow.getState();
                const value = withNoteText(documentOf(state), note.id, "");
                if (state.apply({ ok: true, value })) state.say("Deleted the note.");
              }}
            />
          </span>
        </>
      )}
    </article>
  );
}

function Editor({ note }: { readonly note: Note }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(note.text);
  const isTaken = useRef(true);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (): void => {
    const state = useBackflow.getState();
    if (isTaken.current)
      state.apply({ ok: true, value: withNoteText(documentOf(state), note.id, text) });
    state.setWritingNote(null);
  };
  return (
    <>
      <textarea
        ref={field}
        className={styles.field}
        aria-label="Text of the note"
        rows={Math.max(2, text.split("\n").length)}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={end}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape") isTaken.current = false;
          if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey)) {
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
      />
      <p className={styles.hint}>
        {"Symbols between $ and $, such as $\\omega_0$. Enter ends it."}
      </p>
    </>
  );
}

/** The words of a note, with what stands between two $ set as a symbol; what is none stays as it was typed. */
function NoteText({ text }: { readonly text: string }) {
  return (
    <p className={styles.text}>
      {splitNote(text).map(({ kind, part }, index) => {
        const key = `${index} ${part}`;
        return kind === "symbol" ? (
          <Tex key={key} latex={symbolLatex(part)} label={symbolText(part)} />
        ) : (
          <Prose key={key} text={part} />
        );
      })}
    </p>
  );
}
