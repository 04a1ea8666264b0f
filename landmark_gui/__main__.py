"""``python -m landmark_gui`` is ``landmark-gui``."""

import sys

from landmark_gui.cli import main

if __name__ == "__main__":
    sys.exit(main())
