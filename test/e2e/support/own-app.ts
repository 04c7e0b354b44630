import { test as base } from './app.ts';
import { startWebApp, type WebApp } from './web-app.ts';

interface OwnAppFixtures {
  /** An app of the test's own on the engine at this socket, stopped at its end. In the web project only. */
  readonly appOn: (socket: string, prepare?: (home: string) => Promise<void>) => Promise<WebApp>;
}

/** `test` for what changes an app as a whole: its settings, its state folder, its engines. */
export const test = base.extend<OwnAppFixtures>({
  appOn: async ({ binary, page, context }, use) => {
    base.skip(binary !== undefined, 'a second app is started in the web project only');
    const apps: WebApp[] = [];
    await use(async (socket, prepare) => {
      const app = await startWebApp(`unix://${socket}`, prepare);
      apps.push(app);
      return app;
    });
    // A window whose app has gone would complain.
    for (const open of context.pages()) if (open !== page) await open.close();
    await page.goto('about:blank');
    for (const app of apps) await app.stop();
  },
});
