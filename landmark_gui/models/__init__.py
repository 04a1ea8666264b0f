"""Qt item models over plain Python values. No widgets, no threads, no torch."""
