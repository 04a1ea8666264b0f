"""One running program per person and screen: later starts hand their photos to the first one.

`protocol`, `address` and `client` load no Qt, so that a start which only hands something over is quick; `server` is
the first one's side.
"""
