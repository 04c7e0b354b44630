import { expect, test } from './support/app.ts';

test('the window opens on the engine and lets nobody in with a used ticket', async ({
  page,
  app,
  context,
}) => {
  await expect(page).toHaveTitle(/Longshore/);
  expect(new URL(page.url()).hash, 'the ticket leaves the address').not.toContain('ticket');
  if (app === undefined) return;
  const url = await app.newUrl();
  const [first, second] = [await context.newPage(), await context.newPage()];
  await first.goto(url);
  await expect.poll(() => new URL(first.url()).hash).not.toContain('ticket');
  await second.goto(url);
  await expect(second.locator('body')).toContainText(/npm start/);
});
