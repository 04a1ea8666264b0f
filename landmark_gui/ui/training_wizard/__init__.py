"""The training wizard's window. What may be done, and what is known, is in `landmark_gui.training_flow`."""
