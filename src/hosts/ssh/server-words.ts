/** What a server says before it lets anybody in: a notice, or where to go to be let in. */
import type { StageLog, Step } from '../stages.ts';
import type { Limit } from './limit.ts';
import { plainLines } from './plain-lines.ts';

/** A notice comes together with the server's answer; without one it waits for a person. */
const answerAfterMs = 1_000;
/** As long as a person is given for any question. */
const personLimitMs = 10 * 60_000;

export interface ServerWords {
  /** Plain text, all of it so far; empty while it has said nothing. */
  text(): string;
  /** `step`: the one that is on its way. */
  add(banner: string, step: Step | undefined): void;
  /** The server has gone on. Gives the stage that was begun for nothing but its words. */
  wentOn(): Step | undefined;
}

export interface WordsTools {
  readonly log: StageLog;
  /** Stands still while the server waits for somebody to do as it says. */
  readonly limit: Limit;
  readonly onExpired: () => void;
}

export function createServerWords({ log, limit, onExpired }: WordsTools): ServerWords {
  let said = '';
  let own: Step | undefined;
  let waiting: Step | undefined;
  let timer: NodeJS.Timeout | undefined;

  function wait(step: Step | undefined): void {
    if (step === undefined) own = log.begin('login');
    waiting = step ?? own;
    waiting?.said(said);
    waiting?.waiting();
    limit.pause();
    timer = setTimeout(onExpired, personLimitMs);
  }

  return {
    text: () => said,
    add(banner, step) {
      said = plainLines(`${said}\n${banner}`);
      if (waiting !== undefined) waiting.said(said);
      else {
        clearTimeout(timer);
        timer = setTimeout(wait, answerAfterMs, step);
      }
    },
    wentOn() {
      clearTimeout(timer);
      if (waiting !== undefined) {
        limit.resume();
        waiting.running();
      }
      const ended = own;
      own = undefined;
      waiting = undefined;
      return ended;
    },
  };
}
