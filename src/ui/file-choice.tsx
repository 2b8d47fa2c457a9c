import type { ChangeEvent, ReactNode } from "react";
import { classes } from "./classes";
import styles from "./file-choice.module.css";

interface FileChoiceProps {
  /** Endings of names and types of files, as `accept` of an input has them. */
  readonly accept: string;
  readonly onChoose: (file: File) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Words that ask for a file when they are pressed; where they stand and how they look is their parent's business. */
export function FileChoice({ accept, onChoose, className, children }: FileChoiceProps) {
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? [];
    // The same file may be chosen again.
    currentTarget.value = "";
    if (file) onChoose(file);
  };
  return (
    <label className={classes(styles.choice, className)}>
      <input type="file" className="visually-hidden" accept={accept} onChange={choose} />
      {children}
    </label>
  );
}
