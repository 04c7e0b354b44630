/** Configurations that OpenSSH and we must read alike. Paths begin with `home/` and `etc/`. */
export interface Case {
  readonly name: string;
  /** `~/.ssh/config` */
  readonly user: string;
  /** `/etc/ssh/ssh_config` */
  readonly system?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
}

const many = ['pi', 'pi4', 'web.example.com', 'db.example.com', '10.0.0.7', 'ann@pi'];

export const cases: readonly Case[] = [
  {
    name: 'nothing at all',
    user: '',
    targets: ['pi', 'ann@pi', 'ssh://ann@pi:2222', 'PI.Example'],
  },
  {
    name: 'comments and empty lines',
    user: '# x\n\n  \t\n   # y\nHost pi # z\n Port 1\n',
    targets: ['pi'],
  },
  {
    name: 'the first value wins',
    user: 'Host pi\n User a\n Port 1\nHost *\n User b\n Port 2\n HostName 10.0.0.1\n',
    targets: many,
  },
  { name: 'values before any block', user: 'User a\nHost pi\n User b\n Port 1\n', targets: many },
  {
    name: 'wildcards',
    user: 'Host *.example.com\n User a\nHost p?\n Port 1\nHost 10.0.0.*\n User c\nHost pi?\n Port 9\n',
    targets: many,
  },
  {
    name: 'negation, on either side',
    user: 'Host *.example.com !db.*\n User a\nHost !pi *\n Port 7\nHost !nobody\n Port 8\n',
    targets: many,
  },
  {
    name: 'names are compared as written',
    user: 'Host PI\n Port 1\nHost pi\n Port 2\n',
    targets: ['pi', 'PI'],
  },
  { name: 'keywords in any case', user: 'hOST pi\n pORT 1\n USER x\n', targets: ['pi'] },
  {
    name: 'an equals sign',
    user: 'Host=pi\n Port=1\n User = x\n HostName= 10.0.0.1\n IdentityFile =~/a\n',
    targets: ['pi'],
  },
  {
    name: 'quotes',
    user: 'Host "pi" \'pi4\'\n User "ab"\n IdentityFile "~/with space/key"\n IdentityFile \'/x y\'\n',
    targets: ['pi', 'pi4'],
  },
  {
    name: 'a comment after a value',
    user: 'Host pi # x\n Port 1 # y\n User a#b\n',
    targets: ['pi'],
  },
  { name: 'carriage returns', user: 'Host pi\r\n  Port 1\r\n\r\n  User x\r\n', targets: ['pi'] },
  { name: 'tabs', user: 'Host\tpi\tpi4\n\tPort\t\t1\n', targets: ['pi', 'pi4'] },
  { name: 'a name with %h', user: 'HostName %h.example.com\n', targets: ['pi', 'web'] },
  { name: 'a name with %%', user: 'HostName %%h%h\n', targets: ['pi'] },
  {
    name: 'names in capitals',
    user: 'Host pi\n HostName PI.Example.COM\n',
    targets: ['pi', 'WEB'],
  },
  {
    name: 'addresses',
    user: 'Host six\n HostName 2001:DB8:0:0::1\n',
    targets: ['six', '10.0.0.1', '::1'],
  },
  {
    name: 'identities add up, each once',
    user: 'IdentityFile ~/a\nHost pi\n IdentityFile /b\n IdentityFile ~/a\nHost *\n IdentityFile ~/c\n',
    targets: many,
  },
  { name: 'no identities', user: 'IdentityFile none\nIdentitiesOnly yes\n', targets: ['pi'] },
  {
    name: 'certificates',
    user: 'CertificateFile ~/a-cert.pub\nCertificateFile /b-cert.pub\nIdentitiesOnly true\n',
    targets: ['pi'],
  },
  { name: 'an agent of its own', user: 'IdentityAgent ~/agent.sock\n', targets: ['pi'] },
  { name: 'no agent', user: 'IdentityAgent none\n', targets: ['pi'] },
  { name: 'an agent from a variable', user: 'IdentityAgent $KEYS\n', targets: ['pi'] },
  { name: 'an agent with tokens', user: 'IdentityAgent ${KEYS}/%u-%i-%h-%p\n', targets: ['pi'] },
  {
    name: 'every token, in known_hosts',
    user:
      'Host pi\n HostName 10.0.0.7\n Port 2222\n User x\nHost *\n' +
      ' UserKnownHostsFile ~/k/%n-%h-%p-%r-%u-%i-%l-%L-%k-%% %d/%C ${KEYS}/x\n',
    targets: many,
  },
  {
    name: 'an alias for keys',
    user: 'HostKeyAlias BOX\nUserKnownHostsFile /k/%k\n',
    targets: ['pi'],
  },
  {
    name: 'no known_hosts',
    user: 'UserKnownHostsFile none\nGlobalKnownHostsFile none\n',
    targets: ['pi'],
  },
  {
    name: 'known_hosts of the system',
    user: 'GlobalKnownHostsFile /a /b\nRevokedHostKeys /etc/ssh/revoked\n',
    targets: ['pi'],
  },
  ...['yes', 'no', 'off', 'ask', 'accept-new', 'YES'].map((word) => ({
    name: `strict checking: ${word}`,
    user: `StrictHostKeyChecking ${word}\n`,
    targets: ['pi'],
  })),
  {
    name: 'times',
    user: 'Host pi\n ServerAliveInterval 1m30s\n ConnectTimeout 2h\nHost *\n ServerAliveInterval 15\n ServerAliveCountMax 7\n ConnectTimeout none\n',
    targets: many,
  },
  {
    name: 'families of addresses',
    user: 'Host pi\n AddressFamily inet6\nHost *\n AddressFamily INET\n',
    targets: many,
  },
  {
    name: 'methods',
    user: 'PreferredAuthentications password,publickey\nPasswordAuthentication no\n',
    targets: ['pi'],
  },
  { name: 'methods by older names', user: 'ChallengeResponseAuthentication no\n', targets: ['pi'] },
  { name: 'one jump', user: 'ProxyJump ann@gate:2222\n', targets: ['pi', 'web'] },
  {
    name: 'jumps in a row',
    user: 'Host pi\n ProxyJump a,ann@b:2222,ssh://c:23\nHost pi4\n ProxyJump [2001:db8::1]:22\n',
    targets: many,
  },
  { name: 'no jump', user: 'Host pi\n ProxyJump none\nHost *\n ProxyJump gate\n', targets: many },
  {
    name: 'a jump before a command, and a command before a jump',
    user: 'Host pi\n ProxyJump gate\nHost pi4\n ProxyCommand nc %h %p\nHost *\n ProxyCommand nc -x %h\n ProxyJump other\n',
    targets: many,
  },
  {
    name: 'no jump, so no command either',
    user: 'ProxyJump none\nProxyCommand nc %h %p\n',
    targets: ['pi'],
  },
  {
    name: 'a command with quotes and a hash',
    user: 'ProxyCommand = sh -c "nc \'%h\' %p" # all of it\n',
    targets: ['pi'],
  },
  {
    name: 'no command',
    user: 'Host pi\n ProxyCommand none\nHost *\n ProxyCommand nc %h\n',
    targets: many,
  },
  { name: 'Match all', user: 'Host nobody\nMatch all\n Port 1\n', targets: ['pi'] },
  {
    name: 'Match host looks at the name so far',
    user: 'Host pi\n HostName web.example.com\nMatch host web.example.com\n Port 1\nMatch originalhost pi\n User x\nMatch host pi\n Port 2\n',
    targets: many,
  },
  {
    name: 'Match with lists, negation and case',
    user: 'Match host PI,web.*,!db.*\n Port 1\nMatch !host *.example.com\n User x\nMatch host 10.0.0.*,!10.0.0.7\n Port 3\n',
    targets: many,
  },
  {
    name: 'Match user and localuser',
    user: 'Match user ann\n Port 1\nMatch localuser root\n ServerAliveInterval 5\nMatch !localuser root\n Port 9\nUser late\n',
    targets: many,
  },
  {
    name: 'Match user sees a user from before',
    user: 'Host pi\n User bob\nMatch user bob\n Port 5\n',
    targets: many,
  },
  {
    name: 'several criteria, with an equals sign and quotes',
    user: 'Match host=pi* user="ann"\n Port 1\nMatch host pi* originalhost pi4 # x\n Port 2\n',
    targets: many,
  },
  {
    name: 'Match final reads all again, for the new name',
    user: 'Host pi\n HostName web.example.com\nHost web.example.com\n User second\nMatch final\n Port 1\n',
    targets: many,
  },
  {
    name: 'Match final host',
    user: 'Host pi\n HostName WEB.example.com\nMatch final host web.example.com\n Port 1\nMatch !final\n User x\n',
    targets: many,
  },
  {
    name: 'Match final all',
    user: 'Match final all\n Port 1\nMatch canonical all\n User x\n',
    targets: ['pi'],
  },
  {
    name: 'Match canonical without canonical names',
    user: 'Match canonical\n Port 1\nHost pi\n User x\n',
    targets: ['pi'],
  },
  {
    name: 'canonical names without domains',
    user: 'CanonicalizeHostname yes\nHost pi\n HostName web.example.com\nMatch canonical\n Port 1\nHost web.example.com\n User x\n',
    targets: ['pi'],
  },
  {
    name: 'the file of the system comes second',
    user: 'Host pi\n User a\n IdentityFile ~/mine\n',
    system: 'Host *\n User b\n Port 2\n IdentityFile /all\nMatch host pi\n ServerAliveInterval 3\n',
    targets: many,
  },
  {
    name: 'includes, by name and pattern, in order',
    user: 'Include one conf.d/*\nInclude nowhere/* absent\nPort 9\n',
    files: {
      'home/.ssh/one': 'Host pi\n Port 1\n',
      'home/.ssh/conf.d/10': 'Host pi4\n Port 2\n',
      'home/.ssh/conf.d/09': 'Host pi*\n User first\n',
      'home/.ssh/conf.d/.hidden': 'User hidden\n',
      'home/.ssh/conf.d/B': 'Host *\n ServerAliveInterval 1\n',
      'home/.ssh/conf.d/a': 'Host *\n ServerAliveInterval 2\n',
    },
    targets: many,
  },
  {
    name: 'includes with ~, quotes and a class',
    user: 'Include ~/x "a b" [0-9]x [!0-9]y\n',
    files: {
      'home/x': 'Port 1\n',
      'home/.ssh/a b': 'User spaced\n',
      'home/.ssh/1x': 'ServerAliveInterval 1\n',
      'home/.ssh/zy': 'ServerAliveCountMax 4\n',
      'home/.ssh/1y': 'ServerAliveCountMax 5\n',
    },
    targets: ['pi'],
  },
  {
    name: 'an include inside of a block',
    user: 'Host pi\n Include part\n User after\nHost *\n Port 9\n',
    files: { 'home/.ssh/part': 'User inside\nHost pi4\n Port 3\nHost *\n ServerAliveInterval 3\n' },
    targets: many,
  },
  {
    name: 'a block of an include ends with it',
    user: 'Host pi\nInclude part\nPort 4\nUser x\n',
    files: { 'home/.ssh/part': 'Host nobody\n Port 3\nMatch host other\n' },
    targets: many,
  },
  {
    name: 'includes in includes',
    user: 'Include a\n',
    files: {
      'home/.ssh/a': 'Host pi\n Include b\n',
      'home/.ssh/b': 'Include c\nHost pi4\n Port 8\n',
      'home/.ssh/c': 'Match all\n Port 7\n',
    },
    targets: many,
  },
  {
    name: 'Match final within an include that does not count',
    user: 'Host nobody\n Include part\nHost pi\n HostName web.example.com\nHost web.example.com\n Port 2\n',
    files: { 'home/.ssh/part': 'Match final\n User x\n' },
    targets: ['pi'],
  },
  {
    name: 'includes of the system',
    user: '',
    system: 'Include ssh_config.d/*.conf\nHost *\n Port 2\n',
    files: { 'etc/ssh_config.d/a.conf': 'Host pi\n Port 1\n', 'etc/ssh_config.d/b': 'User no\n' },
    targets: many,
  },
  {
    name: 'what Debian ships',
    user: '',
    system: 'Host *\n    SendEnv LANG LC_*\n    HashKnownHosts yes\n    GSSAPIAuthentication yes\n',
    targets: ['pi'],
  },
  {
    name: 'options that we do not follow',
    user: 'ForwardAgent yes\nCompression yes\nControlMaster auto\nControlPath ~/%C\nLocalForward 80 x:80\nSetEnv A="b c"\n',
    targets: ['pi'],
  },
];

export const refusals: readonly Case[] = [
  ...[
    'Port',
    'Port x',
    'Port 0',
    'Port 65536',
    'Port 22 23',
    'User "x',
    'User ""',
    'Host ""',
    'Match',
    'Match host',
    'Match nothing',
    'Match all host x',
    'IdentitiesOnly perhaps',
    'StrictHostKeyChecking maybe',
    'ConnectTimeout soon',
    'AddressFamily inet5',
    'ProxyJump a,,b',
    'UserKnownHostsFile a none',
    'UserKnownHostsFile %x',
    'UserKnownHostsFile ${ABSENT}/x',
    'HostName %x',
    'Include config',
  ].map((line) => ({ name: line, user: `${line}\n`, targets: ['pi'] })),
  {
    name: 'a name that looks like an option',
    user: '',
    targets: ['-x', 'a b', "a'b", 'a;b', 'a@-b'],
  },
];
