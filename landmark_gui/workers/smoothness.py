"""Keeps the window smooth while other threads compute."""


def favour_gui_thread() -> None:
    """Lets the GUI thread have Python's lock sooner; called once, by `app`.

    A thread that wants the interpreter's lock waits one switch interval for each other thread that computes in Python;
    painting a grid takes the lock some hundred times.
    """
    raise NotImplementedError
