#!/bin/sh
# Make the virtual environment in the folder given (.venv), with a Python of 3.11 or newer that can make one.
#
# Looks at $PYTHON alone where that is set, else at python3 and then at python3.14 … python3.11.
# Says plainly, in English and Chinese, what to do where none will do. POSIX sh; no word of the path is ever split.
set -eu

venv=$1
wanted='import sys; sys.exit(sys.version_info < (3, 11))'
able='import ensurepip, venv'
old=
bare=

if [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "$wanted" 2>/dev/null &&
    "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0 # one that works is kept
fi

make_with() {
    found="$1 ($("$1" -c 'import platform; print("Python", platform.python_version())'))"
    case "${HUIYIN_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in
    [zZ][hH]*) printf '%s\n' "正在用 $found 建立 $venv ……" "Making $venv with $found …" ;;
    *) printf '%s\n' "Making $venv with $found …" "正在用 $found 建立 $venv ……" ;;
    esac
    rm -rf "$venv"
    "$1" -m venv "$venv"
}

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.14 python3.13 python3.12 python3.11
fi
for candidate in "$@"; do
    "$candidate" -c 'pass' 2>/dev/null || continue
    if ! "$candidate" -c "$wanted"; then
        old="$old $candidate=$("$candidate" -c 'import sys; print(".".join(map(str, sys.version_info[:3])))')"
    elif ! "$candidate" -c "$able" 2>/dev/null; then
        bare=${bare:-$candidate}
    else
        make_with "$candidate"
        exit 0
    fi
done

if [ -n "$bare" ]; then
    version=$("$bare" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    cat >&2 <<TEXT
$bare is new enough, but cannot make a virtual environment: its modules venv and ensurepip are missing.
  Debian, Ubuntu: sudo apt install python3-venv   (or python$version-venv)
$bare 的版本够新，但缺少 venv 和 ensurepip 模块，无法建立虚拟环境。
  Debian、Ubuntu、麒麟、统信：sudo apt install python3-venv（或 python$version-venv）
TEXT
elif [ -n "$old" ]; then
    cat >&2 <<TEXT
Huiyin needs Python 3.11 or newer; found:$old.
  Install a newer one beside it and say where it is:  make PYTHON=python3.12 demo
回音需要 Python 3.11 或更新的版本，这里只有：$old。
  请另装一个新版本，并指明它：make PYTHON=python3.12 demo
TEXT
else
    cat >&2 <<TEXT
Huiyin needs Python 3.11 or newer; ${PYTHON:-python3} was not found or does not run.
  Debian, Ubuntu: sudo apt install python3 python3-venv   Elsewhere: python.org
回音需要 Python 3.11 或更新的版本，这里没有找到可用的 ${PYTHON:-python3}。
  Debian、Ubuntu、麒麟、统信：sudo apt install python3 python3-venv   其他系统：python.org
TEXT
fi
exit 1
