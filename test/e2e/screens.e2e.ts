import type { Page } from '@playwright/test';
import { makeOddContainers } from '../support/odd-containers.ts';
import type { RawEngine } from '../support/raw-engine.ts';
import { expect, test } from './support/app.ts';
import { exploredImage, ownTag } from './support/explored-image.ts';
import { largest, shoot } from './support/screens.ts';

/** Every screen of one engine as a person sees it. Those of hosts stand in `host-screens.e2e.ts`. */
interface Screen {
  readonly name: string;
  readonly path: string;
  /** Brings the page from the address to what is shown. */
  readonly reach?: (page: Page) => Promise<void>;
}

const host = '/host/docker-host';

interface Fixtures {
  readonly web: string;
  readonly failed: string;
  readonly image: string;
  /** A name of an image for the layer explorer. */
  readonly layered: string;
}

async function makeFixtures(engine: RawEngine): Promise<Fixtures> {
  const odd = await makeOddContainers(engine);
  const web = await engine.run({
    name: `web-${engine.id}`,
    Image: 'longshore/web:1',
    Env: ['MODE=production', 'DB_PASSWORD=hunter2'],
    HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: '' }] } },
  });
  const images = await engine.request<{ Id: string; RepoTags: string[] }[]>('GET', '/images/json');
  const image = images.find(({ RepoTags }) => RepoTags?.includes('longshore/web:1'));
  const layered = ownTag('screens');
  await engine.load(exploredImage(engine, layered).saveTar());
  const id = image?.Id.replace('sha256:', '') ?? '';
  return { web, failed: odd['failed-start'], image: id, layered };
}

const screens = ({ web, failed, image, layered }: Fixtures): readonly Screen[] => [
  { name: 'containers', path: `${host}/containers` },
  { name: 'container', path: `${host}/containers/${web}` },
  { name: 'container-failed', path: `${host}/containers/${failed}` },
  {
    name: 'container-logs',
    path: `${host}/containers/${web}/logs`,
    reach: (page) => expect(page.locator('#view').getByText('listening on').first()).toBeVisible(),
  },
  { name: 'container-inspect', path: `${host}/containers/${web}/inspect` },
  { name: 'container-terminal', path: `${host}/containers/${web}/terminal` },
  {
    name: 'palette',
    path: `${host}/containers`,
    reach: async (page) => {
      await expect(page.getByRole('grid')).toBeVisible();
      await page.keyboard.press('ControlOrMeta+KeyK');
      await page.getByRole('dialog').getByRole('combobox').fill('web');
    },
  },
  { name: 'images', path: `${host}/images` },
  { name: 'image', path: `${host}/images/${image}` },
  { name: 'first-image', path: `${host}/first-image` },
  {
    name: 'layers',
    path: `/layers?source=image/docker-host/${layered}&layer=3`,
    reach: (page) => expect(page.getByText('pkgcache.bin')).toBeVisible(),
  },
  {
    name: 'layers-waste',
    path: `/layers?source=image/docker-host/${layered}&tab=waste`,
    reach: (page) => expect(page.getByText('/var/cache/apt/pkgcache.bin').first()).toBeVisible(),
  },
  { name: 'run', path: `${host}/run?image=longshore%2Fweb%3A1` },
  {
    name: 'push',
    path: `${host}/images`,
    reach: async (page) => {
      await page.getByRole('row').filter({ hasText: 'longshore/web:1' }).click({ button: 'right' });
      await page
        .getByRole('menuitem')
        .filter({ hasText: /Push|推送/ })
        .click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'registries', path: '/registries' },
  {
    name: 'sign-in',
    path: '/registries',
    reach: async (page) => {
      await page
        .locator('#view')
        .getByRole('button', { name: /Sign in|登录/ })
        .click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'settings', path: '/settings' },
  { name: 'journal', path: '/journal' },
  { name: 'not-found', path: '/nowhere' },
];

for (const language of ['en', 'zh-CN'] as const) {
  test.describe(language, () => {
    test.use({ locale: language });

    test(`every screen in ${language}, both themes and three sizes`, async ({ page, engine }) => {
      test.setTimeout(240_000);
      const fixtures = await makeFixtures(engine);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const { name, path, reach } of screens(fixtures)) {
        await page.setViewportSize(largest);
        await page.goto(new URL(path, page.url()).href);
        await expect(page.locator('#view')).not.toBeEmpty();
        await expect(page.locator('#view [aria-busy=true]')).toHaveCount(0);
        await reach?.(page);
        await shoot(page, `${name}-${language}`);
      }
    });
  });
}
