"""`python -m assistant`."""

import sys

from .faces.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
