#!/bin/sh
# Make the checkout ready to run: .venv with the pinned packages, the imgdesk command, and on Debian and Ubuntu the
# system libraries that Qt needs. The second run finds the stamp and does nothing; it needs no network.
set -eu
cd "$(dirname "$0")/.." && cd "$(pwd -P)"
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME 2>/dev/null || true

LIBRARIES="libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libxkbcommon0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

fail() { echo "imgdesk set-up: $*" >&2; exit 1; }
say() { echo "imgdesk set-up: $*"; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"; return
        fi
    done
    fail "Python 3.11 or newer is needed; install it and run this again."
}

stamp() { pwd; cat requirements.lock .ci/setup.sh; }

ready() { [ -x .venv/bin/python ] && stamp | cmp -s - .venv/imgdesk-ready && .venv/bin/python -c ''; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_system() {
    say "installing $*"
    quiet="-qq -o=Dpkg::Use-Pty=0 -o=Acquire::Retries=1 -o=Acquire::http::Timeout=30 -o=Acquire::https::Timeout=30"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get $quiet update >&2 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get $quiet install -y --no-install-recommends "$@" >/dev/null
}

make_venv() {
    if .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return; fi
    rm -rf .venv
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        can_install && install_system python3-venv ||
            fail "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"
    fi
    "$python" -m venv .venv || fail "could not make .venv with $python."
}

install_packages() {
    say "installing the pinned packages into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: \
        --require-hashes -r requirements.lock ||
        fail "the packages of requirements.lock could not be installed; the first set-up needs a network."
}

link_project() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd > "$site/imgdesk-checkout.pth"
    cat > .venv/bin/imgdesk <<END
#!/bin/sh
exec "$PWD/.venv/bin/python" -m imgdesk "\$@"
END
    chmod +x .venv/bin/imgdesk
    .venv/bin/python -m compileall -q imgdesk
}

qt_starts() {
    QT_QPA_PLATFORM=offscreen .venv/bin/python -c 'from PySide6 import QtSvg, QtWidgets; QtWidgets.QApplication([])' \
        2>/dev/null
}

xcb_loads() {
    [ "$(uname -s)" != Linux ] || .venv/bin/python - 2>/dev/null <<'END'
import ctypes, pathlib
from PySide6 import QtGui
ctypes.CDLL(str(pathlib.Path(QtGui.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
END
}

install_libraries() {
    if qt_starts && xcb_loads; then return; fi
    list=$(echo $LIBRARIES)
    if can_install; then
        install_system $list || say "apt-get could not install all of: $list"
    fi
    qt_starts || fail "Qt needs system libraries; on Debian and Ubuntu: apt-get install --no-install-recommends $list"
    xcb_loads || say "ready, but a window on X needs more libraries: apt-get install --no-install-recommends $list"
}

if ready; then exit 0; fi
python=$(find_python) || exit 1
make_venv
install_packages
link_project
install_libraries
stamp > .venv/imgdesk-ready
say "ready"
