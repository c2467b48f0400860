"""The commands of `huiyin`, one module each, imported only when asked for (docs/decisions/0005).

A new command is a module with a click command in it and one line in `COMMANDS` of `huiyin/cli.py`.
"""
