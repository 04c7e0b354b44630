/**
 * The engine swallows the keys that detach a terminal, by default Ctrl-P Ctrl-Q: Ctrl-P would reach no
 * program. It cannot be told to have none, so this is what nobody types: eight times Ctrl-@ (NUL).
 */
export const neverDetach: string = Array.from({ length: 8 }, () => 'ctrl-@').join(',');
