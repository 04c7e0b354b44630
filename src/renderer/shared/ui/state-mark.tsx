import type { ContainerState, Health } from '../../../contract/containers.ts';
import { useCellTexts } from '../i18n/language.tsx';
import { type Mark, markOf } from '../lib/state-of.ts';
import styles from './state-mark.module.css';

const shapes: Readonly<Record<Mark, React.ReactNode>> = {
  running: <circle cx="7" cy="7" r="4.5" fill="currentColor" />,
  healthy: (
    <>
      <circle cx="7" cy="7" r="3" fill="currentColor" />
      <circle cx="7" cy="7" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  starting: (
    <>
      <circle cx="7" cy="7" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M7 2.25a4.75 4.75 0 0 0 0 9.5z" fill="currentColor" />
    </>
  ),
  paused: <path d="M3.5 2.5h2.5v9H3.5zM8 2.5h2.5v9H8z" fill="currentColor" />,
  restarting: (
    <path
      d="M11.2 5.2A4.75 4.75 0 1 0 11.75 7M11.6 2v3.4H8.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
    />
  ),
  unhealthy: <path d="M7 1.8 13 12.2H1z" fill="currentColor" />,
  exited: <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  failed: <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  dead: <path d="m3 3 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.75" />,
  created: <circle cx="7" cy="7" r="2" fill="currentColor" />,
};

/** The mark alone; give it a word beside it, or a name by `label`. */
export function Glyph(props: { readonly mark: Mark; readonly label?: string | undefined }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a <title> would open a second tooltip; the name is an attribute.
    <svg
      className={styles[props.mark]}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      {...(props.label ? { role: 'img', 'aria-label': props.label } : { 'aria-hidden': true })}
    >
      {shapes[props.mark]}
    </svg>
  );
}

export interface StateMarkProps {
  readonly state: ContainerState;
  readonly health?: Health | undefined;
  readonly exitCode?: number | null | undefined;
  /** Only the shape, named for those who do not see it. */
  readonly bare?: boolean | undefined;
}

/** A container's state by colour, shape and word; a failed exit with its code. */
export function StateMark({ state, health = 'none', exitCode = null, bare }: StateMarkProps) {
  const t = useCellTexts('common');
  const mark = markOf({ state, health, exitCode });
  const word = t(`state.${mark}`, { code: exitCode ?? '' });
  if (bare) return <Glyph mark={mark} label={word} />;
  return (
    <span className={styles.state} data-mark={mark}>
      <Glyph mark={mark} />
      <span className={styles.word} title={t(`stateMeaning.${mark}`)}>
        {word}
      </span>
    </span>
  );
}
