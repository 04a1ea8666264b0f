#!/bin/sh
# Installs the photo managers and tools that `pytest -m hosts` drives, on Debian or Ubuntu. Run it as root.
#
# Recommended packages stay away: they bring whole desktops, and nothing here needs them.
set -eu
export DEBIAN_FRONTEND=noninteractive

apt-get update
nice -n 10 apt-get install --yes --no-install-recommends \
    darktable thunar geeqie gthumb nemo pcmanfm libfm-modules caja \
    nautilus python3-nautilus dolphin \
    at-spi2-core dbus gir1.2-atspi-2.0 libatk-adaptor python3-pyatspi \
    openbox xdotool x11-utils xvfb \
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxkbcommon-x11-0 libegl1 \
    appstream desktop-file-utils gvfs libglib2.0-bin shared-mime-info \
    libimage-exiftool-perl sqlite3
