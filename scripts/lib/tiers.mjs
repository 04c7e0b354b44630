/**
 * The tiers of `npm test`, as data: what each runs, what it needs, and how its counts are read
 * from what it reports.
 */

/**
 * @typedef {{ passed: number, failed: number, skipped: number, notes: string[] }} Counts
 * `notes` are lines worth saying: flaky tests, skipped projects.
 * @typedef {{
 *   name: string,
 *   title: string,
 *   engines: readonly string[],
 *   needsBuild: boolean,
 *   command: string,
 *   args: (report: string) => string[],
 *   env?: (report: string) => Record<string, string>,
 *   limitMs: number,
 *   read: (source: { report: unknown, output: string }) => Counts,
 * }} Tier `engines` must run before it starts; `read` gets the JSON report, or what was printed.
 */

const minuteMs = 60_000;

/** @type {Tier[]} */
export const tiers = [
  {
    name: 'check',
    title: 'format, lint, types, walls, texts, unit, wire and shell tests',
    engines: [],
    needsBuild: true, // the shell tests look at the built bundles
    command: 'node',
    args: () => ['scripts/check.mjs'],
    limitMs: 10 * minuteMs,
    read: ({ output }) => checkCounts(output),
  },
  {
    name: 'engine',
    title: 'engine tests against Docker 20.10, Docker 28 and Podman 4',
    engines: ['docker-20', 'docker-28', 'podman-4'],
    needsBuild: false,
    command: 'vitest',
    args: (report) => [
      ...['run', '--project', 'engine', '--retry', '1'],
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`],
    ],
    limitMs: 15 * minuteMs,
    read: ({ report }) => vitestCounts(report),
  },
  {
    name: 'hosts',
    title: 'hosts behind real SSH servers',
    engines: ['docker-20', 'docker-28', 'podman-4'],
    needsBuild: false,
    command: 'vitest',
    args: (report) => [
      ...['run', '--project', 'hosts', '--retry', '1'],
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`],
    ],
    limitMs: 15 * minuteMs,
    read: ({ report }) => vitestCounts(report),
  },
  {
    name: 'e2e',
    title: 'the built app in a browser against Docker 20.10, beside it Docker 28',
    engines: ['docker-20', 'docker-28'],
    needsBuild: true,
    command: 'playwright',
    args: () => ['test', '--reporter', 'list,json'],
    env: (report) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    limitMs: 20 * minuteMs,
    read: ({ report }) => playwrightCounts(report),
  },
];

/** @param {string} output of `npm run check`; its last line of counts stands */
function checkCounts(output) {
  const [, passed, failed, skipped = '0'] =
    [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1) ?? [];
  return {
    passed: Number(passed ?? 0),
    failed: Number(failed ?? 0),
    skipped: Number(skipped),
    notes: [],
  };
}

/** @param {any} report of vitest's JSON reporter */
export function vitestCounts(report) {
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    notes: [],
  };
}

/** @param {any} report of Playwright's JSON reporter; a flaky test has passed and is named */
export function playwrightCounts(report) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  const notes = [];
  const projects = new Map();
  for (const { title, tests } of specsOf(report?.suites ?? [])) {
    for (const test of tests) {
      if (test.status === 'flaky') notes.push(`flaky: ${title} [${test.projectName}]`);
      if (test.status === 'skipped') {
        projects.set(test.projectName, (projects.get(test.projectName) ?? 0) + 1);
      }
    }
  }
  for (const [project, count] of projects) notes.push(`skipped in project ${project}: ${count}`);
  return { passed: expected + flaky, failed: unexpected, skipped, notes };
}

/** @returns {{ title: string, tests: any[] }[]} */
function specsOf(suites, above = []) {
  return suites.flatMap((suite) => {
    const path = [...above, suite.title].filter(Boolean);
    const own = (suite.specs ?? []).map((spec) => ({
      title: [...path, spec.title].join(' › '),
      tests: spec.tests,
    }));
    return [...own, ...specsOf(suite.suites ?? [], path)];
  });
}
