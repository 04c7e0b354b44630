/**
 * One look at a host, read by `/bin/sh` from its input: it does not matter which shell the user has.
 * Each line of the answer begins with `$mark`; what is not there is left out. POSIX sh, busybox too.
 */
export const factsScript = `say() { [ -n "$2" ] && printf '%s %s %s\\n' "$mark" "$1" "$2"; }
one() { [ -r "$1" ] && tr -d '\\000' < "$1" 2>/dev/null | head -n 1; }
PATH="$PATH:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"; LC_ALL=C; export LC_ALL PATH
system=$( [ -r /etc/os-release ] && . /etc/os-release && printf '%s' "$PRETTY_NAME" )
say system "$system"
model=$(one /sys/firmware/devicetree/base/model)
[ -n "$model" ] || model=$(one /proc/device-tree/model)
[ -n "$model" ] || model=$(one /sys/class/dmi/id/product_name)
say model "$model"
say architecture "$(uname -m)"
say kernel "$(uname -r)"
say uptime "$(one /proc/uptime)"
say load "$(one /proc/loadavg)"
say cpus "$(nproc 2>/dev/null || grep -c '^processor' /proc/cpuinfo)"
while read -r k v _; do
  case $k in MemTotal:|MemAvailable:) say "$k" "$v";; esac
done < /proc/meminfo
say boot "$(one /proc/sys/kernel/random/boot_id)"
disk=$(df -Pk -- "$data" 2>/dev/null </dev/null || df -Pk / 2>/dev/null </dev/null)
say disk "$(printf '%s\\n' "$disk" | tail -n 1)"
say end yes
`;
