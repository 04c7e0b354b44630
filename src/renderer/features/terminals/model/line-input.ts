/**
 * Typing to a process without a TTY: nothing echoes there, so a line is edited here and sent whole,
 * as a terminal's own line discipline does. Pure.
 */

export interface Typed {
  /** What the screen shows of it. */
  readonly echo: string;
  /** Whole lines for the process; empty while a line is being typed. */
  readonly send: string;
}

export interface LineInput {
  feed(data: string): Typed;
}

const erase = '\b \b';
/** Arrow keys and the like have no meaning here. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|.)?/g;

export function createLineInput(): LineInput {
  let line: string[] = [];

  function take(character: string): Typed {
    switch (character) {
      case '\r':
      case '\n': {
        const send = `${line.join('')}\n`;
        line = [];
        return { echo: '\r\n', send };
      }
      case '\u007f':
      case '\b':
        return { echo: line.pop() === undefined ? '' : erase, send: '' };
      case '\u0015': {
        const echo = erase.repeat(line.length);
        line = [];
        return { echo, send: '' };
      }
      default:
        if (character < ' ' && character !== '\t') return { echo: '', send: '' };
        line.push(character);
        return { echo: character, send: '' };
    }
  }

  return {
    feed(data) {
      const typed = [...data.replace(escapes, '').replaceAll('\r\n', '\n')].map(take);
      return {
        echo: typed.map(({ echo }) => echo).join(''),
        send: typed.map(({ send }) => send).join(''),
      };
    },
  };
}
