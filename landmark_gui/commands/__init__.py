"""The command line's commands, one module each: ``add_parser(subparsers)`` and ``run(arguments) -> int``.

Importing them loads nothing heavy; what a command needs is imported when it runs.
"""
