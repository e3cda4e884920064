#!/bin/sh
# Set up what a make target needs:  tools/setup.sh main | preview | cluster | test
#
#   main     a virtual environment in .venv with the locked packages, and Pango for the engine
#   preview  main, and the packages of the live preview
#   cluster  main, and Dask for batches on many machines (no make target needs it)
#   test     preview, and the checkers that the tests call (Java for EPUBCheck, a browser, Node and
#            Ace in .venv/checkers, …)
#
# Debian packages are installed only where the thing itself is missing, and only by root; anyone
# else is told the command. Everything said goes to stderr, so that the last line on stdout stays
# the path of what `make` made. Exit 4: something is missing on the machine (as in `publisher`).
set -eu
cd "$(dirname "$0")/.."

venv=.venv
wanted=${1:?main, preview, cluster or test}

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 4
}

chinese() {
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        zh*) return 0 ;;
        *) return 1 ;;
    esac
}

# both ENGLISH CHINESE: the one that the reader's locale asks for
both() { if chinese; then printf '%s' "$2"; else printf '%s' "$1"; fi; }

find_python() {
    for name in "${PYTHON:-}" python3.11 python3 python3.12 python3.13 python3.14; do
        [ -n "$name" ] || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "$(both 'Python 3.11 or newer was not found.' '没有找到 Python 3.11 或更新的版本。')"
}

# lacks_library FILE…: true unless one of these files can be loaded (Linux or macOS name)
lacks_library() {
    ! "$python" - "$@" 2>/dev/null <<'PYTHON'
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        continue
    sys.exit(0)
sys.exit(1)
PYTHON
}

lacks_command() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then return 1; fi
    done
}

lacks_java() { ! java -version >/dev/null 2>&1; }

# The Debian packages whose things are missing, one a line.
missing_for_main() {
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then echo python3-venv; fi
    if lacks_library libpango-1.0.so.0 libpango-1.0.dylib; then echo libpango-1.0-0; fi
    if lacks_library libpangoft2-1.0.so.0 libpangoft2-1.0.dylib; then echo libpangoft2-1.0-0; fi
    if lacks_library libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib; then
        echo libharfbuzz-subset0
    fi
}

missing_for_test() {
    if lacks_java; then echo default-jre-headless; fi
    if lacks_command chromium chromium-browser google-chrome; then echo chromium; fi
    if lacks_command node; then echo nodejs; fi
    if lacks_command npm; then echo npm; fi
    if lacks_command qpdf; then echo qpdf; fi
    if lacks_command pdftotext; then echo poppler-utils; fi
    if lacks_command gs; then echo ghostscript; fi
    if ! ls /usr/lib/*/faketime/libfaketime.so.1 >/dev/null 2>&1; then echo libfaketime; fi
    if lacks_command mmdebstrap; then echo mmdebstrap; fi
    if [ ! -e /usr/share/color/icc/FOGRA39L.ti3 ]; then echo icc-profiles-free; fi
    if lacks_command shellcheck; then echo shellcheck; fi
    # editions in Traditional characters are printed in the full faces
    if ! ls /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc >/dev/null 2>&1; then
        echo fonts-noto-cjk
    fi
    if ! ls /usr/share/fonts/truetype/lxgw-wenkai/*.ttf >/dev/null 2>&1; then
        echo fonts-lxgw-wenkai
    fi
    # the driver of the browser tests is a program of its own and needs it
    if lacks_library libatomic.so.1; then echo libatomic1; fi
}

# run_quietly COMMAND…: its output is shown only when it fails
run_quietly() {
    log=$(mktemp)
    if DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
}

install_packages() {
    command="apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null 2>&1; then
        stop "$(both 'Please install (Debian names):' '请先安装（以 Debian 的名字为准）：') $*"
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "$(both 'Some system packages are missing. Please run this, then make again:' \
            '缺少系统软件包。请先运行下面这一行，再重新 make：')"
        stop "    sudo apt-get update && sudo $command"
    fi
    say "$(both 'Installing system packages:' '安装系统软件包：') $*"
    # A mirror that does not answer matters only if the install below then fails.
    run_quietly apt-get update || true
    # shellcheck disable=SC2086  # the command is words, not one word
    run_quietly $command || stop "$(both 'This failed:' '未能完成：') $command"
}

# Word splitting is wanted below: the names of Debian packages have no blanks.
provide() {
    # shellcheck disable=SC2046
    set -- $("$1")
    [ $# -eq 0 ] || install_packages "$@"
}

make_venv() {
    if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then return; fi
    say "$(both "Making the Python environment in $venv" "在 $venv 建立 Python 环境")"
    run_quietly "$python" -m venv --clear "$venv"
}

pip_install() {
    PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -m pip install --quiet --no-input \
        --no-deps --only-binary :all: "$@" >&2 </dev/null
}

# install_locked FILE: exactly what is named there, each file proved by its hash
install_locked() {
    say "$(both "Installing Python packages ($1)" "安装 Python 软件包（$1）")"
    pip_install --require-hashes --requirement "$1"
    pip_install --no-build-isolation --editable .
}

# Ace and what else runs on Node: each file is proved by its hash, and no package runs anything while
# it is installed (.npmrc), so that none fetches a browser of its own.
install_checkers() {
    say "$(both 'Installing checkers that run on Node' '安装在 Node 上运行的检查程序')"
    mkdir -p "$venv/checkers"
    cp tools/checkers/package.json tools/checkers/package-lock.json tools/checkers/.npmrc \
        "$venv/checkers/"
    (cd "$venv/checkers" && run_quietly npm ci)
}

done_with() { touch "$venv/.$1"; }

python=$(find_python)
provide missing_for_main
make_venv
case $wanted in
    main) install_locked requirements/main.txt ;;
    preview) install_locked requirements/preview.txt ;;
    cluster) install_locked requirements/cluster.txt ;;
    test)
        provide missing_for_test
        install_locked requirements/dev.txt
        install_checkers
        ;;
    *) stop "tools/setup.sh main | preview | cluster | test" ;;
esac
done_with "$wanted"
