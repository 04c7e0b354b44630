import type { Figure } from './figure.ts';

const heads = ['figure', 'value', 'peer', 'bar', '', 'rule', 'of'] as const;

function written(value: number | null, unit: string): string {
  return value === null ? '–' : `${value} ${unit}`;
}

function verdict({ value, met }: Figure): string {
  if (value === null) return 'not measured';
  return met ? 'met' : 'MISSED';
}

/** The figures as a table of text, with the reason under each line that missed its bar. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    written(figure.value, figure.unit),
    written(figure.peer, figure.unit),
    written(figure.bar, figure.unit),
    verdict(figure),
    figure.rule,
    figure.of,
  ]);
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = [line(heads), line(widths.map((width) => '─'.repeat(width)))];
  figures.forEach((figure, at) => {
    lines.push(line(rows[at] ?? []));
    if (figure.reason !== undefined) lines.push(`  ↳ ${figure.reason}`);
  });
  const missed = figures.filter((figure) => figure.met === false).length;
  const broken = figures.filter((figure) => figure.value === null).length;
  const met = figures.length - missed - broken;
  const quick = figures.some((figure) => figure.value !== null && !figure.comparable);
  lines.push(
    '',
    `${met} met, ${missed} missed, ${broken} not measured` +
      (quick ? ' (--quick: small sizes and one run, not comparable with the bars)' : ''),
  );
  return lines.join('\n');
}
