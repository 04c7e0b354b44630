/**
 * The walls between the folders of `src/` (docs/adr/0001 and 0002). Two tables say who may import
 * whom; everything else is forbidden. A new package or a new direction is a line here, on purpose.
 */

/** Layer → the layers it may import, besides itself. */
const layers = {
  contract: [],
  wire: ['contract'],
  engine: ['contract'],
  hosts: ['contract'], // and types of engine, see below
  backend: ['contract', 'wire', 'engine', 'hosts'],
  main: ['contract', 'wire'], // and one file starts the backend, see below
  preload: ['contract', 'wire'],
  server: ['contract', 'wire', 'backend'],
  renderer: ['contract', 'wire'],
};

/** Layer → the packages it may import. Tests beside the source are free in their tools. */
const packages = {
  contract: ['zod'],
  wire: ['zod'],
  engine: ['zod', 'tar-stream'],
  hosts: ['zod', 'ssh2', '@lydell/node-pty'],
  backend: ['zod'],
  main: ['zod', 'electron'],
  preload: ['electron'],
  server: ['zod', 'ws'],
  renderer: [
    'zod',
    'react',
    'react-dom',
    'scheduler',
    '@base-ui/react',
    '@tanstack/react-query',
    '@tanstack/react-router',
    '@tanstack/react-virtual',
    '@xterm/[^/]+',
    'diff',
    'i18next',
    'react-i18next',
    'lucide-react',
    'tinykeys',
    'vite', // types of import.meta.env only
  ],
};

/** Layers that compile for a machine without Node, or must run in a sandboxed window. */
const withoutNode = ['contract', 'wire', 'preload', 'renderer'];

const unitTest = '\\.test\\.tsx?$';
const names = Object.keys(layers);
const any = (list) => `(${list.join('|')})`;
const error = (name, comment, edge) => ({ name, comment, severity: 'error', ...edge });
/** Matches a package whether it was resolved (a path) or not (its bare name). */
const packagePath = (list) => `(^|(^|/)node_modules/)(@types/)?${any(list)}(/|$)`;

const layerRules = names.map((layer) => {
  const allowed = [layer, ...layers[layer]];
  return error(
    `layer-${layer}`,
    `src/${layer} may import ${allowed.map((name) => `src/${name}`).join(', ')} and nothing else of ours.`,
    {
      from: {
        path: `^src/${layer}/`,
        // The one file that runs inside the utility process.
        ...(layer === 'main' ? { pathNot: '^src/main/backend-entry\\.ts$' } : {}),
      },
      to: {
        path: '^(src|test|scripts)/',
        pathNot: [`^src/${any(allowed)}/`, ...(layer === 'hosts' ? ['^src/engine/'] : [])],
      },
    },
  );
});

const packageRules = names.map((layer) =>
  error(
    `packages-${layer}`,
    `src/${layer} may import these packages only: ${packages[layer].join(', ')}.`,
    {
      from: { path: `^src/${layer}/`, pathNot: unitTest },
      to: {
        dependencyTypesNot: ['core', 'local', 'localmodule', 'aliased'],
        couldNotResolve: false, // rule `resolvable` says it
        pathNot: ['^(src|test|scripts)/', packagePath(packages[layer])],
      },
    },
  ),
);

module.exports = {
  forbidden: [
    error('no-cycles', 'Modules that need each other are one module, or three.', {
      from: {},
      to: { circular: true },
    }),
    error('known-folders', 'Every file of src/ lives in a known layer (house rule 1).', {
      from: { path: '^src/', pathNot: `^src/${any(names)}/` },
      to: {},
    }),
    error('known-folders-alone', 'Every file of src/ lives in a known layer (house rule 1).', {
      from: { path: '^src/', pathNot: `^src/${any(names)}/`, orphan: true },
      to: {},
    }),
    error('known-renderer-folders', 'The renderer has app/, features/, shared/ and its entry.', {
      from: {
        path: '^src/renderer/',
        pathNot:
          '^src/renderer/((app|features/[^/]+|shared/(ui|lib|i18n))/|main\\.tsx$|[^/]+\\.d\\.ts$)',
      },
      to: {},
    }),
    ...layerRules,
    error('hosts-names-engine-types', 'src/hosts may import types of src/engine, no code.', {
      from: { path: '^src/hosts/', pathNot: unitTest },
      to: { path: '^src/engine/', dependencyTypesNot: ['type-only'] },
    }),
    error('backend-is-started-by-one-file', 'It may reach the backend, not what lies under it.', {
      from: { path: '^src/main/backend-entry\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(main|contract|wire|backend)/' },
    }),
    ...packageRules,
    error('ssh2-in-one-place', 'The only ssh2 user is src/hosts/ssh.', {
      from: { pathNot: ['^src/hosts/ssh/', '^test/'] },
      to: { path: packagePath(['ssh2']) },
    }),
    error('pty-in-one-place', 'Terminals of this machine are opened by one file of src/hosts.', {
      from: { pathNot: ['^src/hosts/local/pseudo-terminal\\.ts$', '^test/'] },
      to: { path: packagePath(['@lydell/node-pty']) },
    }),
    error('no-dockerode', 'The engine is reached by the client in src/engine/docker (ADR 0006).', {
      from: {},
      to: { path: packagePath(['dockerode', 'docker-modem']) },
    }),
    error('electron-in-the-shell', 'Only the desktop shell knows Electron.', {
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: packagePath(['electron']) },
    }),
    error('no-node', 'These layers run without Node.', {
      from: { path: `^src/${any(withoutNode)}/`, pathNot: unitTest },
      to: { dependencyTypes: ['core'] },
    }),
    error(
      'one-engine-door',
      'The engine is reached through src/engine/docker; registries likewise.',
      {
        from: {
          path: '^src/(engine|backend)/',
          pathNot: ['^src/engine/(docker|registry)/', unitTest],
        },
        to: { path: '^(node:)?(http|https|http2|net|tls)$' },
      },
    ),
    error('features-apart', 'Features do not know each other; app/ composes them.', {
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    }),
    error('features-below-app', 'app/ composes the features, never the other way round.', {
      from: { path: '^src/renderer/features/' },
      to: { path: '^src/renderer/(app/|main\\.tsx$)' },
    }),
    error('shared-below', 'Shared code moves down, never sideways.', {
      from: { path: '^src/renderer/shared/' },
      to: { path: '^src/renderer/(app/|features/|main\\.tsx$)' },
    }),
    error('no-tests-in-the-product', 'The product does not import its tests.', {
      from: { path: '^src/', pathNot: unitTest },
      to: { path: unitTest },
    }),
    error('resolvable', 'An import that leads nowhere.', {
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: ['\\.(css|svg|woff2|json|html)$', '\\.(css|svg|woff2|json|html)[?]', '^virtual:'],
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.d.ts', '.js', '.mjs', '.cjs'],
    },
  },
};
