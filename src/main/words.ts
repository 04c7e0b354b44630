/** The shell's own words: menus and the two questions that no page can ask. */

const en = {
  file: 'File',
  newWindow: 'New Window',
  close: 'Close Window',
  quit: 'Quit Longshore',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  view: 'View',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  resetZoom: 'Actual Size',
  fullScreen: 'Full Screen',
  reload: 'Reload Window',
  devTools: 'Developer Tools',
  window: 'Window',
  minimize: 'Minimize',
  maximize: 'Maximize',
  about: 'About Longshore',
  services: 'Services',
  hide: 'Hide Longshore',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
};
export type MenuWords = typeof en;

const zhCN: MenuWords = {
  file: '文件',
  newWindow: '新建窗口',
  close: '关闭窗口',
  quit: '退出 Longshore',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '视图',
  zoomIn: '放大',
  zoomOut: '缩小',
  resetZoom: '实际大小',
  fullScreen: '全屏',
  reload: '重新载入窗口',
  devTools: '开发者工具',
  window: '窗口',
  minimize: '最小化',
  maximize: '最大化',
  about: '关于 Longshore',
  services: '服务',
  hide: '隐藏 Longshore',
  hideOthers: '隐藏其他',
  showAll: '全部显示',
};

export const menuWords = { en, 'zh-CN': zhCN } as const;

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  readonly quit: string;
  readonly stay: string;
}

/** What quitting would end, counted. */
export function quitQuestion(
  language: 'en' | 'zh-CN',
  { jobs, terminals }: { readonly jobs: number; readonly terminals: number },
): QuitQuestion {
  if (language === 'zh-CN') {
    const parts = [jobs > 0 && `${jobs} 个任务`, terminals > 0 && `${terminals} 个终端`];
    return {
      message: '要退出 Longshore 吗？',
      detail: `正在运行的${parts.filter(Boolean).join('和')}将会结束。`,
      quit: '退出',
      stay: '取消',
    };
  }
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  const parts = [
    jobs > 0 && counted(jobs, 'running job'),
    terminals > 0 && counted(terminals, 'open terminal'),
  ];
  return {
    message: 'Quit Longshore?',
    detail: `This ends ${parts.filter(Boolean).join(' and ')}.`,
    quit: 'Quit',
    stay: 'Cancel',
  };
}

export const givenUp = {
  en: 'Longshore’s backend keeps failing. Restart Longshore; its log says more.',
  'zh-CN': 'Longshore 的后台反复出错。请重新启动 Longshore；日志中有详细信息。',
} as const;

/** The language of the shell: what was chosen, else the system's. */
export function shellLanguage(chosen: string, system: string): 'en' | 'zh-CN' {
  const wanted = chosen === 'system' ? system : chosen;
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
