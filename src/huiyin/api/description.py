"""Write the description of the interface to the standard output: `python -m huiyin.api.description`."""

import json
import sys


def main() -> None:
    """Write docs/openapi.json."""
    import django

    django.setup()
    from huiyin.api.docs import openapi

    sys.stdout.write(json.dumps(openapi(), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
