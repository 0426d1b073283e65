#!/bin/sh
# Proves the set-up on a fresh system that has git and make and nothing else.
#
#   tools/fresh-system.sh [SUITE] [head|tree]
#
#   SUITE   a Debian or Ubuntu suite that this machine's mirror carries (default:
#           this machine's own); another one needs its keyring here
#   head    take the last commit (the default)
#   tree    take the working tree as it stands, without what .gitignore names
#
# Root, debootstrap and about 2 GB in ${TMPDIR:-/tmp} are needed. It makes a minimal
# system in a new folder, clones this repository into it, and types there, as root:
# make publish, make test, and both again, each with its time in seconds. Exit code 0
# when all four went well. The folder is removed at the end, and after any failure,
# unless KEEP=1.
#
# How this machine reaches its registries comes along, read from this machine and
# written nowhere else: apt's sources, keys and Acquire settings; the settings of pip,
# uv and npm; certificates; the variables that name proxies and certificates.
#
# All mounts are made in a mount namespace of this script's own and vanish with it,
# however it ends; so nothing of the host can be reached by the removal.
set -eu

[ "$(id -u)" = 0 ] || { echo "fresh-system: needs root (chroot, mount)" >&2; exit 3; }
command -v debootstrap >/dev/null || { echo "fresh-system: type: apt-get install debootstrap" >&2; exit 3; }

repository=$(cd "$(dirname "$0")/.." && pwd)
. /etc/os-release
own_suite=$VERSION_CODENAME
suite=${1:-$own_suite}
what=${2:-head}
place=/srv/everyleaf

if [ -z "${FRESH_ROOT:-}" ]; then    # outside: make the folder, run inside, remove the folder
    FRESH_ROOT=$(mktemp -d "${TMPDIR:-/tmp}/everyleaf-fresh-XXXXXX")
    export FRESH_ROOT
    code=0
    trap 'exit 130' INT TERM
    trap '[ -n "${KEEP:-}" ] && echo "kept: $FRESH_ROOT" || rm -rf --one-file-system "$FRESH_ROOT"' EXIT
    unshare --mount --propagation private "$0" "$@" || code=$?
    exit "$code"
fi
root=$FRESH_ROOT
say() { printf 'fresh-system: %s\n' "$*"; }

# copy PATH...: to the same place in the new system, if it is there
copy() {
    for path in "$@"; do
        [ -e "$path" ] || continue
        mkdir -p "$root$(dirname "$path")"
        cp -rL "$path" "$root$(dirname "$path")/"
    done
}

make_system() {
    mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
        awk -v suite="$own_suite" '$1 == suite { print $2; exit }')
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    script=$suite
    if [ "$ID" = ubuntu ]; then
        keyring=/usr/share/keyrings/ubuntu-archive-keyring.gpg
        # Every Ubuntu is set up the same way; an older debootstrap may not know this one's name.
        [ -e "/usr/share/debootstrap/scripts/$suite" ] || script=gutsy
    fi
    say "making a minimal $suite with git and make"
    debootstrap --variant=minbase --include=git,make --keyring="$keyring" \
        "$suite" "$root" "$mirror" "/usr/share/debootstrap/scripts/$script" >"$root.log" 2>&1 ||
        { tail -n 5 "$root.log" >&2; rm -f "$root.log"; exit 3; }
    rm -f "$root.log"
    rm -rf "$root"/var/lib/apt/lists/* "$root"/var/cache/apt/archives/*.deb
}

bring_registries() {
    rm -f "$root/etc/apt/sources.list"
    copy /etc/apt/sources.list /etc/apt/auth.conf.d /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d \
        /etc/apt/keyrings /etc/resolv.conf /usr/local/share/ca-certificates \
        /etc/pip.conf /etc/uv "$HOME/.config/pip" "$HOME/.pip" "$HOME/.config/uv" "$HOME/.npmrc"
    for file in /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do copy "$file"; done
    for file in /usr/share/keyrings/*; do copy "$file"; done
    for file in /etc/apt/apt.conf.d/*; do
        if grep -q '^Acquire' "$file"; then copy "$file"; fi
    done
    find "$root/etc/apt" \( -name '*.list' -o -name '*.sources' \) \
        -exec sed -i "s/\b$own_suite\b/$suite/g" {} +
    # Certificates that are not where the system's own package puts them.
    for file in $(variables | sed -n 's/^[^=]*=\(\/.*\)$/\1/p' | sort -u); do
        case $file in /etc/ssl/*) ;; *) if [ -f "$file" ]; then copy "$file"; fi ;; esac
    done
}

variables() {
    env | grep -E '^(PIP|UV|NPM_CONFIG|npm_config|NODE_EXTRA|SSL_CERT|CURL_CA|REQUESTS_CA)[A-Za-z_]*=|^[A-Za-z]+_(proxy|PROXY)=' || true
}

bring_repository() {
    mkdir -p "$root$place"
    if [ "$what" = tree ]; then
        (cd "$repository" && git ls-files -z --cached --others --exclude-standard |
            xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh |
            tar --null -cf - -T -) | tar -xf - -C "$root$place"
        git -C "$root$place" init -q
    else
        git clone -q --no-local "file://$repository" "$root$place"
        git -C "$root$place" remote remove origin
    fi
}

mount_system() {
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
}

inside() {
    variables | tr '\n' '\0' | xargs -0 sh -c 'root=$1; place=$2; target=$3; shift 3
        exec chroot "$root" /usr/bin/env -i HOME=/root TERM=dumb LC_ALL=C.UTF-8 \
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" \
            make --no-print-directory -C "$place" "$target"' sh "$root" "$place" "$1"
}

# timed TITLE TARGET: go on after a failure, so that one run tells all
timed() {
    say "make $2, $1"
    start=$(date +%s%N)
    if inside "$2"; then ended=well; else ended=badly all_well=1; fi
    times="$times$(printf '  make %-8s %-12s %7.1f s, ended %s' "$2" "$1" \
        "$(awk "BEGIN { print ($(date +%s%N) - $start) / 1e9 }")" "$ended")
"
}

make_system
bring_registries
bring_repository
mount_system
times=
all_well=0
timed "first time" publish
timed "first time" test
timed "second time" publish
timed "second time" test
say "on a fresh $suite:"
printf '%s' "$times"
exit "$all_well"
