import { parseArgs } from 'node:util';
import { Refusal } from './refusal.mjs';

export const usage = `npm start [-- FLAGS]   opens Longshore; installs and builds first where needed

  --desktop          the desktop window (Electron), downloaded if it is missing
  --web              the web shell: a page on this machine, opened in the browser
  --port N           the web shell's port (0: any free one)
  --no-open          do not open a browser, print the address
  --install-engine   install a container engine on this machine, then end
  --json             one line {"url", "shell", "pid"} on stdout when ready
  --help             this text

Without --desktop or --web: the desktop where it can run, else the web shell.
State is kept in the folder LONGSHORE_HOME, or the platform's usual place.
ELECTRON_MIRROR names another place to download Electron from.
`;

const options = {
  desktop: { type: 'boolean', default: false },
  web: { type: 'boolean', default: false },
  port: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
  'install-engine': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

/** The flags as values, checked against each other. Throws `Refusal`. */
export function readFlags(args) {
  const values = parsed(args);
  const { desktop, web, port } = values;
  if (desktop && web) throw new Refusal('--desktop and --web exclude each other.');
  if (port !== undefined && (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)) {
    throw new Refusal(`--port takes a number from 0 to 65535, not "${port}".`);
  }
  if (desktop && (port !== undefined || values['no-open'])) {
    throw new Refusal('--port and --no-open belong to the web shell; --desktop has no address.');
  }
  return {
    desktop,
    web,
    port: port === undefined ? undefined : Number(port),
    open: !values['no-open'],
    installEngine: values['install-engine'],
    json: values.json,
    help: values.help,
  };
}

function parsed(args) {
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    const { flag } = /option '(?<flag>[^' ]+)/i.exec(error.message)?.groups ?? {};
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      throw new Refusal(`There is no flag ${flag ?? args.join(' ')}; --help lists all.`);
    }
    if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
      throw new Refusal(
        `"${args.find((arg) => !arg.startsWith('-'))}" is no flag; --help lists all.`,
      );
    }
    throw new Refusal(`${error.message.split('. ')[0]}; --help lists all flags.`);
  }
}

/** What the server's own command line takes of it. */
export function serverArguments(flags) {
  return [
    ...(flags.port === undefined ? [] : ['--port', String(flags.port)]),
    ...(flags.open ? [] : ['--no-open']),
    ...(flags.json ? ['--json'] : []),
    ...(flags.installEngine ? ['--install-engine'] : []),
  ];
}
