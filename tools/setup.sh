#!/bin/sh
# Sets up what is missing, and nothing else:  tools/setup.sh publish | test
#
#   publish   system libraries, .venv with everything requirements.txt locks,
#             this project, fonts, colour profile
#   test      what the tests judge with: system programs, the Python packages that
#             requirements-test.txt locks, and the fonts of the languages in tests/scripts/everyday.txt
#
# `make publish` and `make test` call it; a stamp in .venv/ then says it is done.
# All that the tools below it say goes to .build/setup.log.
# Exit code 3: something is missing that only you can bring; what to type is printed.
set -eu
cd "$(dirname "$0")/.."
stage=${1:-publish}
log=.build/setup.log
python=.venv/bin/python
mkdir -p .build

say() { printf 'set-up: %s\n' "$*"; }

# fail PROBLEM REMEDY
fail() {
    printf 'set-up: %s\n        %s\n' "$1" "$2" >&2
    exit 3
}

# run COMMAND...: quietly; its words go to the log
run() { "$@" >>"$log" 2>&1; }

# ---- system packages -------------------------------------------------------------------

has_command() { command -v "$1" >/dev/null 2>&1; }

has_library() {
    if [ "$(uname)" = Darwin ]; then
        ls "$(brew --prefix 2>/dev/null)"/lib/"${1%.so.*}".*dylib >/dev/null 2>&1
    else
        { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -qF "$1 "
    fi
}

fit_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if has_command "$candidate" &&
            "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
                2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# For each thing that is lacking, the name of the package that has it.
lacking_apt() {
    if [ "$stage" = test ]; then
        has_command pdftotext || echo poppler-utils
        has_command msgfmt || echo gettext
        has_command gs || echo ghostscript
        has_command java || echo default-jre-headless
        [ -e /usr/share/java/jaxb-runtime.jar ] || echo libjaxb-java
        # Ubuntu has Chromium as a snap only: there the tests that need a browser say so.
        has_command chromium || grep -qs '^ID=ubuntu' /etc/os-release || echo chromium
        has_library libatomic.so.1 || echo libatomic1  # the browser tests' own Node needs it
        has_command lou_translate || echo liblouis-bin
        [ -e /usr/share/omegat/OmegaT.jar ] || echo omegat
        # The schemas of XLIFF.
        [ -e /usr/share/php/Symfony/Component/Translation/Resources/schemas ] ||
            echo php-symfony-translation
        return
    fi
    fit_python >/dev/null || echo python3 python3-venv
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    has_library libpango-1.0.so.0 || echo libpango-1.0-0
    has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
}

lacking_brew() {
    if [ "$stage" = test ]; then
        has_command pdftotext || echo poppler
        has_command msgfmt || echo gettext
        has_command gs || echo ghostscript
        has_command java || echo openjdk
        has_command lou_translate || echo liblouis
        return
    fi
    fit_python >/dev/null || echo python@3.12
    has_library libpangoft2-1.0.so.0 || echo pango
}

install_apt() {
    by=
    if [ "$(id -u)" != 0 ]; then
        if has_command sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            by=sudo
        else
            fail "These system packages are missing, and I may not install them: $*" \
                "Ask someone who may to type: apt-get update && apt-get install $*"
        fi
    fi
    say "installing system packages: $*"
    # Package lists fetched within the hour are fresh enough.
    if [ -z "$(find .build/apt-updated -mmin -60 2>/dev/null)" ]; then
        run $by apt-get update ||
            fail "The package lists cannot be fetched: $(reason)" "Is this machine online? ($log)"
        touch .build/apt-updated
    fi
    run $by env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
        fail "The system packages cannot be installed: $(reason)" "Type: apt-get install $*"
}

reason() { grep -E '^(E:|error|ERROR)' "$log" | tail -n 1 || true; }

install_system() {
    if has_command apt-get; then
        lacking=$(lacking_apt | tr '\n' ' ')
        # shellcheck disable=SC2086  # one word a package
        [ -z "$lacking" ] || install_apt $lacking
    elif has_command brew; then
        lacking=$(lacking_brew | tr '\n' ' ')
        [ -n "$lacking" ] || return 0
        say "installing by brew: $lacking"
        # shellcheck disable=SC2086
        run brew install $lacking || fail "brew could not install them." "Type: brew install $lacking"
    else
        lacking=$(lacking_apt | tr '\n' ' ')
        [ -z "$lacking" ] || fail "This system has neither apt-get nor brew, and lacks: $lacking" \
            "Install what your system calls them, then type the same again."
    fi
}

# ---- Python ----------------------------------------------------------------------------

make_venv() {
    found=$(fit_python) ||
        fail "Python 3.11 or newer is needed; python3 here is $(python3 -V 2>&1 || true)." \
            "Debian 12, Ubuntu 24.04 and newer have it. Or put a newer python3 first on PATH."
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "making .venv with $found ($("$found" -V))"
        rm -rf .venv
        run "$found" -m venv .venv || fail "No virtual environment could be made." "See $log"
    fi
}

# uv is in the lock like everything else: its own lines are enough to install it.
install_uv() {
    awk '/^[^ ]/ { mine = /^uv==/ } mine' requirements.txt >.build/uv.txt
    run "$python" -m pip install --no-deps --require-hashes -r .build/uv.txt
}

# uv takes seconds where pip takes a minute; pip knows set-ups of networks that uv does not.
install_packages() {
    say "installing the Python packages that $1 locks"
    if install_uv &&
        run "$python" -m uv pip install --python "$python" --require-hashes -r "$1"; then
        return
    fi
    say "uv could not (see $log); trying pip"
    run "$python" -m pip install --require-hashes -r "$1" ||
        fail "The Python packages cannot be installed: $(reason)" \
            "Is this machine online? Then type the same again. ($log)"
}

install_project() {
    run "$python" -m pip install --no-deps --no-build-isolation -e . ||
        fail "Everyleaf itself cannot be installed: $(reason)" "See $log"
}

# ---- all of it -------------------------------------------------------------------------

case $stage in
    publish | test) ;;
    *) fail "There is no set-up called $stage." "Type: tools/setup.sh publish, or: tools/setup.sh test" ;;
esac
date >"$log"
install_system
if [ "$stage" = publish ]; then
    make_venv
    install_packages requirements.txt
    install_project
    # Without apt there is no colour profile to be had, and the screen needs none.
    "$python" tools/fetch.py || ! has_command apt-get || exit 3
else
    install_packages requirements-test.txt
    # shellcheck disable=SC2046  # a language is one word
    "$python" tools/fetch.py $(cat tests/scripts/everyday.txt)
fi
date >".venv/set-up-for-$stage"
