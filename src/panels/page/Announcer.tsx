import { useBackflow } from "@/store";

/** Speaks what was done to those who listen instead of look. */
export function Announcer() {
  const { text, turn } = useBackflow((state) => state.spoken);
  return (
    // A new paragraph each time: the same words again are news too.
    <div role="log" aria-live="polite" aria-label="What was done" className="visually-hidden">
      <p key={turn}>{text}</p>
    </div>
  );
}
