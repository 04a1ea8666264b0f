"""Long work beside the window: each worker has a QThread of its own, reports by signals and stops within a second.

What all workers share:

* Their methods are called, and their signals arrive, in the thread that made them (the GUI thread). No method waits,
  except `stop`.
* Results come as lists, at most about 20 a second, so that 10,000 of them do not flood the event loop.
* Trouble with one photo is a `Failure` in a `failed` signal; trouble with all of the work is one sentence.
* `stop()` ends the thread for good and returns within a second; so does the destruction of the worker or its parent.
"""
