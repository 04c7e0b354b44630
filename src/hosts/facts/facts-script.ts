/**
 * One look at a host, read by `/bin/sh` from its input: it does not matter which shell the user has.
 * Each line of the answer begins with `$mark`; what is not there is left out. POSIX sh, busybox too.
 * The disk comes last: on a network that hangs it never answers. A folder that this user may not
 * look into (`userns-remap`) has its data below the last one that can be seen.
 */
export const factsScript = `say() { [ -n "$2" ] && printf '%s %s %s\\n' "$mark" "$1" "$2"; }
one() { [ -r "$1" ] && tr -d '\\000' < "$1" 2>/dev/null | head -n 1; }
PATH="$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"; LC_ALL=C; export LC_ALL PATH
printf '\\n'
for f in /usr/lib/os-release /etc/os-release; do [ -r "$f" ] && release=$f; done
system=$( [ -n "$release" ] && . "$release" </dev/null && printf '%s' "$PRETTY_NAME" )
say system "$system"
model=$(one /sys/firmware/devicetree/base/model)
[ -n "$model" ] || model=$(one /proc/device-tree/model)
[ -n "$model" ] || model=$(one /sys/class/dmi/id/product_name)
say model "$model"
say architecture "$(uname -m </dev/null)"
say kernel "$(uname -r </dev/null)"
say uptime "$(one /proc/uptime)"
say load "$(one /proc/loadavg)"
say cpus "$(nproc 2>/dev/null </dev/null || grep -c '^processor' /proc/cpuinfo)"
[ -r /proc/meminfo ] && while read -r k v _; do
  case $k in MemTotal:|MemAvailable:) say "$k" "$v";; esac
done < /proc/meminfo
say boot "$(one /proc/sys/kernel/random/boot_id)"
case $data in /*)
  d=$data
  while [ -n "$d" ] && [ ! -e "$d" ]; do d=\${d%/*}; done
  if [ -n "$d" ] && { [ "$d" = "$data" ] || [ ! -x "$d" ]; }; then
    say disk "$(df -Pk -- "$d" 2>/dev/null </dev/null | tail -n 1)"
  fi;;
esac
say end yes
`;
