import { Component, type ErrorInfo, type ReactNode } from "react";
import { Button } from "./button";
import styles from "./error-boundary.module.css";
import { NotLoaded } from "./later-part";

export interface ErrorBoundaryProps {
  children: ReactNode;
  /** What stands inside, as the subject of a sentence: "The canvas". */
  what: string;
  /** Drawn instead of the sentence and its button. */
  fallback?: ((error: Error, reset: () => void) => ReactNode) | undefined;
  /** What else is to be said where the file of a part could not be fetched, and the page has to be reloaded. */
  whenNotLoaded?: ReactNode;
  onError?: ((error: Error, info: ErrorInfo) => void) | undefined;
}

/** Keeps a part that breaks from taking the page with it, says which part, and offers to try again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  override componentWillUnmount() {
    this.forget();
  }

  readonly reset = () => {
    this.forget();
    this.setState({ error: null });
  };

  forget() {
    if (this.state.error instanceof NotLoaded) this.state.error.forget();
  }

  override render() {
    const { children, what, fallback, whenNotLoaded } = this.props;
    const { error } = this.state;
    if (error === null) return children;
    if (fallback) return fallback(error, this.reset);
    const isNotLoaded = error instanceof NotLoaded;
    return (
      <div role="alert" className={styles.broken}>
        {isNotLoaded ? (
          <p>
            {what} could not be loaded: this page is offline, or a newer version has taken its
            place. Try again when you are online, or reload the page. {whenNotLoaded}
          </p>
        ) : (
          <p>{what} stopped working because of an error in this page.</p>
        )}
        <div className={styles.buttons}>
          <Button variant="primary" onClick={this.reset}>
            Try again
          </Button>
          {isNotLoaded && <Button onClick={() => location.reload()}>Reload the page</Button>}
        </div>
        <details>
          <summary>What was reported</summary>
          <code>{error.message}</code>
        </details>
      </div>
    );
  }
}
