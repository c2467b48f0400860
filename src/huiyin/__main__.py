"""`python -m huiyin`: the same as the `huiyin` command."""

from huiyin.cli import main

if __name__ == "__main__":
    main()
