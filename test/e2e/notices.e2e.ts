import { expect, test } from './support/app.ts';
import { violations } from './support/axe.ts';
import { busybox, forever, openContainers, rowOf } from './support/containers-page.ts';
import { switchLanguage } from './support/language.ts';

test('what the window has told is kept behind the bell, newest first, until it is cleared', async ({
  page,
  engine,
  expected,
}) => {
  expected.push(/not-found/);
  const name = `told-${engine.id}`;
  const id = await engine.run({ name, Image: busybox, Cmd: forever });
  await openContainers(page, `q=${engine.id}`);
  const bell = page.getByRole('button', { name: /^Notices/ });
  await expect(bell).toHaveAccessibleName('Notices');
  await rowOf(page, name).hover();
  await rowOf(page, name).getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText(`${name} was stopped`)).toBeVisible();
  await expect(bell).toHaveAccessibleName('Notices, 1 new');
  await expect(rowOf(page, name)).toContainText('Exited');
  await rowOf(page, name).getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText(`${name} was started`)).toBeVisible();
  await expect(bell).toHaveAccessibleName('Notices, 2 new');

  // one that is put away by hand was seen
  const corner = page.getByRole('dialog').filter({ hasText: `${name} was started` });
  await corner.getByRole('button', { name: 'Close' }).click();
  await expect(bell).toHaveAccessibleName('Notices, 1 new');

  // by its keys, with the focus inside and given back
  await page.locator('#view').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  const panel = page.getByRole('dialog', { name: 'Notices' });
  await expect(panel.getByRole('listitem')).toHaveText([
    new RegExp(`${name} was started`),
    new RegExp(`${name} was stopped.*New`),
  ]);
  await expect(panel.getByRole('listitem').first()).toContainText(`docker start ${name}`);
  await expect(panel.getByRole('listitem').first()).toContainText('DOCKER_HOST');
  await expect(panel).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(bell).toHaveAccessibleName('Notices');

  await switchLanguage(page);
  await page.getByRole('button', { name: '通知', exact: true }).click();
  const inChinese = page.getByRole('dialog', { name: '通知' });
  await expect(inChinese.getByRole('listitem')).toHaveCount(2);
  // what was told in the other language, too
  await expect(inChinese.getByRole('listitem').first()).toContainText(`已启动 ${name}`);
  await inChinese.getByRole('button', { name: '移出列表' }).first().click();
  await expect(inChinese.getByRole('listitem')).toHaveCount(1);
  await inChinese.getByRole('button', { name: '清空列表' }).click();
  await expect(inChinese).toContainText('此窗口中发生的事会列在这里');
  await engine.request('DELETE', `/containers/${id}?force=1`);
});
