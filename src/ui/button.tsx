import type { ComponentPropsWithRef, MouseEvent } from "react";
import styles from "./button.module.css";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";

type Native = Omit<ComponentPropsWithRef<"button">, "disabled" | "title">;

/** A disabled button stays in the tab order and keeps its focus: it only does nothing. */
const guarded = (disabled: boolean, onClick: Native["onClick"]) => ({
  "aria-disabled": disabled ? true : undefined,
  onClick: (event: MouseEvent<HTMLButtonElement>) => {
    if (disabled) event.preventDefault();
    else onClick?.(event);
  },
});

const titled = (title: string | undefined, kbd: string | undefined) =>
  title !== undefined && kbd !== undefined ? `${title} (${kbd})` : (title ?? kbd);

export interface ButtonProps extends Native {
  /** Ink on paper for the one main action; an outline for one that stands alone beside text; quiet (default) otherwise. */
  variant?: "primary" | "outline" | "quiet" | undefined;
  icon?: IconName | undefined;
  disabled?: boolean | undefined;
  title?: string | undefined;
  /** The keys that do the same, for the tooltip. */
  kbd?: string | undefined;
}

/** A button with words. */
export function Button({
  variant = "quiet",
  icon,
  disabled = false,
  title,
  kbd,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...guarded(disabled, onClick)}
      title={titled(title, kbd)}
      className={classes(styles.button, styles[variant], className)}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<Native, "aria-label" | "children"> {
  icon: IconName;
  /** The accessible name, and the tooltip. */
  label: string;
  /** The keys that do the same, for the tooltip. */
  kbd?: string | undefined;
  /** quiet (default); outline is round with a border; primary is round and filled, as the play button. */
  variant?: "primary" | "outline" | "quiet" | undefined;
  size?: "normal" | "large" | undefined;
  disabled?: boolean | undefined;
  /** For a button that stays down. */
  pressed?: boolean | undefined;
}

/** A button that is one icon, named by its label. */
export function IconButton({
  icon,
  label,
  kbd,
  variant = "quiet",
  size = "normal",
  disabled = false,
  pressed,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...guarded(disabled, onClick)}
      aria-label={label}
      aria-pressed={pressed}
      title={titled(label, kbd)}
      className={classes(
        styles.button,
        styles.iconOnly,
        styles[variant],
        variant !== "quiet" && styles.round,
        size === "large" && styles.large,
        className,
      )}
    >
      <Icon name={icon} size={size === "large" ? 24 : 18} />
    </button>
  );
}
