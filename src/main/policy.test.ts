import { describe, expect, it } from 'vitest';
import { fitBounds } from './bounds.ts';
import { menuTemplate } from './menu-template.ts';
import { createRestartLimit, extendedPath } from './policy.ts';
import { quitQuestion, shellLanguage } from './words.ts';

describe('bounds', () => {
  const area = { x: 0, y: 25, width: 1440, height: 875 };
  const saved = { x: 100, y: 100, width: 900, height: 700, maximized: false };

  it('are kept while the title bar can be reached', () => {
    expect(fitBounds(saved, [area])).toEqual({ x: 100, y: 100, width: 900, height: 700 });
    const second = { x: 1440, y: 0, width: 1920, height: 1080 };
    const there = { ...saved, x: 2000 };
    expect(fitBounds(there, [area, second])).toMatchObject({ x: 2000 });
  });

  it.each([
    ['on a display that is gone', { x: 2000 }],
    ['above the screen', { y: -400 }],
    ['almost off the left edge', { x: -850 }],
  ])('lose their place %s', (_name, place) => {
    expect(fitBounds({ ...saved, ...place }, [area])).toEqual({ width: 900, height: 700 });
  });

  it('are never larger than the display, nor too small to use', () => {
    expect(fitBounds({ ...saved, width: 9000 }, [area])).toMatchObject({ width: 1440 });
    expect(fitBounds({ ...saved, width: 20, height: 20 }, [area])).toMatchObject({
      width: 640,
      height: 480,
    });
    expect(fitBounds(undefined, [])).toEqual({ width: 1280, height: 800 });
  });
});

describe('the restart limit', () => {
  it('allows five within the time, then again when it has passed', () => {
    let now = 0;
    const may = createRestartLimit(5, 60_000, () => now);
    expect([1, 2, 3, 4, 5].map(() => may())).toEqual([true, true, true, true, true]);
    expect(may()).toBe(false);
    now = 60_001;
    expect(may()).toBe(true);
  });
});

describe('the menu', () => {
  type Item = {
    accelerator?: string;
    role?: string;
    label?: string;
    submenu?: unknown;
    registerAccelerator?: boolean;
  };
  const flat = (platform: string, language: 'en' | 'zh-CN' = 'en') => {
    const all = menuTemplate({
      platform,
      language,
      name: 'Longshore',
      newWindow: () => undefined,
    }) as Item[];
    return all.flatMap((item) => [item, ...((item.submenu ?? []) as Item[])]);
  };

  it('takes no plain Ctrl and letter from the terminal on Linux and Windows', () => {
    for (const { accelerator = '', role = '', registerAccelerator } of flat('linux')) {
      expect(accelerator).not.toMatch(/^(Ctrl|CmdOrCtrl|CommandOrControl)\+[A-Z]$/);
      // Roles bring their own shortcut when none is given.
      const brings = [
        'undo',
        'redo',
        'cut',
        'copy',
        'paste',
        'selectAll',
        'close',
        'quit',
        'reload',
        'minimize',
      ];
      if (brings.includes(role))
        expect(accelerator !== '' || registerAccelerator === false, role).toBe(true);
    }
  });

  it('zooms by the usual keys, and by = for people who do not press Shift', () => {
    const keys = (role: string) =>
      flat('linux')
        .filter((item) => item.role === role)
        .map((item) => item.accelerator);
    expect(keys('zoomIn')).toEqual(['CmdOrCtrl+Plus', 'CmdOrCtrl+=']);
    expect(keys('zoomOut')).toEqual(['CmdOrCtrl+-']);
    expect(keys('resetZoom')).toEqual(['CmdOrCtrl+0']);
  });

  it('has the platform’s own first menu on macOS only, and Chinese labels', () => {
    expect(flat('darwin')[0]?.label).toBe('Longshore');
    expect(flat('linux')[0]?.label).toBe('File');
    expect(flat('win32', 'zh-CN').some(({ label }) => label === '退出 Longshore')).toBe(true);
    expect(flat('darwin').find(({ role }) => role === 'quit')?.accelerator).toBe('Cmd+Q');
  });
});

describe('words', () => {
  it('count what quitting ends', () => {
    expect(quitQuestion('en', { jobs: 2, terminals: 0 }).detail).toBe('This ends 2 running jobs.');
    expect(quitQuestion('zh-CN', { jobs: 1, terminals: 1 }).detail).toBe(
      '正在运行的1 个任务和1 个终端将会结束。',
    );
  });

  it('follow the choice, else the system', () => {
    expect(shellLanguage('system', 'zh-TW')).toBe('zh-CN');
    expect(shellLanguage('system', 'de-DE')).toBe('en');
    expect(shellLanguage('en', 'zh-CN')).toBe('en');
  });
});

describe('the path of a launcher', () => {
  it('gets the usual folders once, behind its own', () => {
    expect(extendedPath('darwin', '/usr/bin:/bin', '/Users/p')).toBe(
      '/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin:/Users/p/.docker/bin',
    );
    expect(extendedPath('win32', 'C:\\x', 'C:\\p')).toBe('C:\\x');
  });
});
