"""`python -m publisher`."""

import sys

try:
    from publisher.cli import main

    main()
except KeyboardInterrupt:  # while that was loaded
    sys.exit(130)
