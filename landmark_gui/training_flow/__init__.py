"""The training wizard without its window: pages, choices, command lines, what a training tells, jobs kept on disk.

Knows neither Qt nor torch. Training itself runs as a process of its own, ``python -m training``, whose command line and
events are the only contact; so this package is tested on its own, and a window only draws it.
"""
