import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** electron-vite sets `./` over any value given as config, and then a reload on /containers/x finds no script. */
const fromTheRoot: Plugin = {
  name: 'longshore:from-the-root',
  enforce: 'post',
  config(config) {
    config.base = '/';
  },
};

/** The window is a plain web page: a Node or Electron module in its bundle fails the build. */
const plainWebPage: Plugin = {
  name: 'longshore:plain-web-page',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const ids = [...chunk.moduleIds, ...chunk.imports, ...chunk.dynamicImports];
      const stray = ids.find((id) =>
        /(^|[\\/])node_modules[\\/](electron|ws|ssh2)[\\/]|__vite-browser-external|^\0?node:|^electron$/.test(
          id,
        ),
      );
      if (stray) this.error(`${chunk.fileName} must run in a plain web page, but holds ${stray}`);
    }
  },
};

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: { input: { index: resolve('src/main/index.ts') } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load neither ES modules nor packages.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    publicDir: resolve('resources/public'),
    plugins: [react(), fromTheRoot, plainWebPage],
    build: {
      outDir: 'out/renderer',
      // The web shell runs in browsers that are older than Electron's.
      target: 'es2022',
      minify: true,
      sourcemap: process.env.MAPS ? 'hidden' : false,
      // Kilobytes. A loopback page has no slow line; features load lazily for parsing's sake.
      chunkSizeWarningLimit: 1_000,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: resolve('src/renderer/index.html'),
        output: {
          codeSplitting: {
            groups: [
              // Each request costs some milliseconds of two processes: the first screen is one file,
              { name: 'start', tags: ['$initial'], priority: 2 },
              // and what several later ones share another, but for the terminal's half a megabyte.
              {
                name: 'shared',
                test: /^(?!.*[\\/](@xterm|features[\\/]terminals)[\\/])/,
                minShareCount: 2,
                priority: 1,
              },
            ],
          },
        },
      },
    },
  },
});
