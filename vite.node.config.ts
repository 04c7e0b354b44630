import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** What runs on plain Node, without node_modules beside it. */
const programs = {
  server: {
    entry: 'src/server/index.ts',
    outDir: 'out/server',
    file: 'index.js',
  },
  backend: {
    entry: 'src/main/backend-entry.ts',
    outDir: 'out/main',
    file: 'backend.js',
  },
  /** The thread of the layer explorer: started by the backend, from either shell. */
  worker: {
    entry: 'src/backend/layers/worker.ts',
    outDir: 'out/worker',
    file: 'layers.js',
  },
} as const;

/** ws looks for these native helpers and does well without. ssh2 likewise. */
const optionalNatives = [
  'bufferutil',
  'utf-8-validate',
  'cpu-features',
  './crypto/build/Release/sshcrypto.node',
];

/** Holds a native part for each platform: loaded from node_modules with the first local terminal. */
const natives = ['@lydell/node-pty'];

const { version } = JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as {
  version: string;
};

export default defineConfig(({ mode }) => {
  const program = programs[mode === 'backend' || mode === 'worker' ? mode : 'server'];
  return {
    publicDir: false,
    define: {
      'process.env.NODE_ENV': '"production"',
      // ssh2 is CommonJS and asks where it lies, for a helper that Windows' old agent would need.
      __dirname: 'import.meta.dirname',
      __LONGSHORE_VERSION__: JSON.stringify(version),
    },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: resolve(program.entry),
      outDir: resolve(program.outDir),
      // out/main is shared with Electron's own entry.
      emptyOutDir: program.outDir !== 'out/main',
      target: 'node22',
      minify: false,
      rolldownOptions: {
        external: [...builtinModules, /^node:/, 'electron', ...optionalNatives, ...natives],
        output: {
          entryFileNames: program.file,
          format: 'es',
          chunkFileNames: '[name].js',
          // The web shell loads its backend only where no other start runs already.
          codeSplitting: mode === 'server',
        },
      },
    },
  };
});
