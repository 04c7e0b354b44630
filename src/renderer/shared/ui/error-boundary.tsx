import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './error-boundary.module.css';

interface BoundaryProps {
  readonly children: ReactNode;
  readonly fallback: (error: unknown, reset: () => void) => ReactNode;
  /** Another value tries anew: the row's data, the panel's address. */
  readonly resetKey?: unknown;
}

interface BoundaryState {
  readonly error: unknown;
  readonly failed: boolean;
  readonly resetKey: unknown;
}

/** React knows error boundaries only as classes. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined, failed: false, resetKey: undefined };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState) {
    if (Object.is(props.resetKey, state.resetKey)) return null;
    return { error: undefined, failed: false, resetKey: props.resetKey };
  }

  reset = () => this.setState({ error: undefined, failed: false });

  override render() {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(this.state.error, this.reset);
  }
}

/** A panel that fails says so in its own place; everything around it goes on. */
export function PanelBoundary(props: {
  readonly children: ReactNode;
  readonly resetKey?: unknown;
}) {
  const { t } = useTranslation('common');
  return (
    <Boundary
      resetKey={props.resetKey}
      fallback={(error, reset) => (
        <div className={styles.panel} role="alert">
          <p className={styles.title}>{t('boundary.panel')}</p>
          <p className={styles.detail}>{error instanceof Error ? error.message : String(error)}</p>
          <Button onClick={reset}>{t('actions.retry')}</Button>
        </div>
      )}
    >
      {props.children}
    </Boundary>
  );
}

/** A row or a small part that cannot be drawn shows this instead. */
export function PartBoundary(props: {
  readonly children: ReactNode;
  readonly fallback: ReactNode;
  readonly resetKey?: unknown;
}) {
  return (
    <Boundary resetKey={props.resetKey} fallback={() => props.fallback}>
      {props.children}
    </Boundary>
  );
}
