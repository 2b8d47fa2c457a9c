import type { ReactNode } from "react";
import {
  type CommandId,
  type CommandTarget,
  commandOf,
  commands,
  performCommand,
  SELECTION,
  useBackflow,
} from "@/store";
import { Button, IconButton } from "@/ui";
import { keysText } from "./key-names";
import { useServices } from "./services";

export interface CommandButtonProps {
  readonly id: CommandId;
  /** Words beside the icon; a part of the command's name. Without them the button is its icon. */
  readonly label?: ReactNode;
  readonly variant?: "primary" | "outline" | "quiet" | undefined;
  /** For a command that opens something: is it open? */
  readonly pressed?: boolean | undefined;
  readonly className?: string | undefined;
  /** What it acts on: what is selected, unless told otherwise. */
  readonly target?: CommandTarget;
}

/** A button for a command of the table: its icon, its name with its keys, and whether it is possible now. */
export function CommandButton({
  id,
  label,
  variant,
  pressed,
  className,
  target = SELECTION,
}: CommandButtonProps) {
  const services = useServices();
  const command = commandOf(id);
  const possible = useBackflow((state) => command.when(state, target));
  const perform = () => performCommand(id, services, target);
  const kbd = keysText(command.keys);
  const { icon } = commands[id];
  const popup = command.opensDialog ? "dialog" : undefined;
  if (label === undefined) {
    return (
      <IconButton
        icon={icon}
        label={command.name}
        kbd={kbd}
        variant={variant}
        disabled={!possible}
        pressed={pressed}
        aria-haspopup={popup}
        className={className}
        onClick={perform}
      />
    );
  }
  return (
    <Button
      icon={icon}
      aria-label={command.name}
      aria-pressed={pressed}
      aria-haspopup={popup}
      title={command.name}
      kbd={kbd}
      variant={variant === "primary" ? "primary" : "quiet"}
      disabled={!possible}
      className={className}
      onClick={perform}
    >
      {label}
    </Button>
  );
}
